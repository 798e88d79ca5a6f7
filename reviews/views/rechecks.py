"""Rechecks in the workbench: the words before and after, and the answer that the verdict stands or not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict

from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from factcheck.states import Conflict
from reviews.actions import orphans
from reviews.forms.finding import token_in, words_in
from reviews.models import Orphan
from reviews.views.queue import go_to_next
from reviews.views.task_page import read_number
from reviews.views.tasks import lost, posted, refused, task_or_404

NONE = "none"


@desk_page(Ability.CHECK, "GET", "POST")
@posted
def task_stand(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Say that the verdict stands: for the statements chosen (`place-<orphan>`), or that all are gone."""
    wanted = task_or_404(membership, pk)
    try:
        terms: dict[str, Any] = {"note": words_in(request.POST, "note")}
        if request.POST.get("answer") != "gone":
            terms["places"] = _places(request.POST, wanted.claim_id)
        orphans.stand(wanted, by=membership.user, token=token_in(request.POST), **terms)
    except ValidationError as error:
        return refused(request, membership, wanted, error)
    except Conflict as error:
        return lost(request, membership, pk, error)
    gone = "Noted: the article does not say this any more. The verdict stays."
    said = gone if request.POST.get("answer") == "gone" else "The verdict stands, under the new words too."
    messages.success(request, said)
    return go_to_next(request, membership)


def _places(post: QueryDict, claim: int) -> dict[int, int]:
    """Return the statement chosen for each open orphan; ValidationError where one was not decided."""
    places: dict[int, int] = {}
    for orphan in Orphan.objects.open().filter(match__claim=claim).values_list("pk", flat=True):
        typed = post.get(f"place-{orphan}", "")
        chosen = read_number(typed)
        if chosen is not None:
            places[orphan] = chosen
        elif typed != NONE:
            raise ValidationError(
                {"places": "Choose which statement makes the claim now, or that none does."}
            )
    return places
