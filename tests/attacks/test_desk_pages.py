"""Every page of the desk that links lead to, in a browser: `make attacks`."""

import os
import re
from fnmatch import fnmatch
from urllib.parse import urlsplit

import pytest

from cli.conftest import shelf  # noqa: F401  (fixture)
from pages.conftest import Paper, chromium, edition, paper  # noqa: F401  (fixtures)
from pages.test_desk import (
    VIEWS,
    ColorScheme,
    OpenDesk,
    links_on,
    open_desk,  # noqa: F401  (fixture)
    signed_in,  # noqa: F401  (fixture)
)

NOT_PAGES = ("/admin/logout/*", "*/export/*", "*?export=*", "*/view_draft/*", "*/preview/*")
"""Links that lead to a file, out of the desk, or to a page for readers."""


@pytest.mark.skipif(not os.environ.get("ATTACKS"), reason="takes minutes: part of `make attacks`")
@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_nothing_stands_in_the_way_on_any_page_of_the_desk(
    view: tuple[int, ColorScheme],
    open_desk: OpenDesk,  # noqa: F811
    paper: Paper,  # noqa: F811
) -> None:
    desk = open_desk(*view)
    waiting, seen, faults = ["/admin/"], {"/admin/"}, []
    while waiting:
        path = waiting.pop()
        page = desk.open(paper.url(path))
        faults += [(path, fault) for fault in desk.faults()]
        for link in links_on(page):
            kind = re.sub(r"\d+", "1", urlsplit(link).path)
            if kind not in seen and not any(fnmatch(link, unwanted) for unwanted in NOT_PAGES):
                seen.add(kind)
                waiting.append(link)
    assert faults == []
    assert len(seen) > 50
