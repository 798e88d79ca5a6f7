"""The status page, for leads: what runs, what waits, what was given up, and trying that again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from articles import jobs
from articles.actions import statements
from articles.models import Article, ArticleRevision
from factcheck import bell
from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from factcheck.states import Conflict
from reviews import jobs as review_jobs
from reviews.actions import trying
from reviews.reports import status as reports
from reviews.steps import STEPS


@never_cache
@desk_page(Ability.LEAD)
def status(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the status of the machinery, also while Valkey is down."""
    context = {
        "section": "status",
        "status": reports.status(membership.desk, places=[membership]),
    }
    return render(request, "reviews/status.html", context)


@desk_page(Ability.LEAD, "POST")
def text_try_again(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Find the statements of a text again that was given up."""
    articles = Article.objects.of(membership.desk).visible_to([membership])
    seen = ArticleRevision.objects.filter(article__in=articles)
    revision = get_object_or_404(seen.select_related("article"), pk=pk)
    try:
        statements.try_again(revision, by=membership.user)
    except Conflict as late:
        messages.error(request, str(late))
    else:
        bell.ring(jobs.extract_statements, revision.pk)
        messages.success(request, "Its statements are being found again.")
    return redirect("status", membership.desk.slug)


@desk_page(Ability.LEAD, "POST")
def step_try_again(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Have the posted `step` of the work on a text tried again that was given up."""
    step = request.POST.get("step", "")
    articles = Article.objects.of(membership.desk).visible_to([membership])
    seen = ArticleRevision.objects.filter(article__in=articles)
    revision = get_object_or_404(seen.select_related("article"), pk=pk)
    if step not in STEPS:
        messages.error(request, f"There is no step “{step}”: choose one of {', '.join(STEPS)}.")
        return redirect("status", membership.desk.slug)
    try:
        trying.again(revision=revision, step=step, by=membership.user)
    except Conflict as late:
        messages.error(request, str(late))
    else:
        review_jobs.ring_step(step, revision.pk)
        messages.success(request, "It is being tried again.")
    return redirect("status", membership.desk.slug)
