"""The addresses of articles, claims, reports and the overview, below `/desks/<slug>/`."""

from __future__ import annotations

from django.urls import include, path

from reviews.views import (
    articles,
    claims,
    machine,
    merges,
    orphans,
    overview,
    relations,
    reports,
    revisions,
    shift,
    standards,
    status,
)

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("shift/", shift.shift, name="shift"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/mark/", articles.mark_statement, name="mark_statement"),
    path("articles/<int:pk>/withdraw/", articles.article_withdraw, name="article_withdraw"),
    path("articles/<int:pk>/restore/", articles.article_restore, name="article_restore"),
    path("articles/<int:pk>/report/", reports.article_report, name="article_report"),
    path("articles/<int:pk>/revisions/", revisions.revisions, name="revisions"),
    path("orphans/", orphans.orphans, name="orphans"),
    path("orphans/<int:pk>/", orphans.orphan, name="orphan"),
    path("orphans/<int:pk>/attach/", revisions.orphan_attach, name="orphan_attach"),
    path("orphans/<int:pk>/let-go/", revisions.orphan_let_go, name="orphan_let_go"),
    path("reports/", reports.reports_list, name="reports"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/claimreview.json", claims.claim_review, name="claim_review"),
    path("claims/<int:pk>/dismiss/", claims.claim_dismiss, name="claim_dismiss"),
    path("claims/<int:pk>/restore/", claims.claim_restore, name="claim_restore"),
    path("claims/<int:pk>/merge/", claims.claim_merge, name="claim_merge"),
    path("matches/<int:pk>/confirm/", claims.match_confirm, name="match_confirm"),
    path("matches/<int:pk>/reject/", claims.match_reject, name="match_reject"),
    path("merges/<int:pk>/undo/", merges.merge_undo, name="merge_undo"),
    path("relations/<int:pk>/confirm/", relations.relation_confirm, name="relation_confirm"),
    path("relations/<int:pk>/reject/", relations.relation_reject, name="relation_reject"),
    path("standards/", standards.standards, name="standards"),
    path("standards/change/", standards.standards_change, name="standards_change"),
    path("machine/", machine.machine, name="machine"),
    path("machine/models/<int:pk>/roll-back/", machine.model_roll_back, name="model_roll_back"),
    path("status/", status.status, name="status"),
    path("revisions/<int:pk>/try-again/", status.text_try_again, name="text_try_again"),
    path("revisions/<int:pk>/try-step-again/", status.step_try_again, name="step_try_again"),
    path("", include("reviews.workbench_urls")),
]
