"""Claims, tasks, verdicts and snapshots as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from reviews.actions import escalating
from reviews.models import (
    Citation,
    Claim,
    ClaimMatch,
    ClaimMerge,
    ClaimRelation,
    Draft,
    ReviewTask,
    Snapshot,
    Verdict,
)
from reviews.reports.precedents import Precedent

HELD_BACK = "null where the desk holds its machine's suggestions back"


class ClaimOut(serializers.ModelSerializer[Claim]):
    """One checkable assertion."""

    check_worthiness = serializers.FloatField(read_only=True, allow_null=True, help_text=HELD_BACK)

    class Meta:
        model = Claim
        fields = [
            "id", "public_id", "text", "claimant", "language", "check_worthiness", "created_at",
            "merged_into", "dismissed_at", "dismissal",
        ]  # fmt: skip


class MatchOut(serializers.ModelSerializer[ClaimMatch]):
    """A statement that makes the claim, or may: `start`, `end` are code points inside the statement."""

    exact = serializers.CharField(read_only=True)
    article = serializers.IntegerField(source="statement.revision.article_id", read_only=True)
    score = serializers.FloatField(read_only=True, allow_null=True, help_text=HELD_BACK)

    class Meta:
        model = ClaimMatch
        fields = ["id", "statement", "article", "start", "end", "exact", "state", "method", "score"]


class MergeOut(serializers.ModelSerializer[ClaimMerge]):
    """`claim` gave its place to `into`; `merged_by` is null where the machine confirmed `match` by itself."""

    score = serializers.FloatField(read_only=True, allow_null=True, help_text=HELD_BACK)

    class Meta:
        model = ClaimMerge
        fields = [
            "id", "claim", "into", "match", "score", "state", "merged_by", "merged_at", "undone_by",
            "undone_at",
        ]  # fmt: skip


class RelationOut(serializers.ModelSerializer[ClaimRelation]):
    """How two claims stand to each other: `start`, `end` of a difference are code points of its claim.

    `narrower` is the claim that is a special case of the other, where the kind is `narrows`. `score` is 0 to
    1, how sure the comparison is; null where the desk holds its machine's figures back.
    """

    class Meta:
        model = ClaimRelation
        fields = ["id", "kind", "claim_a", "claim_b", "narrower", "state", "differences", "score"]


class TaskOut(serializers.ModelSerializer[ReviewTask]):
    """A task and its claim; `lease_token` is shown to its holder alone."""

    desk = serializers.CharField(source="desk.slug", read_only=True)
    claim = ClaimOut(read_only=True)
    priority = serializers.FloatField(read_only=True, allow_null=True, help_text=HELD_BACK)
    lease_token = serializers.SerializerMethodField()

    class Meta:
        model = ReviewTask
        fields = [
            "id", "desk", "kind", "state", "priority", "claim", "verdict", "available_at", "assigned_to",
            "lease_holder", "lease_token", "lease_expires_at", "created_at", "finished_at",
        ]  # fmt: skip

    def get_lease_token(self, task: ReviewTask) -> str | None:
        """Return null: the endpoints of one task put the token in for its holder alone."""
        return None


class CitationOut(serializers.ModelSerializer[Citation]):
    """A citation: `start` is where `exact` stands in the snapshot's text, in code points."""

    class Meta:
        model = Citation
        fields = [
            "number", "snapshot", "offline_source", "locator", "stance", "source_type",
            "exact", "start", "prefix", "suffix", "note",
        ]  # fmt: skip


class VerdictBrief(serializers.ModelSerializer[Verdict]):
    """A verdict just handed in: which it is and where it stands."""

    rating = serializers.CharField(source="rating.key", read_only=True)

    class Meta:
        model = Verdict
        fields = ["id", "claim", "version", "rating", "summary", "state", "submitted_at"]


class VerdictOut(serializers.ModelSerializer[Verdict]):
    """A verdict with its citations and the course it took."""

    rating = serializers.CharField(source="rating.key", read_only=True)
    citations = CitationOut(many=True, read_only=True)

    class Meta:
        model = Verdict
        fields = [
            "id", "claim", "version", "rating", "summary", "explanation", "correction_note", "state",
            "author", "submitted_at", "approved_by", "approved_at", "returned_by", "returned_at",
            "return_comment", "published_by", "published_at", "retracted_by", "retracted_at",
            "retraction_note", "citations",
        ]  # fmt: skip


class PrecedentOut(serializers.Serializer[Precedent]):
    """A near claim, and how the desk ruled on it: `score` is 0 to 1; `verdict` is null where it has not."""

    claim = serializers.IntegerField(source="claim.pk")
    text = serializers.CharField(source="claim.text")
    score = serializers.FloatField(allow_null=True, help_text=HELD_BACK)
    why = serializers.CharField()
    articles = serializers.IntegerField()
    verdict = serializers.IntegerField(source="verdict.pk", allow_null=True, default=None)
    rating = serializers.CharField(source="verdict.rating.key", allow_null=True, default=None)


class ClaimFull(ClaimOut):
    """A claim with what makes it or may, what stands against it or near it, and every verdict."""

    matches = MatchOut(many=True, read_only=True)
    merges = MergeOut(many=True, read_only=True, help_text="standing ones, into it or away, newest first")
    relations = RelationOut(many=True, read_only=True)
    precedents = PrecedentOut(many=True, read_only=True)
    verdicts = VerdictOut(many=True, read_only=True)

    class Meta(ClaimOut.Meta):
        fields = [*ClaimOut.Meta.fields, "matches", "merges", "relations", "precedents", "verdicts"]


class SnapshotOut(serializers.ModelSerializer[Snapshot]):
    """A captured page: its text, and the SHA-256 of the bytes it was read from."""

    class Meta:
        model = Snapshot
        fields = [
            "id", "claim", "url", "state", "reason", "final_url", "fetched_at", "status", "media_type",
            "sha256", "text", "title", "publisher", "published_at",
        ]  # fmt: skip


class SnapshotBrief(serializers.ModelSerializer[Snapshot]):
    """A captured page in a list, without its text."""

    class Meta:
        model = Snapshot
        fields = ["id", "claim", "url", "state", "reason", "final_url", "fetched_at", "sha256", "title"]


class DraftOut(serializers.ModelSerializer[Draft]):
    """What was typed, when it was saved, and the how manieth save it was."""

    class Meta:
        model = Draft
        fields = ["task", "data", "saved_at", "version"]


class NextIn(serializers.Serializer[Any]):
    """Which desk (one's only one where missing), and checks or approvals."""

    desk = serializers.SlugField(required=False)
    kind = serializers.ChoiceField(choices=["check", "approval"], required=False, default="check")


class TokenIn(serializers.Serializer[Any]):
    """The lease token that `take` or `next` returned."""

    token = serializers.UUIDField()


class SkipIn(TokenIn):
    """Why the task is passed by."""

    reason = serializers.CharField(max_length=1000)


class EscalateIn(TokenIn):
    """To which lead (a user's id), and what they are to decide."""

    to = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    note = serializers.CharField(max_length=escalating.MOST)


class SnoozeIn(TokenIn):
    """For how many minutes the task sleeps."""

    minutes = serializers.IntegerField()


class CitationIn(serializers.Serializer[Any]):
    """Words of a captured page (`snapshot`) or of an offline source, numbered by their order."""

    snapshot = serializers.IntegerField(required=False, allow_null=True)
    offline_source = serializers.CharField(required=False, allow_blank=True)
    locator = serializers.CharField(required=False, allow_blank=True)
    stance = serializers.ChoiceField(choices=Citation.Stance.choices)
    source_type = serializers.ChoiceField(choices=Citation.SourceType.choices)
    exact = serializers.CharField()
    note = serializers.CharField(required=False, allow_blank=True)


class FindingIn(serializers.Serializer[Any]):
    """A finding; documents the body that `reviews.finding.read_finding` reads."""

    rating = serializers.CharField(help_text="a key of the desk's scale")
    summary = serializers.CharField(max_length=Verdict.SUMMARY_LIMIT)
    explanation = serializers.CharField(help_text="with [n] marks that number the citations")
    correction_note = serializers.CharField(required=False, allow_blank=True)
    citations = CitationIn(many=True)


class SubmitIn(TokenIn, FindingIn):
    """A finding under the task's lease."""


class DraftIn(TokenIn):
    """Anything typed so far, in the shape of a finding; `version` is what it was made from (0: none)."""

    version = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    data = serializers.DictField()  # type: ignore[assignment]  # a field; DRF takes it off the class


class CommentIn(serializers.Serializer[Any]):
    """What is to be mended."""

    comment = serializers.CharField(max_length=5000)


class NoteIn(serializers.Serializer[Any]):
    """What readers are told."""

    note = serializers.CharField(max_length=5000)


class ReasonIn(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=5000)


class MergeIn(serializers.Serializer[Any]):
    """The claim that takes this one's place."""

    into = serializers.IntegerField()


class MarkIn(serializers.Serializer[Any]):
    """The words of the statement that make the claim; all of it where `start`, `end` are missing."""

    start = serializers.IntegerField(required=False, allow_null=True, default=None)
    end = serializers.IntegerField(required=False, allow_null=True, default=None)
    text = serializers.CharField(required=False, allow_blank=True, default="", max_length=5000)


class CaptureIn(serializers.Serializer[Any]):
    """The claim that the page is evidence for, and the page's address."""

    claim = serializers.IntegerField()
    url = serializers.CharField(max_length=2000)
