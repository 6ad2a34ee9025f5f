"""Requests that come by letter, and counts that are mended, from a terminal."""

import json

import pytest
from click.testing import CliRunner, Result

from byline.accounts.actions import create_user
from byline.cli.responses_commands import responses
from byline.discussion.models import Comment, Thread
from newsrooms import contributor, harbour_post, news, publish  # noqa: F401  (fixtures)
from response_helpers import Respond, comment_rules, ferry, respond  # noqa: F401  (fixtures)


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BYLINE_LOG_LEVEL", "warning")


def type_in(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(responses, list(words), input=typed)


def test_what_is_held_is_printed(respond: Respond) -> None:  # noqa: F811
    respond("It ran late.")
    ended = type_in("personal-data", "Tove@reader.example")
    assert [response["text"] for response in json.loads(ended.output)["responses"]] == [
        "It ran late."
    ]


def test_it_is_erased_when_that_is_confirmed(respond: Respond) -> None:  # noqa: F811
    ina = create_user("ina@reader.example", "Ina Berg")
    respond("As a guest", mail="ina@reader.example")
    respond("With an account", user=ina, mail="ina@reader.example")
    respond("Somebody else's")
    asked = type_in("erase", "ina@reader.example", typed="n\n")
    assert "Erase 2 responses written with ina@reader.example?" in asked.output
    assert asked.exit_code == 1
    assert not Comment.objects.filter(text="").exists()
    assert (
        "Erased 2 responses of ina@reader.example."
        in type_in("erase", "ina@reader.example", "--yes").output
    )
    assert list(Comment.objects.order_by("number").values_list("text", flat=True)) == [
        "",
        "",
        "Somebody else's",
    ]
    assert set(Comment.objects.get(number=1).decisions.values_list("rule", flat=True)) == {
        "",
        "operator",
    }
    gone = type_in("erase", "ina@reader.example", "--yes")
    assert (gone.exit_code, "No data is stored about ina@reader.example" in gone.output) == (
        1,
        True,
    )


def test_a_count_that_drifted_is_mended(respond: Respond) -> None:  # noqa: F811
    respond("One")
    Thread.objects.update(published=5)
    assert (
        type_in("recount").output
        == "The ferry: corrected 5 to 1.\nCorrected the numbers of 1 article.\n"
    )
    assert type_in("recount").output == "All counts were correct.\n"
