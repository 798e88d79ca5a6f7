"""A refusal by PostgreSQL, told by the name of the constraint or trigger that refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import DatabaseError, transaction


@pytest.fixture
def refused_by() -> Callable[[str], AbstractContextManager[None]]:
    """Return a context that passes only where PostgreSQL names this constraint, or says these words."""

    @contextmanager
    def refused(words: str) -> Iterator[None]:
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            yield

    return refused
