"""How a claim is worded: the exact words of a statement in neutral form, and whose words they are."""

from __future__ import annotations

from dataclasses import dataclass

from reviews.matching.fingerprint import fingerprint


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim's text, its claimant (empty unless it is a quote) and its fingerprint."""

    text: str
    claimant: str
    fingerprint: str


def word(text: str, *, speaker: str = "") -> Wording:
    """Return the wording of `text` with its white space folded; `speaker` is whom it quotes, if it does."""
    text, claimant = " ".join(text.split()), " ".join(speaker.split())
    return Wording(text, claimant, fingerprint(text, speaker=claimant))
