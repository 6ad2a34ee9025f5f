"""Hostile HTML takes work in proportion to its length, and ordinary HTML stays as it is.

The suite counts the lines of Python that run, which do not depend on the machine, and bounds what makes the parsers slow.
`ATTACKS=1` measures the time as well, which includes the parsers'.
"""

import os
import sys
from collections.abc import Callable
from time import process_time
from types import FrameType
from typing import Any

import nh3
import pytest
from lxml.html import fragment_fromstring

from byline.discussion.sanitizing import as_html, sanitize_html
from byline.lib.html_bounds import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    bounded,
    with_few_attributes,
    without_surplus_attributes,
)
from byline.lib.scrub import scrub_html, text_of
from byline.transfer.page.extraction import MAX_CELLS, read_article
from byline.transfer.page.saved_page import SavedPage
from transfer.wordpress.bodies import converted

TAGS = 4_000
TAGS_COUNTED = 1_200
Make = Callable[[int], str]

HOSTILE: dict[str, Make] = {
    "nested pre": lambda n: "<pre>" * n,
    "formatting in formatting": lambda n: (
        "".join(f"<b title={i}><i title={i}>" for i in range(n // 2)) + "<p>x" * n
    ),
    "lists in lists": lambda n: "<ul><li>" * n,
    "cells in cells": lambda n: "<table><tr><td>" * n,
    "between cells": lambda n: "<table>" + "<div>x</div>" * n,
    "blocks in what ended": lambda n: "<b><div></b>" * n,
    "cells in drawings": lambda n: "<table><td><svg>" + "<td>" * n,
    "attributes": lambda n: "<a " + " ".join(f"a{i}" for i in range(n * 20)) + ">",
    "references": lambda n: "&amp;" * n * 10,
    "preformatted without an end": lambda n: "<pre " * n,
    "links without an end": lambda n: "https://x.example " + "<a href=/ " * n,
    "marks on one letter": lambda n: "a" + "\u0301\u0323" * n,
    "spaces": lambda n: f"x{' ' * n * 10}x",
    "comments without an end": lambda n: "<!--" * n,
    "shortcodes": lambda n: "[caption a=" * n + "[gallery]" * n,
    "blocks": lambda n: '<!-- wp:group {"a":1} --><div>' * n + '<!-- wp:group {"a":1 ' * n,
    "raw text": lambda n: "<title>" * n,
    "galleries": lambda n: f"<!-- wp:gallery --><ul>{'<li><img src=/a.jpg></li>' * n}</ul>",
    "pictures in a box": lambda n: f"<figure><div>{'<img src=/a.jpg>' * n}</div></figure>",
    "captions in a box": lambda n: (
        f"<figure>{'<div><img src=/a.jpg><figcaption>x</figcaption></div>' * n}</figure>"
    ),
    "cells over many columns": lambda n: f"<table>{'<tr><td colspan=1000>x' * n}</table>",
    "open captions": lambda n: "[caption width=1]<img src=/a.jpg>" * n,
}
READERS: dict[str, Callable[[str], object]] = {
    "on a page": scrub_html,
    "as text": text_of,
    "as an imported response": lambda html: sanitize_html(name="", html=html),
    "as an imported article": converted,
    "as a saved page": lambda html: SavedPage(html, "", "").tree,
}


def seconds_of(work: Callable[[str], object], text: str) -> float:
    """The less of two, of the processor."""
    times = []
    for _ in range(2):
        began = process_time()
        work(text)
        times.append(process_time() - began)
    return min(times)


def lines_run(work: Callable[[str], object], text: str) -> int:
    """How many lines of Python run for this, each pass of a loop counted."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_four_times_the_text_runs_four_times_as_many_lines(make: Make) -> None:
    more = {}
    for name, work in READERS.items():
        work(make(10))  # what is imported or compiled once
        short, long = (lines_run(work, make(size)) for size in (TAGS_COUNTED // 4, TAGS_COUNTED))
        if long > 6 * short + 1_000:
            more[name] = (short, long)
    assert more == {}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_what_a_parser_meets_is_not_deep(make: Make) -> None:
    assert depth_of(bounded(make(TAGS))) <= 2 * MAX_DEPTH  # the parser opens formatting again


@pytest.mark.skipif("ATTACKS" not in os.environ, reason="a timer: make attacks")
@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_four_times_the_text_takes_no_more_than_nine_times_as_long(make: Make) -> None:
    slow = {}
    for name, work in READERS.items():
        short, long = (seconds_of(work, make(length)) for length in (TAGS // 4, TAGS))
        if long > 9 * short + 0.03:  # sixteen times as long is quadratic
            slow[name] = (short, long)
    assert slow == {}


MARKDOWN = [">", "*", "[", "![", "[a](", "` ", "_a ", "<", "&amp;", "http://", "- ", "1. ", "**_"]


@pytest.mark.parametrize("piece", MARKDOWN)
def test_the_longest_response_runs_lines_in_proportion(piece: str) -> None:
    as_html(piece)
    short, long = (lines_run(as_html, piece * (size // len(piece))) for size in (2_500, 10_000))
    assert long <= 5 * short + 1_000


@pytest.mark.skipif("ATTACKS" not in os.environ, reason="a timer: make attacks")
@pytest.mark.parametrize("piece", MARKDOWN)
def test_the_longest_response_is_rendered_in_linear_time(piece: str) -> None:
    short, long = (seconds_of(as_html, piece * (size // len(piece))) for size in (2_500, 10_000))
    assert long <= 9 * short + 0.03


def depth_of(html: str) -> int:
    tree = fragment_fromstring(html, create_parent="div")
    return max(sum(1 for _ in element.iterancestors()) for element in tree.iter())


def test_the_text_stays_whole_below_the_greatest_depth() -> None:
    hostile = "<section>" * 5_000 + "deep" + "</section>" * 5_000 + "<p>after</p>"
    assert text_of(hostile) == "deep after"
    assert depth_of(scrub_html("<section>" * 200 + "x")) == MAX_DEPTH


LONG_PAGE = (
    "<h2>A heading</h2><p>One <b>bold</b> and <a href='/x'>a \"link\"</a><br>two"
    "<p title='a>b'>Three<ul><li>one<li>two <i>three</i></ul><table><tr><td>a<td>b<tr><td>c</table>"
    "<!-- <p>a comment --><script>if (1 < 2) '<p>'</script><img src='/p.jpg' alt=x>5 < 6 &amp; 7"
    "<form><p>four</form><textarea><p>five</textarea>"
)


def test_ordinary_html_of_any_length_is_not_changed() -> None:
    html = LONG_PAGE * 100
    cleaner = nh3.Cleaner(link_rel=None)
    assert bounded(html) != html
    assert cleaner.clean(bounded(html)) == cleaner.clean(html)


def test_short_html_is_not_even_read() -> None:
    assert bounded(LONG_PAGE) is LONG_PAGE


def test_a_tag_keeps_its_first_attributes() -> None:
    html = "<a href=/kept " + " ".join(f"a{i}" for i in range(50_000)) + ">x</a>"
    [link] = fragment_fromstring(with_few_attributes(html), create_parent="div").iter("a")
    assert (link.get("href"), len(link.attrib)) == ("/kept", MAX_ATTRIBUTES)


SEPARATORS = [" ", "/", "\x0b", "\x1c", "\xa0", '"', "'", "=", "<", "=1/", '=">"', "='>' "]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_no_spelling_of_a_tag_gives_the_parser_many_attributes(separator: str) -> None:
    html = "<p " + "".join(f"a{i}{separator}" for i in range(2_000)) + ">words</p>"
    shortened = without_surplus_attributes(html)
    assert len(fragment_fromstring(shortened, create_parent="div")[0].attrib) <= MAX_ATTRIBUTES + 1
    assert shortened.endswith(html[html.index(">words") :])


def test_everything_but_surplus_attributes_stays() -> None:
    html = LONG_PAGE + "<!--more--><!-- wp:html {'a':1} -->"
    assert without_surplus_attributes(html) == html


def test_a_saved_page_makes_no_more_cells_than_its_tables_can_have() -> None:
    words = "<p>The ferry is late again today, says the harbour. " * 5
    rows = "<tr><td rowspan=65534 colspan=1000>08:15" * 2_000
    page = SavedPage(f"<html><body><article>{words}<table>{rows}</table></article>", "", "")
    assert 0 < read_article(page).html.count("<td") < MAX_CELLS
