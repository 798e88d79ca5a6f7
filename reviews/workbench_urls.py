"""The addresses of the queue, the workbench, verdicts and evidence, below `/desks/<slug>/`."""

from __future__ import annotations

from django.urls import path

from reviews.views import corrections, evidence, queue, queue_tools, rechecks, splitting, tasks, verdicts

urlpatterns = [
    path("queue/", queue.queue, name="queue"),
    path("queue/views/", queue_tools.queue_view_save, name="queue_view_save"),
    path("queue/batch/", queue_tools.queue_batch, name="queue_batch"),
    path("next/", queue.task_next, name="task_next"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/take/", tasks.task_take, name="task_take"),
    path("tasks/<int:pk>/draft/", tasks.task_draft, name="task_draft"),
    path("tasks/<int:pk>/copies/", tasks.task_copies, name="task_copies"),
    path("tasks/<int:pk>/checklist/", tasks.task_checklist, name="task_checklist"),
    path("tasks/<int:pk>/submit/", tasks.task_submit, name="task_submit"),
    path("tasks/<int:pk>/renew/", tasks.task_renew, name="task_renew"),
    path("tasks/<int:pk>/give-back/", tasks.task_give_back, name="task_give_back"),
    path("tasks/<int:pk>/stand/", rechecks.task_stand, name="task_stand"),
    path("tasks/<int:pk>/skip/", tasks.task_skip, name="task_skip"),
    path("tasks/<int:pk>/split/", splitting.task_split, name="task_split"),
    path("tasks/<int:pk>/escalate/", tasks.task_escalate, name="task_escalate"),
    path("tasks/<int:pk>/snooze/", tasks.task_snooze, name="task_snooze"),
    path("verdicts/<int:pk>/", verdicts.verdict, name="verdict"),
    path("verdicts/<int:pk>/approve/", verdicts.verdict_approve, name="verdict_approve"),
    path("verdicts/<int:pk>/return/", verdicts.verdict_return, name="verdict_return"),
    path("verdicts/<int:pk>/publish/", verdicts.verdict_publish, name="verdict_publish"),
    path("verdicts/<int:pk>/correct/", corrections.verdict_correct, name="verdict_correct"),
    path("verdicts/<int:pk>/correct/draft/", corrections.verdict_correct_draft, name="verdict_correct_draft"),
    path("verdicts/<int:pk>/retract/", verdicts.verdict_retract, name="verdict_retract"),
    path("evidence/", evidence.snapshot_create, name="snapshot_create"),
    path("evidence/<int:pk>/", evidence.snapshot, name="snapshot"),
    path("evidence/<int:pk>/retry/", evidence.snapshot_retry, name="snapshot_retry"),
    path("evidence/<int:pk>/check/", evidence.snapshot_check, name="snapshot_check"),
]
