"""The revisions of an article: what changed in each, and what people decide about what it lost."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from articles.models import Article, ArticleRevision, Statement
from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from factcheck.states import Conflict
from reviews.actions import orphans
from reviews.models import Orphan
from reviews.reports.revision_page import revision_page


@desk_page(Ability.READ)
def revisions(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show one revision (`?number=`, else the latest) beside the one before it, and the list of all."""
    seen = Article.objects.of(membership.desk).visible_to([membership]).with_text()
    found = get_object_or_404(seen.select_related("source"), pk=pk)
    asked = request.GET.get("number", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    latest = ArticleRevision.objects.filter(article=found, is_latest=True).values_list("number", flat=True)
    try:
        page = revision_page(found, number or latest[0])
    except ArticleRevision.DoesNotExist as error:
        raise Http404("No such revision.") from error
    context = {
        "section": "articles",
        "page": page,
    }
    return render(request, "reviews/revisions.html", context)


@desk_page(Ability.CHECK, "POST")
def orphan_attach(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Say that the posted `statement`, else the new wording, makes the claim."""
    found = _orphan(membership, pk)
    wanted = request.POST.get("statement") or str(found.near_id or "")
    if not wanted:
        messages.error(request, "Choose a statement of the latest text.")
        return _back(membership, found)
    chosen = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else 0
    statement = get_object_or_404(Statement, pk=chosen, revision__article=found.revision.article_id)
    try:
        orphans.attach(orphan=found, statement=statement, by=membership.user)
    except (ValidationError, Conflict) as error:
        messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
    else:
        messages.success(request, "Attached: the statement makes this claim, and its verdict counts here.")
    return _back(membership, found)


@desk_page(Ability.CHECK, "POST")
def orphan_let_go(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Say that the article does not make the claim any more."""
    found = _orphan(membership, pk)
    try:
        orphans.let_go(orphan=found, by=membership.user)
    except Conflict as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Noted: the article does not say this any more. The verdict stays.")
    return _back(membership, found)


def _orphan(membership: Membership, pk: int) -> Orphan:
    rows = Orphan.objects.at(membership.desk).select_related("match__claim", "match__statement", "revision")
    return get_object_or_404(rows, pk=pk)


def _back(membership: Membership, orphan: Orphan) -> HttpResponse:
    place = reverse("revisions", args=[membership.desk.slug, orphan.revision.article_id])
    return redirect(f"{place}?number={orphan.revision.number}")
