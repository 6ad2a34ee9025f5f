"""Every setting, command, option and block is documented; nothing else is."""

import re
import shlex
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from itertools import chain
from pathlib import Path

import allauth
import click
import django
import pytest
import wagtail
from babel.messages.pofile import read_po
from scripts.words import words_in

from byline.cli import main
from byline.discussion.choices import Reason
from byline.discussion.desk.queue import keyboard_shortcuts
from byline.discussion.models import CommentRules
from byline.discussion.moderation.pipeline import RULES
from byline.lib.options import Options
from byline.lib.secret_options import secret_names
from byline.linkbacks.models import PingRules
from byline.network.choices import Relationship
from byline.newsroom.blocks import body_blocks
from byline.newsroom.choices import BylineRole, Label, Role
from byline.readership.choices import ReadVerdict
from byline.readership.models import ReadSettings
from byline.sharing.choices import ShareMethod
from byline.sharing.models import SharingSettings
from byline.sharing.structured_data import ARTICLE_TYPES
from byline.syndication.models import FeedSettings
from byline.syndication.trust_txt import ATTRIBUTES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "byline"
PAGES = {
    str(file.relative_to(ROOT)): file.read_text(encoding="utf-8")
    for file in [*ROOT.glob("*.md"), *DOCS.glob("**/*.md")]
}
GUIDE = PAGES["docs/editors-guide.md"]
READS = (DOCS / "reads.md").read_text(encoding="utf-8")
FEEDS = (DOCS / "feeds.md").read_text(encoding="utf-8")
SHARING = (DOCS / "sharing.md").read_text(encoding="utf-8")
SETTINGS = (DOCS / "settings.md").read_text(encoding="utf-8")
MODERATING = (DOCS / "moderators-guide.md").read_text(encoding="utf-8")
COMMANDS = (DOCS / "commands.md").read_text(encoding="utf-8")


def rows_of(text: str, head: str) -> dict[str, list[str]]:
    """The rows of every table whose first column is called `head`, by the name in that column."""
    rows: dict[str, list[str]] = {}
    for table in re.findall(rf"^\| {head} \|.*\n\| ---.*\n((?:\|.*\n?)+)", text, re.MULTILINE):
        for line in table.splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            rows[cells[0].strip("`").split()[0].strip("`")] = cells[1:]
    return rows


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """The command and all below it, by what is typed."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            subcommand = command.get_command(context, below)
            assert subcommand is not None
            if not subcommand.hidden:
                yield from commands(subcommand, f"{name} {below}")


def sections(text: str) -> dict[str, str]:
    """What stands under each heading of the second level."""
    parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


ALL = dict(commands(main, "byline"))


def test_the_documented_settings_are_those_that_exist() -> None:
    assert set(rows_of(SETTINGS, "setting")) == set(Options.model_fields)


@pytest.mark.parametrize("name", Options.model_fields)
def test_a_settings_default_is_the_documented_one(name: str) -> None:
    default = Options.model_fields[name].get_default()
    shown = getattr(default, "get_secret_value", lambda: default)()
    shown = (
        "none"
        if shown in ("", [])
        else f"`{str(shown).lower() if isinstance(shown, bool) else shown}`"
    )
    assert rows_of(SETTINGS, "setting")[name][1] == shown


@pytest.mark.parametrize("name", Options.model_fields)
def test_the_accepted_values_of_a_setting_are_the_documented_ones(name: str) -> None:
    schema = Options.model_json_schema()["properties"][name]
    accepted = rows_of(SETTINGS, "setting")[name][0]
    if schema.get("type") == "integer":
        assert accepted == f"{schema['minimum']} to {schema['maximum']}"
    elif words := schema.get("enum", ["true", "false"] if schema.get("type") == "boolean" else []):
        assert accepted == ", ".join(f"`{word}`" for word in words)
    else:
        assert re.search(r"\d|`true`", accepted) is None


def test_the_documented_commands_are_those_that_exist() -> None:
    assert list(sections(COMMANDS)) == list(ALL)


@pytest.mark.parametrize("name", ALL)
def test_the_documented_options_of_a_command_are_those_that_exist(name: str) -> None:
    options = [
        param for param in ALL[name].params if isinstance(param, click.Option) and not param.hidden
    ]
    assert set(rows_of(sections(COMMANDS)[name], "option")) == {
        option.opts[-1] for option in options
    }


@pytest.mark.parametrize("name", ALL)
def test_a_commands_arguments_are_shown_as_they_are_typed(name: str) -> None:
    arguments = [
        param.human_readable_name for param in ALL[name].params if isinstance(param, click.Argument)
    ]
    assert not arguments or f"`{name} {' '.join(arguments)}`" in sections(COMMANDS)[name]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_no_page_names_a_setting_that_does_not_exist(page: str) -> None:
    named = {
        name.lower() for name in re.findall(r"BYLINE_([A-Z_]+)", PAGES[page]) if name.strip("_")
    }
    written = set(re.findall(r"^`{0,3}([a-z_]+) = (?:\"|\d|true|false)", PAGES[page], re.MULTILINE))
    files = {f"{name}_file" for name in secret_names(Options)}
    assert named - files | written <= set(Options.model_fields)


def test_the_documented_signals_are_those_that_exist() -> None:
    defined = {
        f"{file.parent.name}.{file.stem}.{name}"
        for file in SOURCE.glob("**/*.py")
        for name in re.findall(r"^(\w+) = Signal\(", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert set(rows_of(PAGES["docs/signals.md"], "signal")) == defined


@pytest.mark.parametrize("name", rows_of(PAGES["docs/signals.md"], "signal"))
def test_a_documented_signal_is_heard(name: str) -> None:
    module, _dot, signal = name.rpartition(".")
    assert getattr(import_module(f"byline.{module}"), signal).receivers


def code(text: str) -> Iterator[str]:
    """Every line of code on a page: in a block, or within a sentence."""
    blocks = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
    for block in blocks.findall(text):
        yield from block.replace("\\\n", " ").splitlines()
    yield from re.findall(r"`([^`\n]+)`", blocks.sub("", text))


def typed(text: str) -> Iterator[list[str]]:
    """The words after `byline` in every command on a page."""
    for line in code(text):
        if call := re.search(r"(?:^|bin/)byline (.+)", line):
            yield shlex.split(call[1])


def wrong(words: list[str]) -> Iterator[str]:
    """What of a typed command does not exist."""
    command: click.Command = main
    rest = iter(words)
    for word in rest:
        if word.startswith("-"):
            options = {
                name: param
                for param in command.params
                if isinstance(param, click.Option)
                for name in param.opts
            }
            if word not in options and word not in ("--help", "-h"):
                yield word
            elif word in options and not options[word].is_flag:
                next(rest, None)
        elif isinstance(command, click.Group):
            subcommand = command.get_command(click.Context(command), word)
            if subcommand is None:
                yield word
                return
            command = subcommand


@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_command_that_a_page_tells_to_type_exists_with_its_options(page: str) -> None:
    assert {
        " ".join(words): list(wrong(words)) for words in typed(PAGES[page]) if list(wrong(words))
    } == {}


def test_what_does_not_exist_would_be_found() -> None:
    page = (
        "```\n.venv/bin/byline --data x run --port 8000 --fast\n```\n"
        "Then `byline exprt` and `byline user role a owner --site b`."
    )
    assert [list(wrong(words)) for words in typed(page)] == [["--fast"], ["exprt"], []]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_what_a_page_tells_to_make_can_be_made(page: str) -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    asked = {
        target[1]
        for line in code(PAGES[page])
        if (target := re.match(r"(?:[A-Z]+=\S+ )?make ([a-z]+)$", line))
    }
    assert asked <= targets


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_link_leads_somewhere(page: str) -> None:
    here = (ROOT / page).parent
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", PAGES[page]) if "://" not in link]
    assert [link for link in links if not leads(here, page, link)] == []


def leads(here: Path, page: str, link: str) -> bool:
    """Whether the link's file is there, and in it the heading that it names."""
    path, _, anchor = link.partition("#")
    target = (here / path).resolve() if path else ROOT / page
    return target.exists() and (not anchor or anchor in anchors(target.read_text(encoding="utf-8")))


def anchors(text: str) -> set[str]:
    """What a page's headings are called in a link to them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_of_the_docs_is_linked_from_the_first() -> None:
    guides = {f"docs/{file.name}" for file in DOCS.glob("*.md")}
    assert guides <= set(re.findall(r"\]\(([^)#\s]+)", PAGES["README.md"]))


def test_the_pictures_are_those_that_are_taken_and_not_too_heavy() -> None:
    script = (ROOT / "scripts" / "screenshots").read_text(encoding="utf-8")
    kept = list((DOCS / "screenshots").iterdir())
    assert {file.name for file in kept} == {
        f"{name}.png" for name in re.findall(r'Picture\("([\w-]+)"', script)
    }
    assert sum(file.stat().st_size for file in kept) < 1_500_000


def test_the_editors_guide_tells_of_every_block() -> None:
    blocks = [str(block.label) for block in body_blocks.child_blocks.values()]
    assert re.findall(r"^\| \*([\w ]+)\* \|", GUIDE, re.MULTILINE) == blocks


@pytest.mark.parametrize("word", [*Label.labels, *BylineRole.labels])
def test_the_editors_guide_tells_of_every_label_and_byline(word: str) -> None:
    assert f"*{word}*" in " ".join(GUIDE.split())


def test_the_editors_guide_tells_what_each_role_may_do() -> None:
    table = re.search(r"^\| \| (.+) \|$", GUIDE, re.MULTILINE)
    assert table
    assert {*table[1].split(" | "), "Moderator"} == set(Role.labels)
    assert "A *Moderator* can only work on readers' responses" in " ".join(GUIDE.split())


def test_the_documented_rules_are_those_that_exist_in_their_order() -> None:
    assert list(rows_of(MODERATING, "rule")) == list(RULES)


def test_the_documented_reason_codes_are_those_that_exist() -> None:
    assert set(rows_of(MODERATING, "reason")) == set(Reason.values)


def test_the_documented_comment_rules_are_those_that_exist() -> None:
    assert set(rows_of(MODERATING, "comment rule")) == {
        field.name for field in CommentRules._meta.fields
    } - {"id", "site"}


def test_the_documented_rules_for_pings_are_those_that_exist() -> None:
    linkbacks = PAGES["docs/linkbacks.md"]
    assert list(rows_of(linkbacks, "ping rule")) == [
        field.name for field in PingRules._meta.fields if field.name not in ("id", "site")
    ]


def test_the_documented_keys_are_those_of_the_queue() -> None:
    assert list(rows_of(MODERATING, "key")) == [key for key, _words in keyboard_shortcuts()]


def test_the_documented_verdicts_on_a_read_are_those_that_exist() -> None:
    assert list(rows_of(READS, "verdict")) == list(ReadVerdict.values)


def test_the_documented_choices_about_reads_are_those_that_exist() -> None:
    assert set(rows_of(READS, "choice")) == {field.name for field in ReadSettings._meta.fields} - {
        "id",
        "site",
    }


def test_the_documented_choices_about_feeds_are_those_that_exist() -> None:
    assert set(rows_of(FEEDS, "choice")) == {
        field.name for field in FeedSettings._meta.fields if field.editable
    } - {"id", "site"}


def test_the_documented_ways_to_share_are_those_that_exist_in_their_order() -> None:
    assert list(rows_of(SHARING, "way")) == list(ShareMethod.values)


def test_the_documented_choices_about_sharing_are_those_that_exist() -> None:
    assert set(rows_of(SHARING, "choice")) == {
        field.name for field in SharingSettings._meta.fields
    } - {"id", "site"}


def test_the_documented_ties_of_a_paper_are_those_that_exist() -> None:
    rows = re.findall(
        r"^\| ([A-Z][a-z ]+) \| (?:`(\w+)`|a remark) \|$",
        (DOCS / "on-the-record.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert dict(rows) == {
        str(relationship.label): ATTRIBUTES.get(relationship, "") for relationship in Relationship
    }


def test_the_documented_types_of_articles_are_those_that_exist() -> None:
    assert {label: cells[0].strip("`") for label, cells in rows_of(SHARING, "label").items()} == {
        str(label.label): kind for label, kind in ARTICLE_TYPES.items()
    }


ROOMS = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}


def modules_that(pattern: str) -> set[str]:
    """The modules of the package in whose code the pattern is found."""
    return {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if re.search(pattern, file.read_text(encoding="utf-8"))
    }


def test_the_documented_modules_with_sql_of_their_own_are_those_that_exist() -> None:
    decision = PAGES["docs/decisions/0013-compiled-queries.md"]
    assert set(rows_of(decision, "module")) == modules_that(r"\.(?:chunked_)?cursor\(|RawSQL\(")


def test_the_documented_modules_that_depend_on_the_database_are_those_that_exist() -> None:
    decision = PAGES["docs/decisions/0002-sqlite.md"]
    assert set(rows_of(decision, "module")) == modules_that(r"connection\.vendor\b")


def is_there(name: str) -> bool:
    """Whether a path below the package or the repository, or a dotted name, exists."""
    if "/" in name or name.endswith(".py"):
        return (SOURCE / name).exists() or (ROOT / name).exists()
    parts = name.removeprefix("byline.").split(".")
    for length in range(len(parts), 0, -1):
        try:
            thing = import_module(".".join(["byline", *parts[:length]]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[length:]:
            if not hasattr(thing, attribute):
                return False
            thing = getattr(thing, attribute)
        return True
    return False


def names_in(page: str) -> Iterator[str]:
    """What a page writes as code and looks like a module, a folder or a member of the package."""
    roots = ROOMS | {"src", "tests", "bench"}
    for name in code(page):
        if re.fullmatch(r"(?:[a-z_]+/)+(?:[a-z_]+\.py)?", name):
            root = name.split("/")[0]
        elif re.fullmatch(r"(?:byline\.)?[a-z_]+(?:\.\w+)+(?<!\.toml)(?<!\.md)", name):
            root = name.removeprefix("byline.").split(".")[0]
        else:
            continue
        if root in roots:
            yield name


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_module_that_a_page_names_exists(page: str) -> None:
    assert [name for name in names_in(PAGES[page]) if not is_there(name)] == []


def test_a_module_that_does_not_exist_would_be_found() -> None:
    page = "`lib/text.py` `lib/txet.py` `press.tags.no_such` `newsroom/views/` `byline.lib.text`"
    assert [name for name in names_in(page) if not is_there(name)] == [
        "lib/txet.py",
        "press.tags.no_such",
    ]


# Words of other systems, and those that Wagtail puts together from parts.
WORDS_OF_OTHERS = {
    "docs/editors-guide.md": {
        "italics",
        "Add byline",
        "Add correction",
        "Add pick",
        "Choose contributor",
    },
    "docs/moderators-guide.md": {"italics"},
    "docs/on-the-record.md": {"Verification"},
    "docs/formats.md": {"Tools", "Import", "WordPress"},
    "docs/moving-from-wordpress.md": {
        "Tools",
        "Export",
        "Import",
        "All content",
        "General",
        "Permalinks",
        "WordPress",
        "WordPress Importer",
        "Co-Authors Plus",
        "Download and import file attachments",
    },
}
GUIDES = [
    "docs/editors-guide.md",
    "docs/feeds.md",
    "docs/formats.md",
    "docs/spam-filters.md",
    "docs/linkbacks.md",
    "docs/moderators-guide.md",
    "docs/moving-from-wordpress.md",
    "docs/on-the-record.md",
    "docs/operators-guide.md",
    "docs/read-api.md",
    "docs/reads.md",
    "docs/settings.md",
    "docs/sharing.md",
]


def plain(words: str) -> str:
    return words.strip().rstrip(":.…?").lower()


@pytest.fixture(scope="module")
def words_on_the_screen() -> set[str]:
    """The words of the interface: ours, Wagtail's, Django's and allauth's."""
    catalogues = (
        read_po(BytesIO(file.read_bytes()))
        for package in (allauth, django, wagtail)
        for file in Path(package.__file__).parent.rglob("locale/en/LC_MESSAGES/*.po")
    )
    return {
        plain(words)
        for message in chain(words_in(SOURCE), *catalogues)
        for words in ([message.id] if isinstance(message.id, str) else message.id)
    }


@pytest.mark.parametrize("page", GUIDES)
def test_the_words_on_the_screen_that_a_guide_names_are_there(
    page: str, words_on_the_screen: set[str]
) -> None:
    text = re.sub(r"^```.*?^```|`[^`]*`|\*\*", "", PAGES[page], flags=re.MULTILINE | re.DOTALL)
    named = re.findall(r"(?<![\w*])\*([^*\s][^*]*?)\*(?![\w*])", " ".join(text.split()))
    assert [
        words
        for words in named
        if plain(words) not in words_on_the_screen and words not in WORDS_OF_OTHERS.get(page, ())
    ] == []


ARCHITECTURE = PAGES["docs/architecture.md"]


def first_column(text: str, heading: str) -> set[str]:
    """The names in the first column of the tables under a heading."""
    rows = re.findall(r"^\| (.+?) \|", sections(text)[heading], re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_the_documented_rooms_are_those_that_exist() -> None:
    assert first_column(ARCHITECTURE, "Rooms") == ROOMS | {"urls", "wsgi", "asgi"}


def test_the_floor_plan_lists_every_kind_of_module() -> None:
    """A kind is a name that modules or folders of several rooms have."""
    counts = Counter(
        path.stem
        for room in ROOMS - {"lib", "cli", "demo", "design", "settings"}
        for path in (SOURCE / room).iterdir()
        if not path.name.startswith("__")
    )
    assert {name for name, count in counts.items() if count > 1} - first_column(
        ARCHITECTURE, "Inside a room"
    ) == set()


def test_the_glossary_has_at_most_forty_words() -> None:
    words = re.findall(r"^\| ([^|]+) \|", sections(ARCHITECTURE)["Words"], re.MULTILINE)[2:]
    assert 20 <= sum(len(row.split(",")) for row in words) <= 40
