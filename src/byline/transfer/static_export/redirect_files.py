"""Addresses that lead to others: a page that leads on, for any web server, and lists for those that can do it themselves."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.html import format_html

from byline.transfer.static_export.file_paths import SAFE_PATH_CHARACTERS
from byline.transfer.static_export.link_rewriting import LinkRewriter

REDIRECT_PAGE = (
    '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{0}</title>'
    '<meta http-equiv="refresh" content="0; url={1}"><meta name="robots" content="noindex"></head>\n'
    '<body><p><a href="{1}">{0}</a></p></body>\n</html>\n'
)
NETLIFY, NGINX, CSV = REDIRECT_LISTS = ("_redirects", "redirects.nginx.conf", "redirects.csv")
NON_HTML_INDEXES = ("/index.xml", "/index.json", "/index.txt")


@dataclass(frozen=True)
class ExportedRedirect:
    """`key` leads to `place` (a path from the top, or an address elsewhere; "" when what stood there is gone).

    `file` is that of the page which leads on, "" where there is none; `href` is how that page names the place.
    """

    key: str
    place: str = ""
    href: str = ""
    file: str = ""


def redirect_page(lead: ExportedRedirect) -> bytes:
    return format_html(REDIRECT_PAGE, lead.place, lead.href).encode()


def redirect_lists(
    leads: list[ExportedRedirect], files: dict[str, str], linker: LinkRewriter
) -> Iterator[tuple[str, bytes]]:
    """The lists of LISTS: `_redirects` as Netlify and others read it, a map for nginx, and all of it as a table."""
    moved = [lead for lead in leads if lead.place]
    indexes = [
        (key, linker.place_of(key))
        for key, file in sorted(files.items())
        if f"/{file}".endswith(NON_HTML_INDEXES) and key.endswith("/")
    ]
    lines = [f"{lead.key} {lead.place} 301" for lead in moved if "?" not in lead.key]
    yield NETLIFY, _lines([*lines, *(f"{key} {place} 200" for key, place in indexes)])
    yield (
        NGINX,
        _lines([NGINX_COMMENT, *(f"{_quoted(lead.key)} {_quoted(lead.place)};" for lead in moved)]),
    )
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("from", "to", "status"))
    writer.writerows((lead.key, lead.place, 301 if lead.place else 410) for lead in leads)
    yield CSV, table.getvalue().encode()


NGINX_COMMENT = (
    "# In http: map $request_uri $moved { include redirects.nginx.conf; }   "
    "In server: if ($moved) { return 301 $moved; }"
)


def _quoted(text: str) -> str:
    return '"' + quote(text, safe=SAFE_PATH_CHARACTERS + "?%#&[]").replace("$", "%24") + '"'


def _lines(rows: list[str]) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode()
