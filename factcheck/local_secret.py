"""The secret key of a checkout that nobody has given one: made at first use, kept under its folder."""

from __future__ import annotations

import secrets
from pathlib import Path


def local_secret(folder: Path) -> str:
    """Return the key kept in `folder`, readable by its owner only; of several first uses one key counts."""
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        scratch = folder / f".secret_key.{secrets.token_hex(8)}"
        scratch.touch(mode=0o600)
        scratch.write_text(secrets.token_urlsafe(64))
        try:
            path.hardlink_to(scratch)
        except FileExistsError:
            pass  # another process made it first: theirs counts
        finally:
            scratch.unlink()
    return path.read_text()
