"""The one signal, upward: a revision's statements are stored and wait to be matched."""

from django.dispatch import Signal

statements_extracted = Signal()  # sent with revision_id: int
