"""All packages share one catalogue at runtime, and Byline's translation of a message wins."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo
from django.apps import apps
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import formats, translation
from django.utils.translation import gettext, pgettext
from scripts import words

# Our translation differs from those of all other packages, and takes their place on purpose.
DIFFERENT_ON_PURPOSE = {
    "de": {
        "Account": "one word for accounts at the desk and on the pages of readers",
        "account": "one word for accounts at the desk and on the pages of readers",
        "Duration": "Django shows its own only as the name of a type of model fields",
        "Remove": "allauth's says “remove the selected”, which is wrong on our buttons",
        "slug": "Wagtail's “Kurztitel” is a short title, but this is a part of an address",
    },
    "ar": {
        "Duration": "without vowel marks, like all our words; otherwise the same",
        "Remove": "a button, so a verbal noun like all others",
        "slug": "Wagtail's is a short link, but this is a part of an address",
    },
}
VOWEL_MARKS = re.compile("[\u064b-\u0652\u0670]")
FORMS_OF_DU = re.compile(r"\b(du|dir|dich|dein(e[mnrs]?)?)\b", re.IGNORECASE)


@pytest.fixture(params=sorted(words.PLURALS))
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param):
        yield request.param


def test_no_message_overrules_another_package_by_accident(language: str) -> None:
    theirs = translations_of_other_packages(language)
    overridden = {message_id(message) for message in words.third_party()}
    different = {
        message_id(message)
        for message in words.read_catalogue(words.SOURCE, language)
        if message.id and message.string and not message.context
        if message_id(message) in theirs and message_id(message) not in overridden
        if message.string not in theirs[message_id(message)]
    }
    assert different == set(DIFFERENT_ON_PURPOSE[language]), (
        "Give the message a context (pgettext), or use the other package's translation."
    )


def test_overridden_messages_of_other_packages_still_exist(language: str) -> None:
    theirs = translations_of_other_packages("de") | translations_of_other_packages("ar")
    known = words.read_catalogue(words.SOURCE, language)
    assert [
        message_id(message) for message in words.third_party() if message_id(message) not in theirs
    ] == []
    assert words.untranslated(words.third_party(), known) == []


def test_german_never_says_du() -> None:
    assert [
        message.string
        for message in words.read_catalogue(words.SOURCE, "de")
        if message.id and FORMS_OF_DU.search(str(message.string))
    ] == []


def test_arabic_has_no_vowel_marks() -> None:
    assert [
        message.string
        for message in words.read_catalogue(words.SOURCE, "ar")
        if message.id and VOWEL_MARKS.search(str(message.string))
    ] == []


REPORTS = {"de": ("Berichte", "Meldungen"), "ar": ("التقارير", "البلاغات")}
NEWS = {"de": "Nachrichten", "ar": "الأخبار"}


def test_reports_of_the_desk_are_no_complaints(language: str) -> None:
    complaints = pgettext("complaints about responses", "Reports")
    assert (gettext("Reports"), complaints) == REPORTS[language]


def test_the_first_section_is_called_news(language: str) -> None:
    assert pgettext("name of a section", "News") == NEWS[language]


MOMENT = datetime(2026, 11, 28, 23, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("spoken", "moment", "number"),
    [
        ("ar", "28/11/2026 23:40", "6,563"),
        ("de", "28.11.2026 23:40", "6.563"),
        ("de-at", "28.11.2026 23:40", "6.563"),
        ("de-ch", "28.11.2026 23:40", "6\xa0563"),
        ("en", "11/28/2026 11:40 p.m.", "6,563"),
        ("en-gb", "28/11/2026 23:40", "6,563"),
        ("en-ie", "28/11/2026 23:40", "6,563"),
    ],
)
def test_the_desk_writes_dates_and_numbers_as_in_that_language(
    spoken: str, moment: str, number: str
) -> None:
    with translation.override(spoken):
        assert formats.date_format(MOMENT, "SHORT_DATETIME_FORMAT") == moment
        assert intcomma(6563) == number


def translations_of_other_packages(language: str) -> dict[str, list[object]]:
    """All translations of each message without context in Django and in the installed apps."""
    folders = [Path(django.__file__).parent / "conf"] + [
        Path(app.path) for app in apps.get_app_configs() if not app.name.startswith("byline")
    ]
    translations: dict[str, list[object]] = defaultdict(list)
    for folder in folders:
        catalogue = folder / "locale" / language / "LC_MESSAGES" / "django.mo"
        if catalogue.exists():
            with catalogue.open("rb") as file:
                for message in read_mo(file):
                    if message.id and not message.context:
                        translations[message_id(message)].append(message.string)
    return translations


def message_id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
