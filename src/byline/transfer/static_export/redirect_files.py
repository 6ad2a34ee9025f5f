"""Redirects: an HTML page for any web server, and lists for servers that can redirect."""

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
    '<meta http-equiv="refresh" content="0; url={1}">'
    '<meta name="robots" content="noindex"></head>\n'
    '<body><p><a href="{1}">{0}</a></p></body>\n</html>\n'
)
NETLIFY, NGINX, CSV = REDIRECT_LISTS = ("_redirects", "redirects.nginx.conf", "redirects.csv")
NON_HTML_INDEXES = ("/index.xml", "/index.json", "/index.txt")


@dataclass(frozen=True)
class ExportedRedirect:
    """A redirect from `key` to `target`: a path, an address elsewhere, or "" for a removed page.

    `file` is the file of the HTML page, "" if there is none; `href` is the link on that page.
    """

    key: str
    target: str = ""
    href: str = ""
    file: str = ""


def redirect_page(redirect: ExportedRedirect) -> bytes:
    return format_html(REDIRECT_PAGE, redirect.target, redirect.href).encode()


def redirect_lists(
    redirects: list[ExportedRedirect], files: dict[str, str], rewriter: LinkRewriter
) -> Iterator[tuple[str, bytes]]:
    """The files of REDIRECT_LISTS: for Netlify and others, for nginx, and as a table."""
    moved = [redirect for redirect in redirects if redirect.target]
    indexes = [
        (key, rewriter.path_of(key))
        for key, file in sorted(files.items())
        if f"/{file}".endswith(NON_HTML_INDEXES) and key.endswith("/")
    ]
    lines = [
        f"{redirect.key} {redirect.target} 301" for redirect in moved if "?" not in redirect.key
    ]
    yield NETLIFY, _lines([*lines, *(f"{key} {path} 200" for key, path in indexes)])
    yield (
        NGINX,
        _lines(
            [
                NGINX_COMMENT,
                *(f"{_quoted(redirect.key)} {_quoted(redirect.target)};" for redirect in moved),
            ]
        ),
    )
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("from", "to", "status"))
    writer.writerows(
        (redirect.key, redirect.target, 301 if redirect.target else 410) for redirect in redirects
    )
    yield CSV, table.getvalue().encode()


NGINX_COMMENT = (
    "# In http: map $request_uri $moved { include redirects.nginx.conf; }   "
    "In server: if ($moved) { return 301 $moved; }"
)


def _quoted(text: str) -> str:
    return '"' + quote(text, safe=SAFE_PATH_CHARACTERS + "?%#&[]").replace("$", "%24") + '"'


def _lines(rows: list[str]) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode()
