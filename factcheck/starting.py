"""The one signal of a process that begins to serve: apps say then what is amiss with what they need."""

from __future__ import annotations

from django.dispatch import Signal

process_started = Signal()  # sent with process: "web" or "worker"
