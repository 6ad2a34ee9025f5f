"""The first check of a file: is it XML, and without anything that no export has?"""

import codecs
import re
from pathlib import Path

from byline.transfer.wordpress.wxr_records import WxrError

PROLOG_BYTES = 256 * 1024
MISC = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
ROOT = re.compile(r"<([\w:.-]+)")
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
WIDE_ENCODINGS = ("utf-16", "utf-32", "ucs-", "utf16", "utf32")
DOCUMENT_TYPE = (
    "a file with a document type declaration, which no WordPress export has; nothing was imported"
)
OTHER_FORMATS = (
    (b"PK\x03\x04", "a zip archive; unpack it and give the .xml file inside"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{", "JSON"),
    (b"-- ", "an SQL dump; make an export in WordPress under Tools, Export"),
)


def check_prolog(path: Path) -> None:
    """Raise WxrError for a file that does not begin as an export does.

    Any document type declaration is refused: exports have none, and only it can declare entities
    (the "billion laughs", files read from disk, addresses fetched).
    """
    with path.open("rb") as file:
        head = file.read(PROLOG_BYTES)
    if not head.strip():
        raise WxrError("the file is empty; a WordPress export (WXR, an .xml file) is accepted")
    for mark, what in OTHER_FORMATS:
        if head.startswith(mark):
            raise WxrError(
                f"this is {what}; a WordPress export (WXR, an .xml file) is accepted", line=1
            )
    _check_start(_decoded(head))


def _check_start(text: str) -> None:
    # The pattern may match nothing, so it always matches.
    start = MISC.match(text).end()  # type: ignore[union-attr]
    line = text.count("\n", 0, start) + 1
    if text[start : start + 9].upper() == "<!DOCTYPE":
        page = "a web page, not a WordPress export; nothing was imported"
        what = page if text[start : start + 14].lower().endswith("html") else DOCUMENT_TYPE
        raise WxrError(f"this is {what}", line=line)
    if not text.startswith("<", start):
        raise WxrError(
            "this is not XML; a WordPress export (WXR, an .xml file) is accepted", line=line
        )
    root = ROOT.match(text, start)
    if root and root[1] != "rss":
        raise WxrError(
            f"this begins with <{root[1][:40]}>, but a WordPress export begins with <rss>",
            line=line,
        )


def encoding_of(path: Path) -> str:
    """The file's encoding: from its byte order mark, else from its first line, else UTF-8."""
    with path.open("rb") as file:
        return _encoding_of(file.read(1024))


def _encoding_of(head: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding
    declared = ENCODING.match(head)
    return declared[1].decode() if declared else "UTF-8"


def _decoded(head: bytes) -> str:
    encoding = _encoding_of(head)
    if encoding.lower().startswith(WIDE_ENCODINGS) and (
        encoding == "utf-32" or head.lstrip().startswith(b"<?xml")
    ):
        problem = f"the file says it is in {encoding.upper()} and cannot be decoded"
        raise WxrError(f"{problem}; save it as UTF-8 and name UTF-8 in its first line", line=1)
    try:
        return head.decode(encoding, errors="replace").lstrip("\ufeff")
    except LookupError:
        raise WxrError(f"the encoding {encoding!r} is not known", line=1) from None
