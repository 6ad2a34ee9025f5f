"""Readers are spoken to in their paper's language: every word has its translation, and dates are written as there."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from scripts import words

from byline.design.templatetags.byline_dates import day, minute, period, weekday
from byline.design.templatetags.byline_text import byline_line, credit_lines
from byline.newsroom.choices import BylineRole

LANGUAGES = sorted(words.PLURALS)
MOMENT = datetime(2016, 9, 17, 8, 5, tzinfo=UTC)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The templates and catalogues, to spoil."""
    shutil.copytree(
        words.SOURCE / "design",
        tmp_path / "design",
        ignore=shutil.ignore_patterns("static", "__pycache__"),
    )
    return tmp_path


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param), timezone.override("Africa/Tripoli"):
        yield request.param


def test_every_word_that_a_reader_meets_has_its_translation(language: str) -> None:
    assert words.lacking(words.SOURCE, language) == []


def test_a_word_without_translation_is_told(source: Path, language: str) -> None:
    (source / "design" / "templates" / "new.html").write_text(
        '{% load i18n %}\n  {% translate "A new word" %}', encoding="utf-8"
    )
    (source / "design" / "new.py").write_text(
        'COUNT = ngettext("%(n)d bell", "%(n)d bells", 3)', encoding="utf-8"
    )
    assert words.lacking(source, language) == [
        f"{language}: no translation of ('%(n)d bell', '%(n)d bells')",
        f"{language}: no translation of 'A new word'",
    ]


def test_a_catalogue_that_was_not_compiled_again_is_told(source: Path, language: str) -> None:
    catalogue = source / words.CATALOGUES.format(language)
    before = catalogue.read_text(encoding="utf-8")
    known = words.read_catalogue(source, language).get("Filed under")
    assert known is not None
    catalogue.write_text(before.replace(f'msgstr "{known.string}"', 'msgstr "?"'), encoding="utf-8")
    assert words.lacking(source, language) == [
        f"{language}: its compiled form is older than it; run `make words`"
    ]
    words.compile_catalogue(source, language)
    assert words.lacking(source, language) == []


def test_a_placeholder_that_nobody_fills_is_told(source: Path, language: str) -> None:
    catalogue = source / words.CATALOGUES.format(language)
    known = words.read_catalogue(source, language).get("Page %(number)s of %(pages)s")
    assert known is not None
    before = catalogue.read_text(encoding="utf-8")
    spoiled = str(known.string).replace("%(pages)s", "%(sides)s")
    catalogue.write_text(before.replace(f'"{known.string}"', f'"{spoiled}"'), encoding="utf-8")
    words.compile_catalogue(source, language)
    assert [complaint.split(" in ")[0] for complaint in words.lacking(source, language)] == [
        f"{language}: unknown named placeholder 'sides'"
    ]


def test_gathering_keeps_what_was_translated(source: Path, language: str) -> None:
    before = words.read_catalogue(source, language).get("Filed under")
    words.gather(source, language)
    after = words.read_catalogue(source, language)
    assert before is not None
    assert getattr(after.get("Filed under"), "string", None) == before.string
    assert after.get("Send back with a note") is None  # the desk's, which is not in this source


DATES = {
    "ar": ["17 سبتمبر 2016", "السبت 17 سبتمبر 2016", "17 سبتمبر 2016، 10:05 EET", "سبتمبر 2016"],
    "de": [
        "17. September 2016",
        "Samstag, 17. September 2016",
        "17. September 2016, 10:05 EET",
        "September 2016",
    ],
    "en-gb": [
        "17 September 2016",
        "Saturday 17 September 2016",
        "17 September 2016, 10:05 EET",
        "September 2016",
    ],
}


@pytest.mark.parametrize("spoken", DATES)
def test_dates_are_written_as_in_that_language(spoken: str) -> None:
    with translation.override(spoken), timezone.override("Africa/Tripoli"):
        printed = [
            str(date)
            for date in (day(MOMENT), weekday(MOMENT), minute(MOMENT), period(MOMENT, "month"))
        ]
    assert [date.rsplit("</time>")[0].rpartition(">")[2] for date in printed] == DATES[spoken]


def test_arabic_counts_in_six_ways() -> None:
    page = Template(
        "{% load i18n %}{% blocktranslate count count=n %}{{ count }} article{% plural %}{{ count }} articles{% endblocktranslate %}"
    )
    with translation.override("ar"):
        counted = [page.render(Context({"n": number})) for number in (0, 1, 2, 3, 11, 100)]
    assert counted == ["لا مقالات", "مقالة واحدة", "مقالتان", "3 مقالات", "11 مقالة", "100 مقالة"]


def test_names_are_strung_together_as_in_that_language() -> None:
    people = [SimpleNamespace(name=name, href="/") for name in ("نادية", "يونس", "ليلى")]
    lines = [
        SimpleNamespace(
            contributor=name,
            role=BylineRole.REPORTED.value,
            get_role_display=lambda: BylineRole.REPORTED.label,
        )
        for name in people
    ]
    with translation.override("ar"):
        assert byline_line(lines) == "تقرير <bdi>نادية</bdi>، <bdi>يونس</bdi> و<bdi>ليلى</bdi>"
        assert byline_line(lines, most=2) == "تقرير <bdi>نادية</bdi> وآخران"
    with translation.override("de"):
        assert (
            byline_line(lines)
            == "Bericht von <bdi>نادية</bdi>, <bdi>يونس</bdi> und <bdi>ليلى</bdi>"
        )
        assert credit_lines(lines[:1]) == [
            'Bericht von <a class="p-author h-card" href="/" rel="author"><bdi>نادية</bdi></a>'
        ]
