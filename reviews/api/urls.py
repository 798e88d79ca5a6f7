"""API addresses of what we think of it."""

from __future__ import annotations

from django.urls import path

from reviews.api import (
    claims,
    machine,
    reports,
    snapshots,
    splitting,
    standards,
    tasks,
    verdicts,
    withdrawals,
)

urlpatterns = [
    path("statements/<int:pk>/claims/", claims.MarkStatement.as_view(), name="api_mark_statement"),
    path("articles/<int:pk>/withdraw/", withdrawals.Withdraw.as_view(), name="api_article_withdraw"),
    path("articles/<int:pk>/restore/", withdrawals.Restore.as_view(), name="api_article_restore"),
    path("claims/", claims.Claims.as_view(), name="api_claims"),
    path("claims/<int:pk>/", claims.ClaimDetail.as_view(), name="api_claim"),
    path("claims/<int:pk>/dismiss/", claims.Dismiss.as_view(), name="api_claim_dismiss"),
    path("claims/<int:pk>/restore/", claims.Restore.as_view(), name="api_claim_restore"),
    path("claims/<int:pk>/merge/", claims.Merge.as_view(), name="api_claim_merge"),
    path("matches/<int:pk>/confirm/", claims.Confirm.as_view(), name="api_match_confirm"),
    path("matches/<int:pk>/reject/", claims.Reject.as_view(), name="api_match_reject"),
    path("tasks/", tasks.Tasks.as_view(), name="api_tasks"),
    path("tasks/next/", tasks.NextTask.as_view(), name="api_next"),
    path("tasks/<int:pk>/", tasks.Task.as_view(), name="api_task"),
    path("tasks/<int:pk>/take/", tasks.Take.as_view(), name="api_take"),
    path("tasks/<int:pk>/draft/", tasks.TaskDraft.as_view(), name="api_draft"),
    path("tasks/<int:pk>/submit/", tasks.Submit.as_view(), name="api_submit"),
    path("tasks/<int:pk>/renew/", tasks.Renew.as_view(), name="api_renew"),
    path("tasks/<int:pk>/give-back/", tasks.GiveBack.as_view(), name="api_give_back"),
    path("tasks/<int:pk>/skip/", tasks.Skip.as_view(), name="api_skip"),
    path("tasks/<int:pk>/snooze/", tasks.Snooze.as_view(), name="api_snooze"),
    path("tasks/<int:pk>/split/", splitting.SplitTask.as_view(), name="api_split"),
    path("verdicts/", verdicts.Verdicts.as_view(), name="api_verdicts"),
    path("verdicts/<int:pk>/", verdicts.VerdictDetail.as_view(), name="api_verdict"),
    path("verdicts/<int:pk>/approve/", verdicts.Approve.as_view(), name="api_approve"),
    path("verdicts/<int:pk>/return/", verdicts.Return.as_view(), name="api_return"),
    path("verdicts/<int:pk>/publish/", verdicts.Publish.as_view(), name="api_publish"),
    path("verdicts/<int:pk>/correct/", verdicts.Correct.as_view(), name="api_correct"),
    path("verdicts/<int:pk>/retract/", verdicts.Retract.as_view(), name="api_retract"),
    path("reports/articles/<int:pk>/", reports.ArticleReport.as_view(), name="api_report"),
    path("desk/machine/", machine.Machine.as_view(), name="api_machine"),
    path("desk/models/<int:pk>/roll-back/", machine.RollBack.as_view(), name="api_model_roll_back"),
    path("desk/standards/", standards.Standards.as_view(), name="api_standards"),
    path("snapshots/", snapshots.Snapshots.as_view(), name="api_snapshots"),
    path("snapshots/<int:pk>/", snapshots.SnapshotDetail.as_view(), name="api_snapshot"),
]
