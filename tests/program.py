"""A program that uses the API as a stranger would: by HTTP, JSON and a bearer token."""

from __future__ import annotations

from typing import Any

from django.test import Client

Answer = tuple[int, Any]


class Program:
    """Asks with one token; an empty one sends no header."""

    def __init__(self, token: str = "") -> None:
        self.client = Client(headers={"authorization": f"Bearer {token}"} if token else {})

    def get(self, path: str, **query: Any) -> Answer:
        """Return (status, JSON) of `/api/v1/<path>`, or of a full address such as a list's `next`."""
        return self._answer(self.client.get(self._address(path), query or None))

    def post(self, path: str, body: Any = None) -> Answer:
        """Send `body` as JSON."""
        sent = {} if body is None else body
        return self._answer(self.client.post(self._address(path), sent, content_type="application/json"))

    def upload(self, path: str, **form: Any) -> Answer:
        """Send `form` as multipart."""
        return self._answer(self.client.post(self._address(path), form))

    @staticmethod
    def _address(path: str) -> str:
        return path if path.startswith("http") else f"/api/v1/{path}"

    @staticmethod
    def _answer(response: Any) -> Answer:
        return response.status_code, response.json() if response.content else None
