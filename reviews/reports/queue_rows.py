"""The rows of the queue as they are shown: the state in words, who holds it, and where the claim is made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from articles.models import Article, ArticleRevision
from factcheck.models import Membership, User
from reviews.models import ClaimMatch, ReviewTask, Verdict
from reviews.reports.machine_shown import shown_claims


@dataclass(frozen=True, slots=True)
class Place:
    """One article that makes the claim."""

    article: int
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """One task: its state (of the eight) in words, and the articles that make its claim, oldest first."""

    task: ReviewTask
    state: str
    label: str
    places: Sequence[Place] = field(default_factory=tuple)
    verdict: Verdict | None = None
    note: str = ""
    is_shown: bool = True

    @property
    def first(self) -> Place | None:
        """Return the article that made the claim first here."""
        return self.places[0] if self.places else None

    @property
    def worth(self) -> str:
        """Return the priority as shown; a dash where the desk holds it back."""
        return f"{self.task.priority:.2f}" if self.is_shown else "–"

    @property
    def more(self) -> int:
        """Return how many articles besides the first make the claim."""
        return max(0, len(self.places) - 1)


def queue_rows(tasks: Sequence[ReviewTask], *, me: User, places: Sequence[Membership] = ()) -> list[Row]:
    """Return the rows of `tasks` as `queue_page` gives them; at most three queries."""
    shown = shown_claims({task.claim_id for task in tasks}, user=me)
    where = _places({task.claim_id for task in tasks}, places)
    done = [task.claim_id for task in tasks if task.state == ReviewTask.State.DONE]
    verdicts = _verdicts(done) if done else {}
    rows = []
    for task in tasks:
        verdict = verdicts.get(task.claim_id) if task.state == ReviewTask.State.DONE else None
        state, label = _finding(verdict) if verdict else standing_of(task, me)
        note = "you wrote it" if task.barred_id == me.pk else ""
        made_in = where.get(task.claim_id, ())
        rows.append(Row(task, state, label, made_in, verdict, note, task.claim_id in shown))
    return rows


def _places(claims: Collection[int], places: Sequence[Membership]) -> dict[int, list[Place]]:
    matches = (
        ClaimMatch.objects.visible_to(places)
        .filter(claim__in=claims, state="CONFIRMED", statement__revision__is_latest=True)
        .order_by("statement__revision__article")
        .values_list("claim", "statement__revision__article", "statement__revision__title")
    )
    where: dict[int, list[Place]] = {}
    for claim, article, title in matches:
        found = where.setdefault(claim, [])
        if not found or found[-1].article != article:
            found.append(Place(article, title))
    return where


def _verdicts(claims: Collection[int]) -> dict[int, Verdict]:
    """Return the newest verdict on each claim."""
    rows = Verdict.objects.filter(claim__in=claims).select_related("rating").defer("explanation")
    return {verdict.claim_id: verdict for verdict in rows.order_by("version")}


def _finding(verdict: Verdict) -> tuple[str, str]:
    rating = verdict.rating
    if verdict.state in (Verdict.State.SUBMITTED, Verdict.State.APPROVED):
        return "waiting", f"{rating.label}, {verdict.get_state_display().lower()}"
    if verdict.state == Verdict.State.PUBLISHED:
        return rating.mark, rating.label
    return "open", f"{rating.label}, {verdict.get_state_display().lower()}"


def standing_of(task: ReviewTask, me: User) -> tuple[str, str]:
    """Return the state (of the eight) and the words for a task that carries `in_work` and `asleep`."""
    approval = task.kind == ReviewTask.Kind.APPROVAL
    if task.state == ReviewTask.State.CANCELLED:
        return "none", "Cancelled"
    if task.state == ReviewTask.State.DONE:
        return "waiting", f"Done by {_who(task.finished_by, me)}"
    if task.in_work:  # type: ignore[attr-defined]  # annotated
        return "work", f"{'Being read' if approval else 'In work'}, {_who(task.lease_holder, me)}"
    if task.assigned_to:
        returned = task.verdict_id and not approval
        return "open", f"{'Returned to' if returned else 'For'} {_who(task.assigned_to, me)}"
    if task.asleep:  # type: ignore[attr-defined]  # annotated
        return "none", "Snoozed"
    return ("waiting", "Waits for approval") if approval else ("open", "Open")


def _who(user: User | None, me: User) -> str:
    if user is None:
        return "nobody"
    return "you" if user.pk == me.pk else user.name


def article_title(article: int, *, desk: int, places: Sequence[Membership] = ()) -> str:
    """Return the title of an article of `desk`, for the filter's name; empty where there is none such."""
    seen = Article.objects.visible_to(places).filter(pk=article)
    titles = ArticleRevision.objects.filter(article__in=seen, article__desk=desk, is_latest=True)
    return titles.values_list("title", flat=True).first() or ""
