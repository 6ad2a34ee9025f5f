"""Run as a script: fills the installation in BYLINE_DATA with so many articles, and ten responses
an article: `big_paper.py 100000`.

Written as rows, since through the models it would take hours; the same words, dates and numbers
each time. What a reader, a moderator and the search meet is all there. What the desk can do without
is not: revisions, Wagtail's log and index of references.
"""

import json
import os
import sys
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

import django

SECTIONS = ("News", "Sport", "Culture", "Harbour", "Letters")
CONTRIBUTORS, TAGS, READERS = 200, 500, 5_000
FIRST, YEARS = datetime(2006, 3, 1, 6, tzinfo=UTC), 20
RARE = 20  # articles with the word that hardly any has
WORDS = (
    "ferry quay council winter lamp bridge tide school budget vote harbour rope gull kitchen "
    "letter road orchard storm"
).split()


@dataclass(frozen=True)
class Paper:
    """What was made through the models, for the rows to refer to."""

    site: int
    sections: list[tuple[int, str, str]]
    contributors: list[tuple[int, str]]
    tags: list[int]
    prototype: Any


def responses_of(number: int) -> int:
    """How many responses the article of that number has: most a few, one in a hundred 500; ten on
    average.
    """
    place = number % 100
    if place == 50:  # noqa: PLR2004
        return 500
    if place % 10 == 5:  # noqa: PLR2004
        return 30
    return 4 if place % 2 == 0 or place == 1 else 0


def open_paper() -> Paper:
    from byline.discussion.models import CommentRules  # noqa: PLC0415 - these only after Django has started
    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415

    site = actions.open_site(
        name="The Harbour Post",
        hostname="localhost",
        permalink_pattern="/%postname%/",
        is_default=True,
    )
    rules = CommentRules.for_site(site)
    rules.who_may_respond, rules.premoderation, rules.requires_proof, rules.flood_number = (
        "named",
        "none",
        False,
        32_000,
    )
    rules.save()
    sections = [actions.add_section(site, name=name) for name in SECTIONS]
    people = [
        actions.add_contributor(site=site, name=f"Rosa Quill {number}")
        for number in range(CONTRIBUTORS)
    ]
    tags = [actions.add_tag(name=f"tag {number}", slug=f"tag-{number}") for number in range(TAGS)]
    first = actions.publish_article(
        actions.file_article(sections[0], Copy(headline="Prototype", credits=[Credit(people[0])]))
    )
    return Paper(
        site.pk,
        [(section.pk, section.path, section.url_path) for section in sections],
        [(person.pk, person.name) for person in people],
        [tag.pk for tag in tags],
        first,
    )


@dataclass(frozen=True)
class Story:
    """The article of that number (from 0), as every table has it."""

    number: int
    key: int
    of: int

    @property
    def section(self) -> int:
        """Every second stands in the first section, so that its list is long."""
        return 0 if self.number % 2 else self.number // 2 % len(SECTIONS)

    @property
    def headline(self) -> str:
        return f"{self._word(0).title()} and {self._word(1)}, part {self.number}"

    @property
    def slug(self) -> str:
        return f"story-{self.number}"

    @property
    def at(self) -> datetime:
        return FIRST + timedelta(days=365.25 * YEARS) * (self.number / self.of)

    @property
    def paragraphs(self) -> list[str]:
        rare = "Sirocco at last. " if self.number % (self.of // RARE) == 0 else ""
        return [
            rare + " ".join(self._sentence(place * 7 + offset) for offset in range(4))
            for place in range(4)
        ]

    @property
    def body(self) -> str:
        html = "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)
        return json.dumps([{"type": "text", "value": html, "id": str(uuid.UUID(int=self.number))}])

    def _word(self, place: int) -> str:
        return WORDS[(self.number // len(WORDS) ** place + place * 5) % len(WORDS)]

    def _sentence(self, place: int) -> str:
        one, other = (
            WORDS[(self.number + place) % len(WORDS)],
            WORDS[(self.number // 18 + place * 3) % len(WORDS)],
        )
        return (
            f"Nobody at the {one} could say on {self.at:%d %B} why the {other} was late, as "
            f"it was {place + 2} times before."
        )


def fill(paper: Paper, stories: list[Story]) -> None:
    """Every table, one after the other."""
    paths = {section: _children(path) for section, (_key, path, _url) in enumerate(paper.sections)}
    page = row_of("wagtailcore_page", paper.prototype.pk)
    article = row_of("newsroom_article", paper.prototype.pk, "page_ptr_id")
    insert(
        "wagtailcore_page",
        (_page(page, story, paper, next(paths[story.section])) for story in stories),
    )
    insert("newsroom_article", (_article(article, story, paper) for story in stories))
    insert("newsroom_address", (_address(story, paper) for story in stories))
    insert("newsroom_byline", (row for story in stories for row in _bylines(story, paper)))
    insert(
        "newsroom_articletag",
        (_tagged(story, paper, place) for story in stories for place in range(3)),
    )
    further = (
        {"article_id": s.key, "sectionpage_id": paper.sections[1][0]}
        for s in stories
        if s.number % 20 == 1
    )
    insert("newsroom_article_further_sections", further)
    insert(
        "wagtailsearch_indexentry",
        (_found(story, paper, page["content_type_id"]) for story in stories),
    )
    insert("discussion_thread", (_thread(story) for story in stories if responses_of(story.number)))
    for section, (key, _path, _url) in enumerate(paper.sections):
        children = sum(story.section == section for story in stories) + (section == 0)
        run(f"UPDATE wagtailcore_page SET numchild = {children} WHERE id = {key}")  # noqa: S608 - our own numbers


def _children(path: str) -> Iterator[str]:
    """The places in the tree below a section, behind its first child."""
    from wagtail.models import Page  # noqa: PLC0415

    number = 1
    while True:
        number += 1
        yield Page._get_path(path, len(path) // Page.steplen + 1, number)  # noqa: SLF001 - treebeard has no other way


def _page(prototype: dict[str, Any], story: Story, paper: Paper, path: str) -> dict[str, Any]:
    _key, _path, above = paper.sections[story.section]
    known = {
        "latest_revision_id": None,
        "live_revision_id": None,
        "latest_revision_created_at": None,
    }
    return (
        prototype
        | known
        | {
            "id": story.key,
            "path": path,
            "title": story.headline,
            "draft_title": story.headline,
            "slug": story.slug,
            "url_path": f"{above}{story.slug}/",
            "first_published_at": story.at,
            "last_published_at": story.at,
            "translation_key": uuid.UUID(int=story.key).hex,
        }
    )


def _article(prototype: dict[str, Any], story: Story, paper: Paper) -> dict[str, Any]:
    return prototype | {
        "page_ptr_id": story.key,
        "section_id": paper.sections[story.section][0],
        "standfirst": f"What became of it, told in part {story.number}.",
        "body": story.body,
        "published_at": story.at,
        "permalink": f"/{story.slug}/",
        "post_id": prototype["post_id"] + 1 + story.number,
    }


def _address(story: Story, paper: Paper) -> dict[str, Any]:
    made = {
        "pattern": "/%postname%/",
        "category": SECTIONS[story.section].lower(),
        "destination": "",
        "is_current": True,
    }
    return made | {
        "path": f"/{story.slug}/",
        "slug": story.slug,
        "page_id": story.key,
        "site_id": paper.site,
    }


def _bylines(story: Story, paper: Paper) -> Iterator[dict[str, Any]]:
    for place in range(1 + (story.number % 3 == 0)):
        key, _name = paper.contributors[(story.number + place * 17) % CONTRIBUTORS]
        yield {"sort_order": place, "role": "by", "article_id": story.key, "contributor_id": key}


def _tagged(story: Story, paper: Paper, place: int) -> dict[str, Any]:
    return {
        "content_object_id": story.key,
        "tag_id": paper.tags[(story.number * (place + 1) + place * 7) % TAGS],
    }


def _found(story: Story, paper: Paper, kind: int) -> dict[str, Any]:
    names = ", ".join(
        paper.contributors[(story.number + place * 17) % CONTRIBUTORS][1]
        for place in range(1 + (story.number % 3 == 0))
    )
    text = " ".join([f"What became of it, told in part {story.number}.", *story.paragraphs, names])
    fields = {
        "title": story.headline,
        "body": text,
        "autocomplete": story.headline,
        "title_norm": 1.0,
    }
    return fields | {"object_id": str(story.key), "content_type_id": kind}


def _thread(story: Story) -> dict[str, Any]:
    number = responses_of(story.number)
    return {"article_id": story.key, "last_number": number, "published": number}


def respond(paper: Paper, stories: list[Story]) -> None:
    """Ten responses an article, every third a reply to the one before it."""
    from byline.discussion.keys import mail_key, text_key  # noqa: PLC0415
    from byline.discussion.models import Comment  # noqa: PLC0415

    plain = Comment(
        article_id=1,
        site_id=paper.site,
        number=0,
        state="published",
        was_published=True,
        posted_at=FIRST,
    )
    row = {
        field.attname: field.get_db_prep_save(getattr(plain, field.attname), _connection())
        for field in Comment._meta.concrete_fields
    }
    keys = [mail_key(f"reader{number}@reader.example") for number in range(READERS)]
    ends = list(accumulate((responses_of(story.number) for story in stories), initial=0))

    def rows() -> Iterator[dict[str, Any]]:
        for story, before in zip(stories, ends, strict=False):
            for number in range(1, responses_of(story.number) + 1):
                reader = (story.number * 31 + number * 7) % READERS
                text = (
                    f"Thought {number} of part {story.number}: the {WORDS[number % 18]} was "
                    "late before, and will be again."
                )
                yield row | {
                    "id": before + number,
                    "article_id": story.key,
                    "number": number,
                    "parent_id": before + number - 1 if number % 3 == 0 else None,
                    "name": f"Ben {reader}",
                    "mail": f"reader{reader}@reader.example",
                    "mail_key": keys[reader],
                    "text": text,
                    "html": f"<p>{text}</p>",
                    "text_key": text_key(text),
                    "posted_at": story.at + timedelta(minutes=number),
                }

    with without_indexes("discussion_comment"):
        insert("discussion_comment", rows())


class without_indexes:  # noqa: N801 - read as a sentence
    """The table's own indexes are made again at the end, which is faster than keeping them at each
    row.
    """

    def __init__(self, table: str) -> None:
        rows = run(
            (
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s "
                "AND sql IS NOT NULL"
            ),
            [table],
        )
        self.indexes: list[tuple[str, str]] = rows.fetchall()

    def __enter__(self) -> None:
        for name, _sql in self.indexes:
            run(f'DROP INDEX "{name}"')

    def __exit__(self, *error: object) -> None:
        for _name, sql in self.indexes:
            run(sql)


def row_of(table: str, key: int, name: str = "id") -> dict[str, Any]:
    cursor = run(f"SELECT * FROM {table} WHERE {name} = %s", [key])  # noqa: S608 - our own names
    return dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))


def insert(table: str, rows: Iterable[dict[str, Any]]) -> None:
    rows = iter(rows)
    first = next(rows)
    names, places = ", ".join(first), ", ".join(["%s"] * len(first))

    def values() -> Iterator[tuple[Any, ...]]:
        yield _plain(first)
        yield from map(_plain, rows)

    with _connection().cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", values())  # noqa: S608 - our own names


def _plain(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(
        value.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(value, datetime) else value
        for value in row.values()
    )


def run(question: str, values: list[Any] | None = None) -> Any:
    cursor = _connection().cursor()
    cursor.execute(question, values)
    return cursor


def _connection() -> Any:
    from django.db import connection  # noqa: PLC0415

    return connection


def main(articles: int) -> None:
    from django.db import transaction  # noqa: PLC0415

    paper = open_paper()
    stories = [
        Story(number, paper.prototype.pk + 1 + number, articles) for number in range(articles)
    ]
    run("PRAGMA journal_mode = OFF")  # what is cut short is made again
    run("PRAGMA synchronous = OFF")
    with transaction.atomic():
        fill(paper, stories)
        respond(paper, stories)
    run("PRAGMA journal_mode = WAL")
    paper.prototype.unpublish()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    main(int(sys.argv[1]))
