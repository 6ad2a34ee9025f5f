"""Requests that come by letter: what `byline responses held-about` and `erase` do once the house is entered."""

from typing import Any

from byline.accounts.models import User
from byline.cli.errors import give_up
from byline.discussion.actions.erasing import erase_person
from byline.discussion.keys import mail_key
from byline.discussion.personal_data import DataSubject, personal_data_of


def held_about(mail: str) -> dict[str, Any]:
    """What is held; gives up where nothing is."""
    return personal_data_of(_person(mail))


def number_of(mail: str) -> int:
    """How many responses would be erased."""
    return _person(mail).responses().count()


def erase(mail: str) -> int:
    """Erase them; how many."""
    return erase_person(_person(mail), rule="operator")


def _person(mail: str) -> DataSubject:
    person = DataSubject(mail_key(mail), User.objects.filter(email__iexact=mail.strip()).first())
    if not person.is_known():
        give_up(f"Nothing is held about {mail}: no response, report or ban.")
    return person
