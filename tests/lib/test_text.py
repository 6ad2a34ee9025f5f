import pytest

from byline.lib.embeds import host_of, player_of
from byline.lib.highlight import excerpt, mark_words
from byline.lib.text import counted, without_controls


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("An Élan & a <b>", "elan B", "An <mark>Élan</mark> &amp; a &lt;<mark>b</mark>&gt;"),
        ("Nothing here", "zeppelin", "Nothing here"),
        ("ÉLAN élan elan", "élan", "<mark>ÉLAN</mark> <mark>élan</mark> <mark>elan</mark>"),
    ],
)
def test_words_are_marked_whatever_their_accents(text: str, words: str, shown: str) -> None:
    assert mark_words(text, words) == shown


def test_an_excerpt_shows_the_first_place_and_whole_words() -> None:
    text = "one two three four five six seven eight nine ten"
    assert excerpt(text, "five", around=8) == "… three four <mark>five</mark> six seven …"
    assert excerpt("<i> five", "five") == "&lt;i&gt; <mark>five</mark>"


@pytest.mark.parametrize(
    ("address", "src"),
    [
        (
            "https://www.youtube.com/watch?v=abc123XYZ_-",
            "https://www.youtube-nocookie.com/embed/abc123XYZ_-",
        ),
        ("https://youtu.be/abc123XYZ_-?t=3", "https://www.youtube-nocookie.com/embed/abc123XYZ_-"),
        ("https://vimeo.com/12345678", "https://player.vimeo.com/video/12345678?dnt=1"),
        ("https://video.example/watch?v=abc123", None),
        ("https://www.youtube.com.evil.example/watch?v=abc123XYZ", None),
        ("javascript:alert(1)//youtu.be/abc123XYZ", None),
    ],
)
def test_only_known_players_are_framed(address: str, src: str | None) -> None:
    player = player_of(address)
    assert (player and player.src) == src


def test_a_host_as_a_reader_knows_it() -> None:
    assert [host_of(address) for address in ("https://www.video.example/x", "nonsense")] == [
        "video.example",
        "",
    ]


def test_what_was_taken_for_latin_1_is_what_it_was_and_other_controls_go() -> None:
    assert without_controls("\x93It\x92s late\x94 \x97 Élan\x9d\x81") == "“It’s late” — Élan"
    assert without_controls("Tide,\n\tfour\u2009m") == "Tide,\n\tfour\u2009m"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (2500, "2,500 pages")]
)
def test_a_counted_noun_is_singular_for_one(number: int, words: str) -> None:
    assert counted(number, "page") == words
