"""The articles of a desk: the list, one article with all its statements, and marking claims by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles.models import Article
from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from factcheck.states import Conflict
from reviews import jobs
from reviews.actions import claims, withdrawing
from reviews.forms.filters import SearchFilter, read_filter
from reviews.forms.marking import MarkForm
from reviews.forms.restating import ReasonForm
from reviews.reports import article_list
from reviews.reports.article_page import ArticlePage, article_page
from reviews.reports.article_report import latest_revision


@desk_page(Ability.READ)
def articles(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the articles, newest first."""
    form = SearchFilter(request.GET)
    listed = article_list.article_list(membership.desk, places=[membership], **read_filter(form))
    return _show(request, "articles.html", form=form, list=listed)


@desk_page(Ability.READ)
def article(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show one article with every statement, why it is or is not checkable, and its claims."""
    found = _find(membership, pk)
    form = MarkForm(revision=latest_revision(found))
    return _show(request, "article.html", page=_page(membership, found), form=form)


@desk_page(Ability.CHECK, "POST")
def mark_statement(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Mark the posted words as a claim; words that stand in no statement come back with the reason."""
    found = _find(membership, pk)
    form = MarkForm(request.POST, revision=latest_revision(found))
    if form.is_valid():
        data = form.cleaned_data
        span = {"start": data["start"], "end": data["end"]}
        try:
            claim = claims.mark(statement=data["statement"], by=membership.user, text=data["wording"], **span)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, f"Marked as claim {claim.pk}.")
            return redirect("claim", membership.desk.slug, claim.pk)
    return _show(request, "article.html", status=422, page=_page(membership, found), form=form)


@desk_page(Ability.LEAD, "POST")
def article_withdraw(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Take the article back: it is stamped, and its open tasks are cancelled."""
    found = _find(membership, pk)
    return _restate(request, membership, found, withdrawing.withdraw, "Withdrawn: {} tasks were cancelled.")


@desk_page(Ability.LEAD, "POST")
def article_restore(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Take a withdrawal back: the article asks for its checks again."""
    found = _find(membership, pk)
    return _restate(request, membership, found, withdrawing.restore, "Restored: {} tasks were opened.")


def _restate(
    request: HttpRequest, membership: Membership, found: Article, act: Callable[..., int], said: str
) -> HttpResponse:
    """Withdraw or restore for the posted reason; without a good one it comes back as it was typed."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        marking = MarkForm(revision=latest_revision(found))
        page = _page(membership, found)
        return _show(request, "article.html", status=422, page=page, form=marking, restating=form)
    try:
        count = act(found, by=membership.user, reason=form.cleaned_data["reason"])
    except Conflict as error:
        messages.error(request, str(error))
    else:
        jobs.ring_hand_out(membership.desk)
        messages.success(request, said.format(count).replace(" 1 tasks were", " 1 task was"))
    return redirect("article", membership.desk.slug, found.pk)


def _page(membership: Membership, found: Article) -> ArticlePage:
    return article_page(found, user=membership.user)


def _find(membership: Membership, pk: int) -> Article:
    seen = Article.objects.of(membership.desk).visible_to([membership])
    return get_object_or_404(seen.with_text().select_related("source", "status_by"), pk=pk)


def _show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    shown = {"section": "articles", "restating": ReasonForm(), **context}
    return render(request, f"reviews/{template}", shown, status=status)
