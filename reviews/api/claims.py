"""Claims and matches over the API: read, mark by hand, dismiss, restore, merge, confirm, reject."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from articles.models import Statement
from factcheck.api import DeskView, as_json, read
from factcheck.models import User
from factcheck.roles import Ability
from reviews.actions import claims, machine_outputs, matches, suggestions
from reviews.api.held_back import hold_back_claims
from reviews.api.serializers import ClaimFull, ClaimOut, MarkIn, MatchOut, MergeIn, ReasonIn
from reviews.api.tasks import CONFLICT
from reviews.models import Claim, ClaimMatch, Verdict
from reviews.reports.conflicts import conflicts
from reviews.reports.machine_shown import is_shown
from reviews.reports.merged import merged
from reviews.reports.precedents import precedents


def claim_json(claim: Claim, user: User, form: type[ClaimOut] = ClaimOut) -> dict[str, Any]:
    """Return the claim as JSON, without what the desk holds back from `user`."""
    shown = as_json(form, claim)
    hold_back_claims([shown], user=user)
    return shown


class Claims(DeskView):
    """The claims of one's desks."""

    rules = {"GET": Ability.READ}

    @extend_schema(parameters=[OpenApiParameter("desk", str)], responses=ClaimOut(many=True))
    def get(self, request: Request) -> Response:
        """List live claims, newest first."""
        answer = self.page(self.within_desks(Claim.objects.live()), ClaimOut)
        hold_back_claims(answer.data["results"], user=self.user)
        return answer


class ClaimView(DeskView):
    """What every endpoint of one claim shares."""

    def claim(self, pk: int) -> Claim:
        """Return the claim of one of the caller's desks; 404 for strangers."""
        return self.find(Claim.objects.select_related("desk"), pk)[0]

    def shown(self, claim: Claim, code: int = status.HTTP_200_OK) -> Response:
        """Return the claim as it is now."""
        claim.refresh_from_db()
        return Response(claim_json(claim, self.user), status=code)


class ClaimDetail(ClaimView):
    """One claim."""

    rules = {"GET": Ability.READ}

    @extend_schema(responses=ClaimFull)
    def get(self, request: Request, pk: int) -> Response:
        """Return the claim with the statements that make it, the suggested matches, and every verdict.

        `relations` are what at most 30 others say against it, the surest first; `precedents` are at most 8
        near claims, those with a published verdict first, and only these where the desk holds back.
        """
        claim = self.claim(pk)
        shown = is_shown(claim.pk, user=self.user)
        found = conflicts([claim.pk], suggested=shown, places=self.places)
        claim.precedents = precedents(claim, is_shown=shown, places=self.places)  # type: ignore[attr-defined]
        taken = merged(claim, places=self.places)
        claim.merges = [row.merge for row in taken]  # type: ignore[attr-defined]
        claim.relations = [row.relation for row in found]  # type: ignore[attr-defined]  # of the answer
        seen = ClaimMatch.objects.visible_to(self.places)
        rows = seen.select_related("statement__revision").order_by("id")
        history = Verdict.objects.select_related("rating").prefetch_related("citations").order_by("version")
        prefetch_related_objects([claim], Prefetch("matches", rows), Prefetch("verdicts", history))
        body = claim_json(claim, self.user, ClaimFull)
        outputs = machine_outputs.of_merges(row.merge for row in taken)
        if body["check_worthiness"] is not None:
            suggested = [row for row in claim.matches.all() if row.state == ClaimMatch.State.SUGGESTED]
            outputs += [*machine_outputs.of_claim(claim), *machine_outputs.of_matches(suggested)]
            outputs += machine_outputs.of_relations(row.relation for row in found)
        suggestions.record(outputs, desk=claim.desk_id)
        return Response(body)


class Dismiss(ClaimView):
    """Dismissing."""

    rules = {"POST": Ability.EDIT}

    @extend_schema(request=ReasonIn, responses={200: ClaimOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Dismiss the claim with a reason; its live tasks are cancelled."""
        claim = self.claim(pk)
        claims.dismiss(claim=claim, by=self.user, reason=read(request, ReasonIn)["reason"])
        return self.shown(claim)


class Restore(ClaimView):
    """Undoing a dismissal."""

    rules = {"POST": Ability.EDIT}

    @extend_schema(request=None, responses={200: ClaimOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Take a dismissal back; the task opens again."""
        claim = self.claim(pk)
        claims.restore(claim=claim, by=self.user)
        return self.shown(claim)


class Merge(ClaimView):
    """Merging."""

    rules = {"POST": Ability.EDIT}

    @extend_schema(request=MergeIn, responses={200: ClaimOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Let another claim take this one's place."""
        claim = self.claim(pk)
        into = self.claim(read(request, MergeIn)["into"])
        claims.merge(claim=claim, into=into, by=self.user)
        return self.shown(claim)


class MarkStatement(DeskView):
    """Marking by hand."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=MarkIn, responses={201: ClaimOut})
    def post(self, request: Request, pk: int) -> Response:
        """Make a claim of a statement, or of the words from `start` to `end` inside it (code points)."""
        rows = Statement.objects.select_related("revision__article__desk")
        statement, _ = self.find(rows, pk, desk="revision__article__desk")
        claim = claims.mark(statement=statement, by=self.user, **read(request, MarkIn))
        return Response(claim_json(claim, self.user), status=status.HTTP_201_CREATED)


class MatchView(DeskView):
    """What both endpoints of one match share."""

    rules = {"POST": Ability.CHECK}

    def match(self, pk: int) -> ClaimMatch:
        """Return the match of one of the caller's desks; 404 for strangers."""
        rows = ClaimMatch.objects.select_related("claim__desk", "statement__revision")
        return self.find(rows, pk, desk="claim__desk")[0]


class Confirm(MatchView):
    """Confirming."""

    @extend_schema(request=None, responses={200: MatchOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Say that the statement makes the claim."""
        match = self.match(pk)
        matches.confirm(match=match, by=self.user)
        return Response(MatchOut(match).data)


class Reject(MatchView):
    """Rejecting."""

    @extend_schema(request=None, responses={200: MatchOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Say that the statement does not make the claim."""
        match = self.match(pk)
        matches.reject(match=match, by=self.user)
        return Response(MatchOut(match).data)
