"""Follows who speaks from sentence to sentence and from block to block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.statements.attribution import PRONOUN, find_speaker, find_subject
from articles.statements.block import Block
from articles.statements.quotes import outside, quote_spans, touching, words_in

Span = tuple[int, int]
_UNQUOTED: Final = frozenset({"title", "question", "table_row", "glossary"})
_ENOUGH: Final = 4
"""Fewer quoted words without a named speaker are a term in quotation marks, not somebody's speech."""


_FOLLOWED: Final = 5_000
"""Sentences of a text whose speakers are sought; a text that holds more is no article, but must end soon."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence of a block: its place, whether it is mostly a quote, and whose words it quotes."""

    start: int
    end: int
    block: Block
    is_quote: bool = False
    speaker: str = ""


@dataclass(slots=True)
class _Part:
    """A sentence being read: its place, its quotes, how many words they hold, the speaker it names itself.

    `introduced` says that one of the quotes is direct speech.
    """

    start: int
    end: int
    quoted: list[Span]
    quoted_words: int
    longest: int
    words: int
    named: str
    introduced: bool

    @property
    def is_quote(self) -> bool:
        mostly = 2 * self.quoted_words >= self.words > 0
        if mostly and (self.longest >= _ENOUGH or self.named or self.quoted_words == self.words):
            return True
        return self.introduced and bool(self.named)


class Speakers:
    """The speaker in force; a heading ends it, and so does a block that neither quotes nor attributes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last = ""
        self.seen = 0

    def pass_over(self, block: Block) -> None:
        """A heading, metadata or boilerplate: whoever spoke above does not speak below."""
        self.last = ""

    def read(self, block: Block, sentences: Sequence[Span], signature: str = "") -> list[Spoken]:
        """Return the sentences of `block` with their speakers; `signature` is a name set below the quote."""
        self.seen += len(sentences)
        if block.kind in _UNQUOTED or self.seen - len(sentences) >= _FOLLOWED:
            return [Spoken(start, end, block) for start, end in sentences]
        spans = quote_spans(self.text, block.start, block.end)
        if block.kind == "quote" and not spans:
            spans = [(block.start, block.end)]
        parts = [self._part(start, end, spans) for start, end in sentences[:_FOLLOWED]]
        named_with = {span: part.named for part in reversed(parts) for span in part.quoted if part.named}
        found = [self._spoken(part, block, signature or self._named(part, named_with)) for part in parts]
        if parts and not parts[-1].quoted and not parts[-1].named:
            lead = self.text[parts[-1].start : parts[-1].end]
            self.last = find_subject(lead) if lead.endswith((",", ":")) else ""
        return found + [Spoken(start, end, block) for start, end in sentences[_FOLLOWED:]]

    def _part(self, start: int, end: int, spans: list[Span]) -> _Part:
        quoted = touching(spans, start, end)
        if not quoted:
            return _Part(start, end, [], 0, 0, 0, find_speaker(self.text[start:end]), False)
        inside = [words_in(self.text, max(start, left), min(end, right)) for left, right in quoted]
        named = find_speaker(outside(self.text, start, end, quoted))
        return _Part(
            start=start,
            end=end,
            quoted=quoted,
            quoted_words=sum(inside),
            longest=max(inside, default=0),
            words=words_in(self.text, start, end),
            named=named,
            introduced=any(self._introduced(span, start) for span in quoted),
        )

    def _introduced(self, span: Span, start: int) -> bool:
        """Direct speech: it opens the sentence or follows a comma or colon, and is no mere term."""
        left, right = span
        before = self.text[max(start, left - 3) : left].rstrip()[-1:] if left > start else ","
        ended = self.text[right - 2 : right - 1] in ",.?!…—"
        return before in {",", ":"} and (ended or words_in(self.text, left, right) >= _ENOUGH)

    def _named(self, part: _Part, named_with: dict[Span, str]) -> str:
        """The name in the sentence itself, else beside the rest of the same quote, else the last one."""
        named = part.named or next((named_with[span] for span in part.quoted if span in named_with), "")
        if named and named != PRONOUN:
            self.last = named
        return self.last if named or part.quoted else ""

    def _spoken(self, part: _Part, block: Block, speaker: str) -> Spoken:
        speaks = part.is_quote or (part.longest >= _ENOUGH and bool(part.named))
        return Spoken(part.start, part.end, block, part.is_quote, speaker if speaks else "")
