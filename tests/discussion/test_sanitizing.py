"""What strangers wrote is sanitized, whether posted here or imported."""

import pytest

from byline.discussion.sanitizing import links_of, sanitize_html, sanitize_markdown


def test_a_link_of_another_installation_is_known_whatever_else_it_said() -> None:
    sanitized = sanitize_html(
        name="Tove", html='See <a title="Tide" class="x" href="https://tide.example/">this</a>.'
    )
    assert links_of(sanitized.html) == ["https://tide.example/"]
    assert sanitized.text == "See this (https://tide.example/)."


@pytest.mark.parametrize("href", ["hhttps://tide.example/", "javascript:alert(1)"])
def test_what_leads_nowhere_is_words(href: str) -> None:
    assert (
        sanitize_html(name="Tove", html=f'See <a title="Tide" href="{href}">this</a>.').html
        == "<p>See this.</p>"
    )


@pytest.mark.parametrize("control", ["\x00", "\x1b", "\x7f", "\x9d", "\u202e"])
def test_what_nobody_sees_is_not_kept(control: str) -> None:
    mine = sanitize_markdown(name=f"To{control}ve", text=f"It ran {control}late.\n\nAgain.")
    assert (mine.name, mine.text, mine.html) == (
        "Tove",
        "It ran late.\n\nAgain.",
        "<p>It ran late.</p>\n<p>Again.</p>",
    )
    assert (
        sanitize_html(name=f"To{control}ve", html=f"It ran {control}late.").html
        == "<p>It ran late.</p>"
    )
