"""Secrets in the database are of no use without the installation's key."""

import pytest
from pytest_django import Settings

from byline.lib.encryption import UndecryptableError, decrypt, encrypt


def test_a_text_comes_back_and_cannot_be_read_in_between() -> None:
    encrypted = encrypt("four quiet presses: è")
    assert "quiet" not in encrypted
    assert decrypt(encrypted) == "four quiet presses: è"
    assert encrypt("four quiet presses: è") != encrypted


def test_another_key_and_changed_texts_are_refused(settings: Settings) -> None:
    encrypted = encrypt("four quiet presses")
    with pytest.raises(UndecryptableError):
        decrypt(encrypted[:-2] + "AA")
    with pytest.raises(UndecryptableError):
        decrypt("four quiet presses")
    settings.SECRET_KEY = "of another installation"
    with pytest.raises(UndecryptableError):
        decrypt(encrypted)
