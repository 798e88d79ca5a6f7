"""Where the built-in servers are not needed: other servers are named, or the command reads no row."""

import pytest

from factcheck import embedded


def test_servers_named_in_the_environment_are_used_and_nothing_is_embedded(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1/own")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1/0")
    embedded.ensure(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["statements", "check", "help", "collectstatic"])
def test_commands_that_touch_no_row_start_nothing(tmp_path, monkeypatch, command):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    embedded.ensure_for(["manage.py", command])
    embedded.ensure_for(["manage.py", "migrate", "--help"])
    assert list(tmp_path.iterdir()) == []
