"""Logs as lines of JSON, from structlog and from the standard library alike; settings.py sets the level."""

from __future__ import annotations

from typing import Any

import structlog

_CHAIN: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]
_JSON: dict[str, Any] = {
    "()": "structlog.stdlib.ProcessorFormatter",
    "foreign_pre_chain": _CHAIN,
    "processors": [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        # JSON escapes CR, LF and ANSI, so no imported text can forge a line.
        structlog.processors.JSONRenderer(),
    ],
}


def logging_at(level: str) -> dict[str, Any]:
    """Set structlog up; return Django's LOGGING, with lines of `level` and above."""
    structlog.configure(
        processors=[*_CHAIN, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": _JSON},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {"axes": {"level": "WARNING"}, "trafilatura": {"level": "ERROR"}},
    }
