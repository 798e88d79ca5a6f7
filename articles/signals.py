"""The one signal, upward: the statements of revisions are stored and wait to be matched."""

from django.dispatch import Signal

statements_extracted = Signal()  # sent with revision_ids: list[int]
