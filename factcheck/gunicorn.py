"""How gunicorn serves the desk: `gunicorn -c python:factcheck.gunicorn factcheck.wsgi`."""

import os
from pathlib import Path

bind = os.environ.get("WEB_BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)  # more only fight for the interpreter
timeout = 60
graceful_timeout = 8  # the supervisor kills what is left after ten seconds
keepalive = 15
accesslog = None  # each request is logged with its id by django-structlog
errorlog = "-"
loglevel = "info"
# Heartbeats in memory where there is such a place: on a busy disk they can stall a worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a file of gunicorn's own making
# Its control socket has one fixed path a user, which two checkouts would share.
control_socket_disable = True
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS") or "127.0.0.1"
