"""What the API's description calls the sets of states, outcomes and kinds: by their noun."""

from __future__ import annotations

from typing import Final

ENUM_NAMES: Final = {
    "NoticeKindEnum": "factcheck.models.Notice.Kind",
    "FeedStateEnum": "articles.models.Feed.State",
    "FetchStateEnum": "articles.models.FeedFetch.State",
    "FetchOutcomeEnum": "articles.models.FeedFetch.Outcome",
    "ImportStateEnum": "articles.models.ImportRun.State",
    "ItemStateEnum": "articles.models.ImportItem.State",
    "OrphanStateEnum": "reviews.models.Orphan.State",
    "MatchStateEnum": "reviews.models.ClaimMatch.State",
    "TaskStateEnum": "reviews.models.ReviewTask.State",
    "TaskKindEnum": "reviews.models.ReviewTask.Kind",
    "FetchKindEnum": "articles.models.FeedFetch.Kind",
    "StatementKindEnum": "articles.models.Statement.Kind",
    "SuggestionKindEnum": "reviews.models.Suggestion.Kind",
    "SnapshotStateEnum": "reviews.models.Snapshot.State",
    "VerdictStateEnum": "reviews.models.Verdict.State",
}
