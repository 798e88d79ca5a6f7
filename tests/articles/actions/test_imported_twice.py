"""The same file twice changes nothing, whatever it says and in whatever format."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions import bulk_statements
from articles.actions.importing import IncomingFile
from articles.models import Article, ArticleKey, ArticleRevision, Statement
from tests.articles.formats.carriers import CARRIERS, TEXTS

pytestmark = pytest.mark.django_db


def stored(desk) -> list[list[tuple]]:
    """Return all that imports store, row by row."""
    of_desk = {"article__desk": desk}
    return [
        list(Article.objects.filter(desk=desk).order_by("pk").values_list()),
        list(ArticleKey.objects.filter(**of_desk).order_by("pk").values_list()),
        list(ArticleRevision.objects.filter(**of_desk).order_by("pk").values_list()),
        list(Statement.objects.filter(revision__article__desk=desk).order_by("pk").values_list()),
    ]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(CARRIERS)), text=TEXTS)
def test_the_same_file_twice_changes_nothing(name, text, hand_over, work_off, desk):
    file = IncomingFile(f"a.{name}", CARRIERS[name](text))
    first = work_off(hand_over(files=[file]))
    revisions = ArticleRevision.objects.filter(article__desk=desk, extracted_at=None)
    bulk_statements.extract_all(list(revisions.values_list("pk", flat=True)))
    before = stored(desk)
    second = work_off(hand_over(files=[file]))
    assert (second.seen, second.created, second.revised, second.refused) == (first.seen, 0, 0, first.refused)
    assert second.unchanged == first.created + first.revised + first.unchanged
    assert stored(desk) == before
