"""Where the old site's addresses lead now: one line for each, in a file beside the report."""

import csv
from collections import Counter
from pathlib import Path
from typing import IO

from wagtail.models import Page, Site

from byline.newsroom.models import Address
from byline.transfer.wordpress.export import Item
from byline.transfer.wordpress.rules import old_address

AT_ONCE = 300
ANSWERS, LEADS, GONE, NOTHING = "answer", "lead on", "are gone (410)", "lead nowhere (404)"


class Addresses:
    """Takes the address of one item after the other, and asks the house for some hundreds together."""

    def __init__(self, site: Site, file: Path | None) -> None:
        self.site, self.path, self.numbers = site, file, Counter[str]()
        self._waiting: dict[str, str] = {}
        self._file: IO[str] | None = None

    def note(self, item: Item) -> None:
        """What was in public there, or stood for a file."""
        is_public = item.status == "publish" and item.type in ("post", "page")
        for link in (item.link if is_public or item.type == "attachment" else "", item.attachment_url):
            if whole := old_address(link).whole:
                self._waiting[whole] = item.type
        if len(self._waiting) >= AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Write down what waits. To be called when all that they could lead to is here."""
        found = self._ways()
        for path, kind in self._waiting.items():
            what, to = found.get(path, (NOTHING, ""))
            self.numbers[what] += 1
            self._write(path, kind, what, to)
        self._waiting.clear()

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def _ways(self) -> dict[str, tuple[str, str]]:
        root = self.site.root_page.url_path.rstrip("/")
        places = {f"{root}{path.rstrip('/')}/": path for path in self._waiting}
        pages = Page.objects.live().filter(url_path__in=places, content_type__model="standingpage")
        found = {places[url_path]: (ANSWERS, "") for url_path in pages.values_list("url_path", flat=True)}
        for known in Address.objects.filter(site=self.site, path__in=self._waiting).select_related("page"):
            found[known.path] = _way(known)
        return found

    def _write(self, *said: str) -> None:
        if self.path is None:
            return
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("w", encoding="utf-8", errors="replace", newline="")
            csv.writer(self._file).writerow(("address", "kind", "what they do", "where to"))
        csv.writer(self._file).writerow(said)


def _way(known: Address) -> tuple[str, str]:
    if known.destination:
        return LEADS, known.destination
    if known.page is None or not known.page.live:
        return GONE, ""
    return (ANSWERS, "") if known.is_current else (LEADS, known.page.title)
