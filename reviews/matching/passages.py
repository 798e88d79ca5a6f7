"""What a query is searched by: the whole of a post; of a longer text also each of its sentences."""

from __future__ import annotations

from typing import Final

from articles.statements.sentences import split_sentences

_POST: Final = 60  # words; a post is one thought, and its sentences lean on each other
_SHORTEST: Final = 4  # words of a sentence that can make a claim
_MOST: Final = 16  # sentences; a query is a passage, no book


def passages(text: str) -> list[str]:
    """Return `text`, and where it is longer than a post its first sentences of four words and more.

    In a long text one sentence makes the claim, and the others would drown it.
    """
    if len(text.split()) <= _POST:
        return [text]
    sentences = (text[start:end] for start, end in split_sentences(text))
    said = [sentence for sentence in sentences if len(sentence.split()) >= _SHORTEST]
    return [text, *said[:_MOST]]
