"""Fingers: what a person does who never touches the mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other, such as `press(page, "g", "q")`."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str, *, most: int = 150) -> None:
    """Press Tab until what has the focus matches `selector`; fail after `most` presses."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"{most} presses of Tab never reached {selector}.")


def write(page: Page, key: str, words: str) -> None:
    """Go to a field by its key, write `words` into it, and leave it."""
    page.keyboard.press(key)
    page.keyboard.type(words)
    page.keyboard.press("Escape")
