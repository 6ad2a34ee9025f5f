"""Addresses that lead to others: a page that leads on, for any web server, and lists for those that can do it themselves."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.html import format_html

from byline.transfer.offprint.linking import Linker
from byline.transfer.offprint.paths import SAFE

PAGE = (
    '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{0}</title>'
    '<meta http-equiv="refresh" content="0; url={1}"><meta name="robots" content="noindex"></head>\n'
    '<body><p><a href="{1}">{0}</a></p></body>\n</html>\n'
)
NETLIFY, NGINX, TABLE = LISTS = ("_redirects", "redirects.nginx.conf", "redirects.csv")
INDEXES = ("/index.xml", "/index.json", "/index.txt")


@dataclass(frozen=True)
class Lead:
    """`key` leads to `place` (a path from the top, or an address elsewhere; "" when what stood there is gone).

    `file` is that of the page which leads on, "" where there is none; `href` is how that page names the place.
    """

    key: str
    place: str = ""
    href: str = ""
    file: str = ""


def page_that_leads(lead: Lead) -> bytes:
    return format_html(PAGE, lead.place, lead.href).encode()


def lists_of(
    leads: list[Lead], files: dict[str, str], linker: Linker
) -> Iterator[tuple[str, bytes]]:
    """The lists of LISTS: `_redirects` as Netlify and others read it, a map for nginx, and all of it as a table."""
    moved = [lead for lead in leads if lead.place]
    indexes = [
        (key, linker.place_of(key))
        for key, file in sorted(files.items())
        if f"/{file}".endswith(INDEXES) and key.endswith("/")
    ]
    lines = [f"{lead.key} {lead.place} 301" for lead in moved if "?" not in lead.key]
    yield NETLIFY, _lines([*lines, *(f"{key} {place} 200" for key, place in indexes)])
    yield NGINX, _lines([HOW, *(f"{_quoted(lead.key)} {_quoted(lead.place)};" for lead in moved)])
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("from", "to", "status"))
    writer.writerows((lead.key, lead.place, 301 if lead.place else 410) for lead in leads)
    yield TABLE, table.getvalue().encode()


HOW = "# In http: map $request_uri $moved { include redirects.nginx.conf; }   In server: if ($moved) { return 301 $moved; }"


def _quoted(text: str) -> str:
    return '"' + quote(text, safe=SAFE + "?%#&[]").replace("$", "%24") + '"'


def _lines(rows: list[str]) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode()
