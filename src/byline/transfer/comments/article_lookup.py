"""Finds the article for an old address."""

import csv
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from wagtail.models import Site

from byline.newsroom.models import Address, Article
from byline.transfer.html.links import decode_path, host_of
from byline.transfer.run.comment_records import BadFile, CommentedPage

INDEXES = ("index.html", "index.htm", "index.php")
MAX_DIGITS = 10


def possible_paths(link: str) -> list[str]:
    """The decoded paths that may be the page's here, the surest first. The host does not matter."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return []
    path = decode_path(parts.path) or "/"
    path = path if path.startswith("/") else f"/{path}"
    name = path.rpartition("/")[2]
    path = path.removesuffix(name) if name in INDEXES else path
    paths = [f"{path}?{decode_path(parts.query)}"] if parts.query else []
    number = post_number(link)
    paths += [f"{path}?p={number}", f"/?p={number}"] if number else []
    if path != "/":
        bare = path.rstrip("/")
        paths += [path, f"{bare}/", bare]
    elif not parts.query:
        paths = ["/"]
    return list(dict.fromkeys(paths))


def post_number(link: str) -> int | None:
    """The number in WordPress's `?p=12`."""
    try:
        number = parse_qs(urlsplit(link.strip()).query).get("p", [""])[0]
    except ValueError:
        return None
    return (
        int(number)
        if number.isascii() and number.isdecimal() and len(number) < MAX_DIGITS
        else None
    )


class ArticleLookup:
    """Only pages on `hosts` are taken, all if there are none.

    `remap` is a CSV file: old and new address.

    Raises BadFile, with the line, where the remap file leads to no article.
    """

    def __init__(self, site: Site, hosts: Iterable[str] = (), remap: Path | None = None) -> None:
        self.site, self.hosts = (
            site,
            frozenset(host_name.lower().removeprefix("www.") for host_name in hosts),
        )
        self.moved: dict[str, int] = {}
        if remap:
            self._read(remap)

    def is_elsewhere(self, page: CommentedPage) -> bool:
        """Whether the page was on a host that is not wanted.

        An address without a host is wanted.
        """
        name = host_of(page.addresses[0]) if page.addresses else ""
        return bool(self.hosts and name and name not in self.hosts)

    def article_of(self, page: CommentedPage) -> int | None:
        """The article's key: from the remap file, else by the addresses, else by its number."""
        paths = [path for link in page.addresses for path in possible_paths(link)]
        article = next(
            (self.moved[path] for path in [page.nickname, *paths] if path in self.moved), None
        )
        if article is not None:
            return article
        return self._at(paths) or self._numbered(page.addresses)

    def _at(self, paths: list[str]) -> int | None:
        rows = Address.objects.filter(site=self.site, path__in=paths, page__isnull=False)
        keys = dict(rows.values_list("path", "page"))
        articles = set(Article.objects.filter(pk__in=keys.values()).values_list("pk", flat=True))
        return next((keys[path] for path in paths if keys.get(path) in articles), None)

    def _numbered(self, links: Iterable[str]) -> int | None:
        numbers = [number for number in map(post_number, links) if number]
        return (
            Article.objects.filter(site=self.site, post_id__in=numbers)
            .values_list("pk", flat=True)
            .first()
        )

    def _read(self, remap: Path) -> None:
        try:
            with remap.open(encoding="utf-8-sig", newline="") as file:
                for line, row in enumerate(csv.reader(file), 1):
                    self._take(row, line)
        except (csv.Error, UnicodeDecodeError) as error:
            raise BadFile(f"{remap} is not a CSV file in UTF-8 ({error})") from None

    def _take(self, row: list[str], line: int) -> None:
        """A line without a new address is ignored, and so is the heading."""
        if (
            len(row) < 2  # noqa: PLR2004
            or not row[1].strip()
            or (line == 1 and row[0].strip().lower() == "old address")
        ):
            return
        article = self._at(possible_paths(row[1])) or self._numbered([row[1]])
        if article is None:
            raise BadFile(
                f"the remap file leads to {row[1].strip()}, where there is no article; nothing "
                "was imported",
                line=line,
            )
        self.moved.update(dict.fromkeys(_forms(row[0].strip()), article))


def _forms(old: str) -> list[str]:
    """The paths by which an address of the remap file is matched. A query must be the same."""
    if old.startswith("page "):
        return [old]
    paths = possible_paths(old)
    return [path for path in paths if "?" in path] or paths
