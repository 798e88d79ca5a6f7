"""Make zip archives and Word documents in memory, for the tests of those who read them."""

from __future__ import annotations

import io
import warnings
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Eigene"><w:name w:val="Own"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="Liste"><w:name w:val="List Bullet"/>
<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
</w:styles>"""
CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>Old template title</dc:title><dc:creator>Ann Lee</dc:creator><cp:keywords>port, quay</cp:keywords>
<dcterms:created>2025-10-28T05:05:00Z</dcterms:created><dcterms:modified>2025-10-29T01:00:00Z</dcterms:modified>
<dc:language>en-GB</dc:language></cp:coreProperties>"""


def zipped(entries: dict[str, str | bytes] | list[tuple[str, str | bytes]], *, stored: bool = False) -> bytes:
    """Return a zip archive of {path: content}; a list may name a path twice."""
    kept = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(kept, "w", how) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name may stand twice: real archives do that
        for path, content in entries.items() if isinstance(entries, dict) else entries:
            archive.writestr(zipfile.ZipInfo(path), content, how)
    return kept.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """Return a Word document whose body is the XML `body`; `parts` replace or add word/NAME.xml."""
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    files = {"[Content_Types].xml": "<Types/>", "word/document.xml": document, "word/styles.xml": STYLES}
    files |= {f"word/{name}.xml": content for name, content in parts.items() if name != "core"}
    return zipped(files | {"docProps/core.xml": parts.get("core", CORE)})


def paragraph(words: str, style: str = "", marks: str = "") -> str:
    """Return the XML of one paragraph."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{marks}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
