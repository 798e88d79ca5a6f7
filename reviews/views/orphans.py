"""Lost places: words that people decided on and a new text has not, one by one, until a person decides."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.pages import page_of
from factcheck.roles import Ability
from reviews.forms.filters import SearchFilter, read_filter
from reviews.reports.lost_words import lost_words, open_ones

CHOICES = 12


@desk_page(Ability.CHECK)
def orphans(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the lost places that wait for a decision, newest first."""
    wanted = read_filter(SearchFilter(request.GET))
    page = page_of(open_ones(match__claim__desk=membership.desk), wanted["cursor"])
    return _show(request, "orphans.html", list=page)


@desk_page(Ability.CHECK)
def orphan(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show one lost place beside the statements that may be the same; `?q=` finds others by their words."""
    form = SearchFilter(request.GET)
    also = read_filter(form)["q"]
    rows = lost_words(open_ones(match__claim__desk=membership.desk, pk=pk), most=CHOICES, also=also)
    if not rows:
        raise Http404("No such place is open.")
    return _show(request, "orphan_page.html", row=rows[0], form=form)


def _show(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    return render(request, f"reviews/{template}", {"section": "articles", **context})
