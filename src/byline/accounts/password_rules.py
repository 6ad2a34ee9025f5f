"""Refuses passwords that somebody who knows the site or a list of stolen passwords would guess."""

import re
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Site

GUESSABLE_WORDS = frozenset({"byline", "wagtail", "newsroom", "newspaper", "editor", "journalist"})
LETTER_SUBSTITUTIONS = str.maketrans("013457@$!", "oleastasi")
MIN_WORD_LENGTH = 4  # letters; shorter names are part of too many words
DECORATION = re.compile(r"[\W\d_]*")
MAX_DECORATION = 12  # characters at each end of which each number is tried


class GuessablePasswordValidator:
    """Refuses a common password or a name of a site, also with digits and signs around it.

    The words are those of `OWN_WORDS`, the names and host names of all sites, and Django's list of
    the passwords that are most frequent in stolen lists. One that is on that list as it is typed is
    left to Django's own validator.
    """

    def validate(self, password: str, user: object = None) -> None:
        common = _common_passwords()
        if password.lower().strip() in common:
            return
        if candidates(password) & (common | context_words()):
            raise ValidationError(
                _(
                    "This password is easy to guess: it is a common password, or a name of this "
                    "site, with a few characters added."
                ),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return _("Your password can’t be a common one, or a name of this site, with a few digits.")


def candidates(password: str) -> set[str]:
    """The words that remain without decoration, repetition and digits in place of letters.

    Common passwords end in digits themselves, so each length of decoration is tried.
    """
    undecorated = _without_decoration(password.casefold())
    plain = undecorated | {
        word
        for part in undecorated
        for word in _without_decoration(part.translate(LETTER_SUBSTITUTIONS))
    }
    return plain | {word[: len(word) // 2] for word in plain if word == word[: len(word) // 2] * 2}


def _without_decoration(word: str) -> set[str]:
    """The word without all of its decoration, and with each part of it.

    With a part of it, only if that is half of the word or more: long numbers that nobody guesses
    contain short common ones.
    """
    before, after = _decoration(word), _decoration(word[::-1])
    words = {word, word[before : len(word) - after]}
    for start in range(min(before, MAX_DECORATION) + 1):
        for end in range(min(after, MAX_DECORATION) + 1):
            if (len(word) - start - end) * 2 >= len(word):
                words.add(word[start : len(word) - end])
    return words


def _decoration(word: str) -> int:
    """The number of digits and signs that the word begins with."""
    leading = DECORATION.match(word)
    return leading.end() if leading else 0


def context_words() -> set[str]:
    """The words that somebody who knows this installation would try."""
    words = set(GUESSABLE_WORDS)
    for name, host in Site.objects.values_list("site_name", "hostname"):
        parts = [*re.split(r"\W+", name.casefold()), *host.casefold().split(".")]
        together = "".join(re.findall(r"\w+", name.casefold()))
        words |= {word for word in (*parts, together) if len(word) >= MIN_WORD_LENGTH}
    return words


@cache
def _common_passwords() -> frozenset[str]:
    return frozenset(
        word for word in CommonPasswordValidator().passwords if len(word) >= MIN_WORD_LENGTH
    )
