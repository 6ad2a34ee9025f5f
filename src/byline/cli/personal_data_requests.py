"""Personal data requests that arrive by mail: `byline responses personal-data` and `erase`."""

from typing import Any

from byline.accounts.models import User
from byline.cli.errors import give_up
from byline.discussion.actions.erasing import erase_person
from byline.discussion.keys import mail_key
from byline.discussion.personal_data import DataSubject, personal_data_of


def personal_data(mail: str) -> dict[str, Any]:
    """The data stored about the person; exits with 1 if there is none."""
    return personal_data_of(_person(mail))


def number_of(mail: str) -> int:
    """The number of responses that would be erased."""
    return _person(mail).responses().count()


def erase(mail: str) -> int:
    """Erase the person's responses; returns how many."""
    return erase_person(_person(mail), rule="operator")


def _person(mail: str) -> DataSubject:
    person = DataSubject(mail_key(mail), User.objects.filter(email__iexact=mail.strip()).first())
    if not person.is_known():
        give_up(f"No data is stored about {mail}: no response, report or ban.")
    return person
