"""Withdrawing: the tasks of an article that was taken back are cancelled; restored, it asks anew."""

from __future__ import annotations

from django.db import transaction

from articles.models import Article
from reviews.actions import claim_locks, tasks
from reviews.models import Claim, ClaimMatch

WITHDRAWN = "its article was withdrawn"


@transaction.atomic
def settle(article_id: int) -> int:
    """Let the tasks know that an article was withdrawn or restored; return how many this changed.

    Of a withdrawn one the waiting checks and rechecks are cancelled, unless an article in use says it.
    """
    rows = Article.objects.select_for_update(no_key=True, skip_locked=True).filter(tasks_due=True)
    article = rows.filter(pk=article_id).first()
    if article is None:
        return 0
    confirmed = ClaimMatch.objects.filter(state="CONFIRMED", statement__revision__is_latest=True)
    made = set(confirmed.filter(statement__revision__article=article).values_list("claim", flat=True))
    in_use = confirmed.filter(statement__revision__article__status=Article.Status.USABLE, claim__in=made)
    used = set(in_use.values_list("claim", flat=True))
    Article.objects.filter(pk=article.pk).update(tasks_due=False)
    if article.status == Article.Status.WITHDRAWN:
        kinds = ("CHECK", "RECHECK")
        return sum(tasks.cancel_waiting(made - used, reason=WITHDRAWN, kind=kind) for kind in kinds)
    live = Claim.objects.live().filter(pk__in=used).values_list("pk", flat=True)
    claims = list(claim_locks.lock(live).values())
    floor = claims[0].desk.policy.worthiness_floor if claims else None
    return tasks.open_checks(tasks.needing_check(claims, floor=floor))
