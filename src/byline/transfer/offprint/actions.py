"""The verb: write the site as plain files."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication

from wagtail.models import Site

from byline import __version__
from byline.transfer.offprint.choices import Links, NotExported, Progress
from byline.transfer.offprint.folder import NOTES, Folder
from byline.transfer.offprint.gathering import OK, gather, page_of_the_lost
from byline.transfer.offprint.leading import LISTS, Lead, lists_of, page_that_leads
from byline.transfer.offprint.linking import Linker
from byline.transfer.offprint.notebook import Gathered, Notebook, notebook
from byline.transfer.offprint.paths import file_of
from byline.transfer.offprint.words import Told, files_of, names_of, part_of, told_of, words_in

SEARCH, LOST = "search/index.html", "404.html"
BROKEN, OURS = 500, 501  # HTTP's "it broke here", and our "only a server can"


@dataclass
class Outcome:
    """What was written. `broken` are addresses that lead nowhere, with the page that has them; `failed` those that broke."""

    folder: Folder
    pages: int = 0
    leads: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def export_static(
    site: Site,
    application: WSGIApplication,
    path: Path,
    *,
    links: Links,
    base: str = "",
    progress: Progress,
) -> Outcome:
    """Write all that readers of the site can come to as plain files into the folder `path`, and say what was written.

    `application` answers as the house does. `base` is the address at which the files will be served (by default the site's own).
    A second run writes only what changed and removes what is no longer a part; one that was stopped goes on within a day. Files
    that others put there are never touched. Raises NotExported.
    """
    base = base or site.root_url
    try:
        path.mkdir(parents=True, exist_ok=True)
        with notebook(path / NOTES, json.dumps([site.root_url, __version__])) as notes:
            gather(site, application, notes, progress)
            return _write(
                notes, site, page_of_the_lost(site, application), path, links, base, progress
            )
    except (OSError, sqlite3.Error) as error:
        raise NotExported(
            f"{path} could not be written: {error}. Run the same again when there is room."
        ) from error


def _write(
    notes: Notebook,
    site: Site,
    lost: bytes,
    path: Path,
    links: Links,
    base: str,
    progress: Progress,
) -> Outcome:
    found = list(notes.outlines())
    pages = {each.key: file_of(each.key, each.kind) for each in found if each.status == OK}
    linker = Linker(
        site.root_url, base, links, pages, {each.key: each.leads for each in found if each.leads}
    )
    leads = _leads(found, linker, set(pages.values()))
    told = _index(notes, found, linker, progress)
    others = (
        [LOST] if links is not Links.RELATIVE else []
    )  # what a web server gives for any address has links from the top
    folder = Folder(path)
    folder.plan(
        [
            *pages.values(),
            *(lead.file for lead in leads if lead.file),
            *names_of(notes, told),
            *LISTS,
            *others,
        ]
    )
    for number, each in enumerate(found, 1):
        if each.status == OK:
            _put(folder, pages[each.key], each, notes, linker)
        progress("Writing", number, len(found))
    rest = (
        ((lead.file, page_that_leads(lead)) for lead in leads if lead.file),
        files_of(notes, told),
        lists_of(leads, pages, linker),
        ((name, linker.fresh(f"/{name}", "text/html", lost)) for name in others),
    )
    for name, content in chain.from_iterable(rest):
        folder.put(name, content)
    folder.clear_away()
    failed = [each.key for each in found if each.status >= BROKEN and each.status != OURS]
    return Outcome(folder, len(pages), len(leads), sorted(linker.broken), failed)


def _put(folder: Folder, file: str, page: Gathered, notes: Notebook, linker: Linker) -> None:
    if page.source and page.kind != "text/css":
        folder.copy(file, Path(page.source))
    else:
        folder.put(file, linker.fresh(page.key, page.kind, notes.body(page.key)))


def _leads(found: list[Gathered], linker: Linker, taken: set[str]) -> list[Lead]:
    """Every address that leads to another, and those of what is gone."""
    leads = []
    for each in found:
        if each.status == 410:  # noqa: PLR2004 (HTTP's "gone")
            leads.append(Lead(each.key))
        if not each.leads:
            continue
        file = "" if "?" in each.key else file_of(each.key, "text/html")
        target, outside = linker.end_of(each.key)
        if target is None and not outside:
            continue
        anchor = "".join(each.leads.partition("#")[1:]) if not outside else ""
        place = outside or urlsplit(linker.base).path + linker.place_of(target or "") + anchor
        href = (linker.href(file, each.key) or "") + anchor
        leads.append(Lead(each.key, place, href, "" if file in taken else file))
        taken.add(file)
    return leads


def _index(
    notes: Notebook, found: list[Gathered], linker: Linker, progress: Progress
) -> list[Told]:
    """Note which words each article has; the articles, by the numbers that they have there."""
    told: list[Told] = []
    notes.forget_words()
    for number, each in enumerate(found):
        if each.status == OK and each.kind == "text/html":
            seen = told_of(notes.body(each.key), linker.href(SEARCH, each.key) or "")
            if seen:
                notes.add_words(len(told), _parted(seen[1]))
                told.append(seen[0])
        progress("Indexing", number + 1, len(found))
    return told


def _parted(text: str) -> Iterator[tuple[str, str]]:
    return ((part_of(word), word) for word in dict.fromkeys(words_in(text)))
