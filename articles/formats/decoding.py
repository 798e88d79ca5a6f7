"""Turn bytes into text by an encoding that is known (BOM, declaration, UTF-8), never by a guess."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels whose web meaning is a superset of their name (WHATWG Encoding Standard, "Names and labels").
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}
# Everything else that Python can look up (rot13, utf-7, unicode_escape …) either is no encoding of the web
# or hides markup from the checks that run before the parsers.
_KNOWN = (
    {"utf-8", "utf-16-le", "utf-16-be", "cp874", "cp866", "koi8-r", "koi8-u", "mac-roman", "cp932", "cp949"}
    | {"gb18030", "big5", "big5hkscs", "euc_jp", "iso2022_jp"}
    | {f"cp{page}" for page in range(1250, 1259)}
    | {f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)
_HEAD = 2048
_XML_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,300}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE
)


class Undecodable(ValueError):
    """The bytes are in no known encoding; the message names the encoding and the byte."""


def codec(label: str) -> str:
    """Return the Python codec for an encoding label of the web; raise Undecodable for an unknown one."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        name = ""
    name = _WIDER.get(name, name)
    if name not in _KNOWN:
        raise Undecodable(f"unknown encoding “{label.strip()}”")
    return name


def declared_encoding(data: bytes) -> str:
    """Return the label that the bytes declare themselves (XML declaration or meta charset), or ""."""
    head = data[:_HEAD]
    found = _XML_DECLARATION.search(head) or _META_CHARSET.search(head)
    return found.group(1).decode("ascii") if found else ""


def decode(data: bytes, *, declared: str = "", errors: str = "strict") -> str:
    """Return `data` as text with \\n line ends, by BOM, else `declared`, else its own word, else UTF-8.

    Raises Undecodable when the encoding is unknown, or (unless errors="replace") a byte does not fit it.
    """
    name, skip = _encoding(data, declared)
    try:
        text = data[skip:].decode(name, errors)
    except UnicodeDecodeError as bad:
        at = bad.start + skip
        raise Undecodable(f"byte {at} (0x{data[at]:02x}) is not valid {name}") from bad
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(data: bytes, declared: str) -> tuple[str, int]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return (name, len(mark)) if name else (codec("utf-32"), len(mark))
    label = declared or declared_encoding(data)
    name = codec(label) if label else "utf-8"
    # A page that can be read far enough to find its own "utf-16" is not in UTF-16 (WHATWG HTML, 13.2.3.2).
    return ("utf-8" if name.startswith("utf-16") and not declared else name), 0
