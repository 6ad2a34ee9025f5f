"""An article's recording is played on its page, and loaded only when a reader plays it."""

import re

from pages.conftest import OpenPage, Paper

PLAYER = "audio.recording"


def test_a_sound_plays_when_it_is_asked_to_and_from_any_place(
    open_page: OpenPage, paper: Paper
) -> None:
    reader = open_page(paper.paths["everything"])
    page = reader.page
    assert [url for url in reader.asked if url.endswith(".wav")] == []
    assert page.locator(PLAYER).get_attribute("aria-label") == "The foghorn"
    with page.expect_response(re.compile(r"\.wav$")) as asked:
        page.locator(PLAYER).evaluate("player => { player.muted = true; return player.play() }")
    assert (asked.value.status, asked.value.headers["content-range"]) == (
        206,
        "bytes 0-160043/160044",
    )
    page.locator(PLAYER).evaluate(
        """player => new Promise((done, failed) => {
            player.onseeked = () => done(); player.onerror = () => failed(player.error.message); player.currentTime = 15;
        })"""
    )
    page.wait_for_function("() => document.querySelector('audio.recording').currentTime > 15")
    assert page.locator(PLAYER).evaluate("player => player.seekable.end(0)") == 20


def test_without_a_player_it_is_a_link(open_page: OpenPage, paper: Paper) -> None:
    page = open_page(paper.paths["everything"], scripts=False).page
    assert page.locator(".document a").all_inner_texts() == ["The minutes", "The foghorn"]
