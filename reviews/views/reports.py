"""Verdict reports: the list of articles with their coverage, and the report of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from articles.models import Article
from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from reviews.actions import machine_outputs, suggestions
from reviews.forms.filters import SearchFilter, read_filter
from reviews.reports import article_list
from reviews.reports import article_report as reports


@desk_page(Ability.READ)
def reports_list(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the articles with how far each is checked."""
    form = SearchFilter(request.GET)
    listed = article_list.article_list(membership.desk, places=[membership], **read_filter(form))
    return render(request, "reviews/reports.html", {"section": "reports", "form": form, "list": listed})


@desk_page(Ability.READ)
def article_report(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show the report on one article."""
    seen = Article.objects.of(membership.desk).visible_to([membership])
    articles = seen.with_text().select_related("source", "status_by")
    report = reports.article_report(get_object_or_404(articles, pk=pk), places=[membership])
    related = machine_outputs.of_relations(row.relation for row in report.conflicts)
    suggestions.record(related, desk=membership.desk_id)
    context = {"section": "reports", "report": report, "now": timezone.now()}
    return render(request, "reviews/article_report.html", context)
