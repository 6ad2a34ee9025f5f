"""Run as a script: opens a newsroom in BYLINE_DATA, publishes articles, and prints what each took.

Every line of output is JSON: `what` was done, `ms` it took, and the `queries` it made, as lists of
[room, table, verb]. It calls only verbs that older versions have too, so that the same script
measures another checkout, whose `src` is then on PYTHONPATH.
"""

import json
import os
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import currentframe
from pathlib import Path
from typing import Any

import django

ARTICLES = 60  # published before anything is measured
STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|SAVEPOINT|RELEASE|BEGIN|COMMIT|\w+)")
TABLE = re.compile(r'(?:FROM|INTO|UPDATE)\s+"?(\w+)"?', re.IGNORECASE)
PACKAGE = re.compile(r"/(byline/\w+|wagtail|taggit|modelcluster|treebeard)(?=[/.])")


class Recorder:
    """The statements of this process, each with the room whose code asked for it."""

    def __init__(self) -> None:
        self.queries: list[tuple[str, str, str]] = []

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.note(sql, calling_room())
        return execute(sql, params, many, context)

    def note(self, sql: str, room: str) -> None:
        statement, table = STATEMENT.match(sql), TABLE.search(sql)
        self.queries.append((room, table[1] if table else "", statement[1] if statement else ""))


def calling_room() -> str:
    """The innermost package on the stack that is one of Byline's rooms, or one of Wagtail's."""
    frame: Any = currentframe()
    while frame is not None:
        if match := PACKAGE.search(frame.f_code.co_filename):
            room = match[1].removeprefix("byline/")
            if room != "lib":  # asked on somebody's behalf
                return room
        frame = frame.f_back
    return "django"


def record_page_index(recorder: Recorder) -> None:
    """Record the press's own SQLite file too, which Django does not know."""
    connect = sqlite3.connect

    def recording_connect(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection = connect(*args, **kwargs)
        if "press" in str(args[0]):
            connection.set_trace_callback(lambda sql: recorder.note(sql, "page index"))
        return connection

    sqlite3.connect = recording_connect  # type: ignore[assignment]


def open_newsroom() -> tuple[Any, Any]:
    from byline.newsroom import actions  # noqa: PLC0415 - only after Django has started

    site = actions.open_site(
        name="The Harbour Post",
        hostname="localhost",
        permalink_pattern="/%postname%/",
        is_default=True,
    )
    sections = [actions.add_section(site, name=name) for name in ("News", "Sport", "Culture")]
    people = [
        actions.add_contributor(site=site, name=name)
        for name in ("Rosa Quill", "Ivo Nag", "Bea Lind")
    ]
    return sections, people


def plain_copy(number: int, people: Any) -> Any:
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415

    body = [{"type": "text", "value": "<p>The ferry is late again.</p>" * 5}]
    return Copy(headline=f"Plain {number}", body=body, credits=[Credit(people[0])])


def full_copy(number: int, sections: Any, people: Any) -> Any:
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415

    link = f'<a href="http://localhost/story-{number - 1}/">before</a>' if number > 1 else "before"
    paragraph = f"<p>Nobody at the quay could say why the ferry was late, as {link}.</p>"
    return Copy(
        headline=f"Story {number}",
        standfirst="It is the third time this month.",
        body=[
            {"type": "text", "value": paragraph * 5},
            {"type": "text", "value": '<p>See <a href="https://ferry.example/">theirs</a>.</p>'},
        ],
        credits=[Credit(people[number % 3]), Credit(people[(number + 1) % 3])],
        further_sections=[sections[1]],
        tags=["Ferry", f"Week {number % 9}"],
    )


def measure(rounds: int) -> None:
    from django.db import connection  # noqa: PLC0415

    from byline.newsroom import actions  # noqa: PLC0415

    recorder = Recorder()
    record_page_index(recorder)
    sections, people = open_newsroom()
    for number in range(1, ARTICLES + 1):
        article = actions.file_article(sections[0], full_copy(number, sections, people))
        actions.publish_article(article)

    @contextmanager
    def measured(what: str) -> Iterator[None]:
        recorder.queries.clear()
        with connection.execute_wrapper(recorder):
            started = time.perf_counter()
            yield
            ms = (time.perf_counter() - started) * 1000
        result = {"what": what, "ms": ms, "queries": recorder.queries}
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()

    for number in range(ARTICLES + 1, ARTICLES + 1 + rounds):
        if sys.stdin.readline() == "":
            return
        with measured("plain: file it"):
            article = actions.file_article(sections[0], plain_copy(number, people))
        with measured("plain: publish it"):
            actions.publish_article(article)
        with measured("full: file it"):
            article = actions.file_article(sections[0], full_copy(number, sections, people))
        with measured("full: publish it"):
            actions.publish_article(article)
        copy = full_copy(number, sections, people)
        copy.headline, copy.slug = f"Story {number}, corrected", f"story-{number}"
        with measured("full: change it"):
            actions.publish_article(actions.revise_article(article, copy))


def prepare() -> None:
    """Make the tables where there are none."""
    from django.core.management import call_command  # noqa: PLC0415

    Path(os.environ["BYLINE_DATA"]).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    prepare()
    measure(int(sys.argv[1]))
