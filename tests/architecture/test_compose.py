"""The compose file, the image and the supervisor start what the project has, and serve every queue."""

import importlib
import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from factcheck.celery import app
from factcheck.programs import Place, desk_programs

ROOT = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OWN = {name: service for name, service in SERVICES.items() if service.get("image") == "factcheck-desk"}


def supervised() -> dict[str, list[str]]:
    """The supervisor's command lines, without the interpreter in front."""
    children = desk_programs(Place(base=ROOT, var=Path("/nowhere"), port=8000))
    return {child.name: child.argv[2:] for child in children}


def queues_of(command: list[str]) -> set[str]:
    return set(command[command.index("-Q") + 1].split(",")) if "-Q" in command else set()


def routed_queues() -> set[str]:
    routes = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    return routes | {queue.name for queue in app.conf.task_queues} | {app.conf.task_default_queue}


def test_the_desk_is_these_services():
    assert set(SERVICES) == {"postgres", "redis", *OWN}
    assert set(OWN) == {"migrate", "web", "worker-general", "worker-handout", "beat"}


@pytest.mark.parametrize("name", sorted(OWN))
def test_each_command_names_something_that_exists(name):
    program, *rest = OWN[name]["command"]
    if program == "gunicorn":
        assert rest[:2] == ["-c", "python:factcheck.gunicorn"]
        importlib.import_module("factcheck.gunicorn")
        assert callable(importlib.import_module(rest[2]).application)
    elif program == "celery":
        assert rest[:2] == ["-A", "factcheck"]
        assert importlib.import_module("factcheck").celery_app is app
        assert rest[2] in {"worker", "beat"}
    else:
        assert [program, rest[0]] == ["python", "manage.py"]
        assert rest[1] in get_commands()


def test_every_queue_is_served_once_by_the_compose_file():
    served = [queue for service in OWN.values() for queue in sorted(queues_of(service["command"]))]
    assert sorted(served) == sorted(routed_queues())


def test_every_queue_is_served_once_by_the_supervisor():
    served = [queue for command in supervised().values() for queue in sorted(queues_of(command))]
    assert sorted(served) == sorted(routed_queues())


def test_each_job_that_beat_rings_for_exists():
    app.loader.import_default_modules()
    missing = [
        each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values() if each["task"] not in app.tasks
    ]
    assert missing == []


def test_each_routed_job_exists():
    app.loader.import_default_modules()
    assert [name for name in settings.CELERY_TASK_ROUTES if name not in app.tasks] == []


@pytest.mark.parametrize("name", sorted(OWN))
def test_our_containers_cannot_write_to_themselves_or_gain_rights(name):
    service = OWN[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", sorted(set(OWN) - {"migrate"}))
def test_what_needs_the_tables_waits_for_them(name):
    conditions = {needed: how["condition"] for needed, how in OWN[name]["depends_on"].items()}
    assert conditions == {
        "postgres": "service_healthy",
        "redis": "service_healthy",
        "migrate": "service_completed_successfully",
    }


def test_every_secret_is_asked_for_and_none_is_written_down():
    text = (ROOT / "docker-compose.yml").read_text()
    asked_for = set(re.findall(r"\$\{(\w+):\?set ", text))
    assert asked_for == {"SECRET_KEY", "SITE_URL", "POSTGRES_PASSWORD", "REDIS_PASSWORD"}
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search(r"KEY|PASSWORD|AUTH", name):
                assert value.startswith("${")


def test_every_volume_is_declared():
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_the_image_runs_as_an_ordinary_user_from_hashed_requirements():
    text = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE) == ["desk"]
    assert "--require-hashes" in text
    assert text.index("USER desk") < text.index("CMD ")
