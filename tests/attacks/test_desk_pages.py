"""Every page of the desk that links lead to, in a browser: `make attacks`."""

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from urllib.parse import urlsplit

import pytest

from cli.conftest import shelf  # noqa: F401  (fixture)
from pages.conftest import Paper, chromium, edition, paper  # noqa: F401  (fixtures)
from pages.test_desk import (
    VIEWS,
    Desk,
    OpenDesk,
    links_on,
    open_desk,  # noqa: F401  (fixture)
    signed_in,  # noqa: F401  (fixture)
)

NOT_PAGES = (
    "/admin/logout/*",
    "*/csv/*",
    "*/export/*",
    "*?export=*",
    "*/view_draft/*",
    "*/preview/*",
)
"""Links that lead to a file, out of the desk, or to a page for readers."""

SETTLED = """async () => {
  await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));
  const ending = document.getAnimations().filter(moving => moving.effect.getComputedTiming().endTime < Infinity);
  await Promise.allSettled(ending.map(moving => moving.finished));
}"""
"""Colours that still change to those of another scheme would be judged halfway."""


@pytest.mark.skipif(not os.environ.get("ATTACKS"), reason="takes minutes: part of `make attacks`")
def test_nothing_stands_in_the_way_on_any_page_of_the_desk(
    open_desk: OpenDesk,  # noqa: F811
    paper: Paper,  # noqa: F811
) -> None:
    desk = open_desk(*VIEWS[0])
    desk.page.emulate_media(reduced_motion="reduce")  # nothing is judged while it moves
    waiting, seen, faults = ["/admin/"], {"/admin/"}, []
    while waiting:
        path = waiting.pop()
        page = desk.open(paper.url(path))
        faults += [(path, *fault) for fault in faults_in_every_view(desk)]
        for link in links_on(page):
            kind = re.sub(r"\d+", "1", urlsplit(link).path)
            if kind not in seen and not any(fnmatch(link, unwanted) for unwanted in NOT_PAGES):
                seen.add(kind)
                waiting.append(link)
    assert not faults, "\n".join(map(str, faults))
    assert len(seen) > 50


def faults_in_every_view(desk: Desk) -> Iterator[tuple[int, str, object]]:
    """What is wrong with the open page, by width and colour scheme."""
    for width, scheme in VIEWS:
        desk.page.set_viewport_size({"width": width, "height": 900})
        desk.page.emulate_media(color_scheme=scheme)
        desk.page.evaluate(SETTLED)
        for fault in desk.faults():
            yield width, scheme, fault
