"""Withdrawing: the tasks of an article that was taken back are cancelled; restored, it asks anew."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from articles.actions import withdrawal
from articles.models import Article, ArticleRevision
from factcheck.models import User
from reviews.actions import claim_locks, drafts, rechecking, tasks
from reviews.models import ClaimMatch, Orphan

WITHDRAWN = "its article was withdrawn"


@transaction.atomic
def withdraw(article: Article, *, by: User, reason: str) -> int:
    """Take an article back by hand and cancel its tasks; return how many. Raises as `withdrawal.withdraw`."""
    withdrawal.withdraw(article, by=by, reason=reason)
    return settle(article.pk)


@transaction.atomic
def restore(article: Article, *, by: User, reason: str) -> int:
    """Take a withdrawal back and open its tasks again; return how many. Raises as `withdrawal.restore`."""
    withdrawal.restore(article, by=by, reason=reason)
    return settle(article.pk)


@transaction.atomic
def settle(article_id: int) -> int:
    """Let the tasks know that an article was withdrawn or restored; return how many this changed.

    Of a withdrawn one the checks and rechecks are cancelled, those in hand too (what was typed is kept, and
    is there again when it is restored), unless an article in use says the same. Approvals stay: what they
    sign off is written.
    """
    rows = Article.objects.select_for_update(no_key=True, skip_locked=True).filter(tasks_due=True)
    article = rows.filter(pk=article_id).first()
    if article is None:
        return 0
    # Whoever matches its text right now opens tasks first, or sees the new status.
    list(
        ArticleRevision.objects.select_for_update(no_key=True)
        .filter(article=article, is_latest=True)
        .only("pk")
    )
    Article.objects.filter(pk=article.pk).update(tasks_due=False)
    return claim_locks.settled(lambda: _cancel(article) if article.status == "withdrawn" else _open(article))


def _cancel(article: Article) -> int:
    made, asked = _made_by(article), _asked_about(article)
    claim_locks.lock(made | asked)
    unused = made - _said_by_others(made)
    orphans = Orphan.objects.open().filter(match__claim__in=asked).exclude(revision__article=article)
    still = orphans.filter(revision__article__status=Article.Status.USABLE)
    needless = asked - set(still.values_list("match__claim", flat=True))
    return tasks.cancel_live(unused, reason=WITHDRAWN) + tasks.cancel_live(
        needless, reason=WITHDRAWN, kind="RECHECK"
    )


def _open(article: Article) -> int:
    made, asked = _made_by(article), _asked_about(article)
    claims = claim_locks.lock(made | asked)
    wanted = [claims[key] for key in sorted(made)]
    floor = wanted[0].desk.policy.worthiness_floor if wanted else None
    opened = tasks.open_checks_of({claim.pk for claim in tasks.needing_check(wanted, floor=floor)})
    drafts.bring_back(opened)
    return len(opened) + rechecking.open_again(asked)


def _made_by(article: Article) -> set[int]:
    """Return the live claims (keys) that the present text makes."""
    made = ClaimMatch.objects.now().filter(
        statement__revision__article=article, claim__merged_into__isnull=True
    )
    return set(made.values_list("claim", flat=True))


def _asked_about(article: Article) -> set[int]:
    """Return the claims (keys) of which the article has lost words, and nobody has decided yet."""
    return set(Orphan.objects.open().filter(revision__article=article).values_list("match__claim", flat=True))


def _said_by_others(claims: Collection[int]) -> set[int]:
    in_use = ClaimMatch.objects.now().filter(
        statement__revision__article__status=Article.Status.USABLE, claim__in=claims
    )
    return set(in_use.values_list("claim", flat=True))
