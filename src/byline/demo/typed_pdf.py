"""Plain text as a PDF 1.4 (ISO 32000-1) whose words can be selected and read aloud.

Courier is one of the fonts that every PDF reader has.
"""

import textwrap

PAGE_SIZE = (595, 842)  # A4 in points
MARGIN, LEADING, SIZE, LETTERS_PER_LINE, LINES_PER_PAGE = 72, 14, 10.5, 72, 49


def typed_pdf(title: str, text: str) -> bytes:
    """`text` in Courier on as many A4 pages as needed.

    Characters outside Windows-1252 become question marks.
    """
    lines = [
        row for line in text.splitlines() for row in (textwrap.wrap(line, LETTERS_PER_LINE) or [""])
    ]
    pages = [
        lines[start : start + LINES_PER_PAGE]
        for start in range(0, max(1, len(lines)), LINES_PER_PAGE)
    ]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        (
            b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) "
            b"/ViewerPreferences << /DisplayDocTitle true >> >>"
        ),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Title " + _string(title) + b" >>",
    ]
    for number, page in enumerate(pages):
        stream = _page_stream(page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_SIZE[0]} {PAGE_SIZE[1]}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    return _pdf_file(objects)


def _page_stream(lines: list[str]) -> bytes:
    start = f"BT /F1 {SIZE} Tf {LEADING} TL {MARGIN} {PAGE_SIZE[1] - MARGIN} Td\n".encode()
    return start + b"".join(_string(line) + b" Tj T*\n" for line in lines) + b"ET"


def _string(text: str) -> bytes:
    written = text.encode("cp1252", errors="replace")
    for special in (b"\\", b"(", b")"):
        written = written.replace(special, b"\\" + special)
    return b"(" + written + b")"


def _pdf_file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>"
    out += f"trailer\n{trailer}\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
