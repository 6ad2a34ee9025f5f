import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug

from byline.lib.slugs import free_slug, is_slug, kept_slug, slugify
from slug_samples import SLUGS

ZWNJ, ZWJ = "\u200c", "\u200d"


@pytest.mark.parametrize(("text", "slug"), SLUGS.items())
def test_a_slug_keeps_the_words_of_its_script(text: str, slug: str) -> None:
    assert slugify(text) == slug
    assert slugify(unicodedata.normalize("NFD", text)) == slug
    assert slugify(slug) == slug


@pytest.mark.parametrize("slug", [*SLUGS.values(), "a_b", "2016"])
def test_every_field_for_slugs_takes_what_is_made_for_it(slug: str) -> None:
    validate_unicode_slug(slug)
    assert forms.SlugField(allow_unicode=True).clean(slug) == slug


@pytest.mark.parametrize(
    "text", ["a b", "a/b", "a?b", "🎉", "\u093f", f"{ZWJ}a", "a\u202eb", "a\n", "a.b"]
)
def test_what_is_not_a_slug_is_refused(text: str) -> None:
    assert not is_slug(text)
    with pytest.raises(ValidationError):
        forms.SlugField(allow_unicode=True).clean(f"x {text}")


def test_symbols_alone_are_called_by_their_names() -> None:
    assert [slugify(text) for text in ("🎉", "❤️", "☕🚢", "🎉 party", "!!!", "\ufe0f")] == [
        "party-popper",
        "heavy-black-heart",
        "hot-beverage-ship",
        "party",
        "",
        "",
    ]


def test_joiners_stay_where_they_change_the_word() -> None:
    assert slugify(f"نمی{ZWNJ}خواهم") == f"نمی{ZWNJ}خواهم"
    assert slugify(f"ක්{ZWJ}රම") == f"ක්{ZWJ}රම"
    assert slugify(f"a{ZWNJ}b अ{ZWJ}ब {ZWJ}x خبر{ZWNJ}") == "ab-अब-x-خبر"


def test_a_slug_is_cut_between_syllables_and_not_after_a_hyphen() -> None:
    assert slugify("low water", longest=4) == "low"
    assert slugify("x" * 300) == "x" * 100
    assert slugify(f"{'क' * 99}हिन्दी") == "क" * 99
    assert slugify(f"{'क' * 97}न्दी") == "क" * 97
    assert slugify(f"{'क' * 98}ක්{ZWJ}ර") == "क" * 98


def test_a_taken_slug_gets_a_number_and_stays_as_short() -> None:
    assert free_slug("tide", {"tide", "tide-2"}.__contains__) == "tide-3"
    assert free_slug("x" * 100, {"x" * 100}.__contains__) == "x" * 98 + "-2"
    assert free_slug("low-tide", {"low-ti"}.__contains__, longest=6) == "low-2"
    assert free_slug("!!!", lambda _: False, otherwise="tag") == "tag"


def test_another_systems_slug_stays_if_it_is_one() -> None:
    slugs = ("café", "a--b", "a_b", "राजनीति", "🚢-ferry", "Low Tide")
    assert [kept_slug(slug) for slug in slugs] == [
        "café",
        "a--b",
        "a_b",
        "राजनीति",
        "ferry",
        "low-tide",
    ]
