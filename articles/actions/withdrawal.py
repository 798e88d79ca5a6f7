"""Withdrawal by hand: a person takes an article back, or restores it, each with the reason."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from articles.models import Article
from factcheck import audit
from factcheck.models import User
from factcheck.states import Conflict

REASON_LIMIT = 1000
"""Characters that a reason may have."""


@transaction.atomic
def withdraw(article: Article, *, by: User, reason: str) -> None:
    """Take an article back: it is stamped everywhere, and its tasks are due to be cancelled.

    What a feed says of it later is noted and restores nothing. Raises ValidationError without a reason, or
    for one too long; Conflict where it is withdrawn already.
    """
    _set(article, Article.Status.WITHDRAWN, by=by, reason=_reason(reason, "Say why it is withdrawn."))
    audit.record("article.withdrawn", article, by=by, desk=article.desk_id, reason=article.status_reason)


@transaction.atomic
def restore(article: Article, *, by: User, reason: str) -> None:
    """Take a withdrawal back, a person's or the publisher's; the article asks for its checks again.

    The publisher withdraws it again by saying so anew. Raises as `withdraw`.
    """
    _set(article, Article.Status.USABLE, by=by, reason=_reason(reason, "Say why it may be used again."))
    audit.record("article.restored", article, by=by, desk=article.desk_id, reason=article.status_reason)


def _reason(typed: str, wanted: str) -> str:
    reason = typed.strip()
    if not reason:
        raise ValidationError({"reason": wanted})
    if len(reason) > REASON_LIMIT:
        raise ValidationError({"reason": f"At most {REASON_LIMIT} characters; this has {len(reason)}."})
    return reason


def _set(article: Article, status: Article.Status, *, by: User, reason: str) -> None:
    """Change the status in one conditional UPDATE: of two racing callers one wins."""
    rows = Article.objects.filter(pk=article.pk).exclude(status=status)
    changed = rows.update(status=status, status_by=by, status_at=Now(), status_reason=reason, tasks_due=True)
    article.refresh_from_db(fields=["status", "status_by", "status_at", "status_reason", "tasks_due"])
    if not changed:
        raise Conflict(f"This article is {article.status} already.", present=article.status)
