"""Reads the notation of the demo's articles into the blocks of an article's body.

Empty lines separate blocks; content/README.md shows all of them. The blocks name pictures,
documents and articles by their keys. `body_keys` replaces these by primary keys.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from byline.demo.relative_dates import DemoContentError

DemoBlock = dict[str, Any]
NOTATION_EXAMPLES = {
    "#": "## A heading",
    "!": "![picture] Caption",
    "@": "@video ADDRESS | Title | Caption",
    "|": "| one | two |",
    ">": "> Words",
    "=": "= Caption, below pictures or a table",
    "`": "```language",
}


def read_body(text: str, first_line: int = 1) -> list[DemoBlock]:
    """The blocks of a body.

    Raises DemoContentError with the number of the line, counted from `first_line`.
    """
    blocks: list[DemoBlock] = []
    for number, lines in _chunks(text, first_line):
        try:
            block = _read(lines)
        except DemoContentError as error:
            raise DemoContentError(f"line {number}: {error}") from None
        if block["type"] == "text" and blocks and blocks[-1]["type"] == "text":
            blocks[-1]["value"] += block["value"]
        else:
            blocks.append(block)
    return blocks


def inline_html(text: str) -> str:
    """Turn *emphasis*, **strong**, `code`, [words](address) and [words](article:key) into HTML."""
    kept: list[str] = []

    def keep(html: str) -> str:
        kept.append(html)
        return f"\0{len(kept) - 1}\0"

    text = re.sub(r"\\([*`\[\]\\])", lambda match: keep(escape(match[1])), text)
    text = re.sub(r"`([^`]+)`", lambda match: keep(f"<code>{escape(match[1])}</code>"), text)
    text = re.sub(r"\[([^]]+)\]\(([^)\s]+)\)", lambda match: keep(_link(match[1], match[2])), text)
    html = escape(text, quote=False)
    html = re.sub(r"\*\*(\S(?:.*?\S)?)\*\*", r"<strong>\1</strong>", html)
    html = re.sub(r"\*(\S(?:.*?\S)?)\*", r"<em>\1</em>", html)
    while "\0" in html:
        html = re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], html)
    return html


def _link(words: str, address: str) -> str:
    if key := address.removeprefix("article:") if address.startswith("article:") else "":
        return f'<a linktype="page" id="{escape(key)}">{inline_html(words)}</a>'
    if not address.startswith(("/", "https://", "mailto:")):
        raise DemoContentError(
            f"a link must begin with article:, /, https:// or mailto:, unlike {address}"
        )
    return f'<a href="{escape(address)}">{inline_html(words)}</a>'


def _chunks(text: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    chunk: list[str] = []
    start = fence = 0
    for number, line in enumerate([*text.splitlines(), ""], first_line):
        if line.startswith("```"):
            fence = 0 if fence else number
        if not fence and not line.strip():
            if chunk:
                yield start, chunk
            chunk = []
            continue
        start = start if chunk else number
        chunk.append(line.rstrip())
    if fence:
        raise DemoContentError(
            f"line {fence}: this listing has no end: close it with a line of ```"
        )


def _read(lines: list[str]) -> DemoBlock:
    for pattern, reader in BLOCK_READERS:
        if re.match(pattern, lines[0]):
            return reader(lines)
    if lines[0][0] in NOTATION_EXAMPLES:
        raise DemoContentError(
            f"“{lines[0][:40]}” is unknown; did you mean “{NOTATION_EXAMPLES[lines[0][0]]}”?"
        )
    return {"type": "text", "value": f"<p>{inline_html(' '.join(lines))}</p>"}


def _one(lines: list[str]) -> str:
    if len(lines) > 1:
        raise DemoContentError(f"add an empty line below “{lines[0][:40]}”")
    return lines[0]


def _heading(lines: list[str]) -> DemoBlock:
    marks, words = _one(lines).split(" ", 1)
    return {"type": "heading", "value": {"text": words, "level": str(len(marks))}}


def _divider(lines: list[str]) -> DemoBlock:
    _one(lines)
    return {"type": "divider", "value": None}


def _code(lines: list[str]) -> DemoBlock:
    if lines[-1] != "```":
        raise DemoContentError("add an empty line below the end of the listing")
    return {
        "type": "code",
        "value": {"language": lines[0].removeprefix("```").strip(), "code": "\n".join(lines[1:-1])},
    }


def _quote(lines: list[str]) -> DemoBlock:
    pull = lines[0].startswith(">>")
    mark = ">>" if pull else ">"
    if not all(line.startswith(mark) for line in lines):
        raise DemoContentError(f"every line of this quote must begin with {mark}")
    words = [line.removeprefix(mark).strip() for line in lines]
    attribution = words.pop().removeprefix("-- ") if words[-1].startswith("-- ") else ""
    return {
        "type": "quote",
        "value": {"text": "\n".join(words), "attribution": attribution, "pull": pull},
    }


def _picture(line: str) -> dict[str, Any]:
    match = re.fullmatch(r"!\[([\w-]+)\]\s*(.*)", line)
    if match is None:
        raise DemoContentError("a picture is written as ![its-key] and a caption")
    return {"picture": match[1], "caption": match[2], "alt": "", "decorative": False}


def _pictures(lines: list[str]) -> DemoBlock:
    lines, caption = _with_caption(lines)
    pictures = [_picture(line) for line in lines]
    if len(pictures) == 1 and not caption:
        return {"type": "picture", "value": pictures[0]}
    if len(pictures) == 1:
        raise DemoContentError(
            "write the caption of one picture on the same line; = gives several pictures a caption"
        )
    return {"type": "gallery", "value": {"pictures": pictures, "caption": caption}}


def _with_caption(lines: list[str]) -> tuple[list[str], str]:
    return (lines[:-1], lines[-1].removeprefix("= ")) if lines[-1].startswith("= ") else (lines, "")


def _table(lines: list[str]) -> DemoBlock:
    lines, caption = _with_caption(lines)
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    for row, line in zip(rows, lines, strict=True):
        if not line.endswith("|") or len(row) != len(rows[0]):
            raise DemoContentError(
                f"the row “{line[:40]}” must end with | and have {len(rows[0])} cells, "
                "as many as the first row"
            )
    columns = [{"type": "text", "heading": heading} for heading in rows[0]]
    cells = [
        {"values": [f"<p>{inline_html(cell)}</p>" if cell else "" for cell in row]}
        for row in rows[1:]
    ]
    return {"type": "table", "value": {"columns": columns, "rows": cells, "caption": caption}}


def _list(kind: str, mark: str) -> Callable[[list[str]], DemoBlock]:
    def read(lines: list[str]) -> DemoBlock:
        if not all(re.match(mark, line) for line in lines):
            raise DemoContentError(
                "every line of a list must begin with its mark; write each item on one line"
            )
        items = "".join(
            f"<li>{inline_html(re.sub(mark, '', line, count=1))}</li>" for line in lines
        )
        return {"type": "text", "value": f"<{kind}>{items}</{kind}>"}

    return read


def _video(lines: list[str]) -> DemoBlock:
    address, title, caption = _parts(_one(lines), 3, "@video ADDRESS | Title | Caption")
    if not address.startswith("https://"):
        raise DemoContentError(f"a video's address must begin with https://, unlike {address}")
    return {"type": "embed", "value": {"url": address, "title": title, "caption": caption}}


def _document(lines: list[str]) -> DemoBlock:
    key, title = _parts(_one(lines), 2, "@document key | Title")
    return {"type": "document", "value": {"document": key, "title": title}}


def _parts(line: str, count: int, form: str) -> list[str]:
    parts = [part.strip() for part in line.split(" ", 1)[1].split("|")]
    if len(parts) != count or not all(parts):
        raise DemoContentError(f"write “{form}”")
    return parts


BLOCK_READERS: tuple[tuple[str, Callable[[list[str]], DemoBlock]], ...] = (
    (r"#{2,4} \S", _heading),
    (r"\*\*\*$", _divider),
    (r"```", _code),
    (r">>? ", _quote),
    (r"!\[", _pictures),
    (r"\| ", _table),
    (r"- ", _list("ul", r"- ")),
    (r"\d+\. ", _list("ol", r"\d+\. ")),
    (r"@video ", _video),
    (r"@document ", _document),
)
