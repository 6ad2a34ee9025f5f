"""Where the old site's addresses lead now, feeds included: one line for each in a file beside the
report.
"""

import csv
import json
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from wagtail.models import Page

from byline.newsroom.models import Address
from byline.transfer.run.vocabulary import AUTHOR, PAGE, POST
from byline.transfer.wordpress.context import ImportContext
from byline.transfer.wordpress.listings import DATE, lists_here, lists_named
from byline.transfer.wordpress.rules import old_address
from byline.transfer.wordpress.terms import CATEGORY, TAG
from byline.transfer.wordpress.wxr_records import WordPressItem

PATHS_PER_QUERY = 300
FEED = "feed"
FEEDS = ("/feed/", "/comments/feed/")
WITH_FEED = (POST, PAGE, CATEGORY, TAG, AUTHOR, DATE)
ANSWERS_HERE, REDIRECTS, GONE, NOT_FOUND = (
    "answer",
    "lead on",
    "are gone (410)",
    "lead nowhere (404)",
)


class AddressReport:
    """Collects the addresses of items, and looks up some hundreds at a time when all items are
    imported.
    """

    def __init__(self, context: ImportContext, file: Path | None) -> None:
        self.context, self.site, self.path, self.numbers = (
            context,
            context.site,
            file,
            Counter[str](),
        )
        self._waiting: dict[str, str] = {}
        self._days: set[date] = set()
        self._lists: set[str] = set()
        self._file: IO[str] | None = None
        # Closed by `close`.
        self._noted = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115

    def note(self, item: WordPressItem) -> None:
        """Collect the item's public addresses.

        They are looked up later: their targets may not be here yet.
        """
        is_public = item.status == "publish" and item.type in ("post", "page")
        for link in (
            item.link if is_public or item.type == "attachment" else "",
            item.attachment_url,
        ):
            if whole := old_address(link).whole:
                self._noted.write(json.dumps((whole, item.type)) + "\n")
        if is_public and item.type == "post" and item.date:
            self._days.add(item.date.date())

    def write_all(self) -> None:
        """Look up every address, list and feed. Called once, when the whole file is imported."""
        self._noted.seek(0)
        for line in self._noted:
            path, kind = json.loads(line)
            self._waiting[path] = kind
            self._write_if_many()
        self._write_lists()
        self._write_waiting()

    def has_answer(self, address: str) -> bool:
        """Whether this path of the old site leads to something here.

        Only valid after `write_all`.
        """
        whole = old_address(address).whole
        if whole in FEEDS:
            return True
        self._waiting = {whole: ""}
        answers = self._targets().get(whole, (NOT_FOUND, ""))[0] in (ANSWERS_HERE, REDIRECTS)
        self._waiting.clear()
        return answers

    def _write_lists(self) -> None:
        """The lists, which are complete now, and the site's feeds."""
        self._lists = lists_here(self.context)
        for path, kind in lists_named(self.context, self._days):
            self._waiting[path] = kind
            self._write_if_many()
        for path in FEEDS:
            self._write_target(path, FEED, (ANSWERS_HERE, ""))

    def _write_waiting(self) -> None:
        """Write the addresses that wait."""
        targets = self._targets()
        for path, kind in self._waiting.items():
            target = targets.get(path, (NOT_FOUND, ""))
            self._write_target(path, kind, target)
            if kind in WITH_FEED and path.endswith("/"):
                self._write_target(f"{path}feed/", FEED, _feed_target(path, kind, target))
        self._waiting.clear()

    def _write_if_many(self) -> None:
        if len(self._waiting) >= PATHS_PER_QUERY:
            self._write_waiting()

    def _write_target(self, path: str, kind: str, target: tuple[str, str]) -> None:
        self.numbers[target[0]] += 1
        self._write(path, kind, *target)

    def close(self) -> None:
        self._noted.close()
        if self._file:
            self._file.close()
            self._file = None

    def _targets(self) -> dict[str, tuple[str, str]]:
        root = self.site.root_page.url_path.rstrip("/")
        places = {f"{root}{path.rstrip('/')}/": path for path in self._waiting}
        pages = Page.objects.live().filter(url_path__in=places, content_type__model="standingpage")
        targets = {
            places[url_path]: (ANSWERS_HERE, "")
            for url_path in pages.values_list("url_path", flat=True)
        }
        for known in Address.objects.filter(site=self.site, path__in=self._waiting).select_related(
            "page"
        ):
            targets[known.path] = _target_of(known)
        return targets | {
            path: (ANSWERS_HERE, "")
            for path in self._waiting
            if path in self._lists or _is_file(path)
        }

    def _write(self, *row: str) -> None:
        if self.path is None:
            return
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("w", encoding="utf-8", errors="replace", newline="")
            csv.writer(self._file).writerow(("address", "kind", "what they do", "where to"))
        csv.writer(self._file).writerow(row)


def _is_file(path: str) -> bool:
    """Whether there is a file at this very address: from an export of this site, imported again."""
    below = unquote(path).removeprefix(settings.MEDIA_URL)
    try:
        return below != path and default_storage.exists(below)
    except SuspiciousFileOperation:
        return False


def _feed_target(path: str, kind: str, target: tuple[str, str]) -> tuple[str, str]:
    if kind == DATE:
        return REDIRECTS, "/feed/"
    return (REDIRECTS, path) if kind == PAGE and target[0] == ANSWERS_HERE else target


def _target_of(known: Address) -> tuple[str, str]:
    if known.destination:
        return REDIRECTS, known.destination
    if known.page is None or not known.page.live:
        return GONE, ""
    return (ANSWERS_HERE, "") if known.is_current else (REDIRECTS, known.page.title)
