"""What we think of it: claims, the human work on them, evidence and verdicts."""

from reviews.models.citation import Citation
from reviews.models.claim import Claim
from reviews.models.claim_embedding import ClaimCell, ClaimEmbedding
from reviews.models.claim_match import ClaimMatch
from reviews.models.claim_merge import ClaimMerge
from reviews.models.claim_relation import ClaimRelation
from reviews.models.claim_term import ClaimTerm
from reviews.models.claim_trace import ClaimTrace
from reviews.models.correction_draft import CorrectionDraft
from reviews.models.desk_model import DeskModel
from reviews.models.desk_policy import DeskPolicy
from reviews.models.draft import Draft
from reviews.models.draft_copy import DraftCopy
from reviews.models.escalation import Escalation
from reviews.models.orphan import Orphan
from reviews.models.queue_view import QueueView
from reviews.models.rating import Rating, RatingScale
from reviews.models.review_task import ReviewTask
from reviews.models.snapshot import Snapshot
from reviews.models.suggestion import Suggestion
from reviews.models.task_skip import TaskSkip
from reviews.models.verdict import Verdict

__all__ = [
    "Citation",
    "Claim",
    "ClaimCell",
    "ClaimEmbedding",
    "ClaimMatch",
    "ClaimMerge",
    "ClaimRelation",
    "ClaimTerm",
    "ClaimTrace",
    "CorrectionDraft",
    "DeskModel",
    "DeskPolicy",
    "Draft",
    "DraftCopy",
    "Escalation",
    "Orphan",
    "QueueView",
    "Rating",
    "RatingScale",
    "ReviewTask",
    "Snapshot",
    "Suggestion",
    "TaskSkip",
    "Verdict",
]
