#!/usr/bin/env python3
"""Extract the interface's messages into the catalogues and compile these: `make words`. gettext is
not needed.

With `--check` it changes nothing, reports what is missing, and exits with 1 if a message for
readers is not translated.
"""

import io
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "byline"
CATALOGUES = "design/locale/{}/LC_MESSAGES/django.po"
# Messages of other packages that our catalogues translate anew: theirs mix forms of address.
THIRD_PARTY = Path(__file__).with_name("third_party.pot")
# The plural forms have Django's own order for each language, because its catalogue and ours are
# merged.
PLURALS = {
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
    "de": "nplurals=2; plural=(n != 1);",
}
# Our English for messages of other packages, edited by hand: no message of ours is in it.
ENGLISH = {"en": "nplurals=2; plural=(n != 1);"}
# Files and folders with messages of the desk, which may wait for their translation. Readers may
# meet all others.
DESK = {"desk", "editing", "models", "models.py", "blocks.py", "wagtail_hooks.py"}
NO_WORDS = {"migrations", "content"}
PLAIN, PLURAL, IN_CONTEXT, PLURAL_IN_CONTEXT = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {"_": PLAIN, "gettext_noop": PLAIN} | {
    f"{name}{lazy}": arguments
    for lazy in ("", "_lazy")
    for name, arguments in {
        "gettext": PLAIN,
        "ngettext": PLURAL,
        "pgettext": IN_CONTEXT,
        "npgettext": PLURAL_IN_CONTEXT,
    }.items()
}


class Words(Catalog):
    """A catalogue with a minimal header."""

    def __init__(self, language: str) -> None:
        super().__init__(
            language, fuzzy=False, header_comment=f"# Messages of Byline's interface: {language}."
        )

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "Byline"),
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", (PLURALS | ENGLISH)[str(self.locale)]),
        ]


def main() -> int:
    if "--check" in sys.argv:
        return check()
    for language in PLURALS:
        gather(SOURCE, language)
        compile_catalogue(SOURCE, language)
    for language in ENGLISH:
        compile_catalogue(SOURCE, language)
    return 0


def check() -> int:
    complaints = [complaint for language in PLURALS for complaint in lacking(SOURCE, language)]
    waiting = {
        language: len(untranslated(words_in(SOURCE), read_catalogue(SOURCE, language)))
        for language in PLURALS
    }
    counts = [
        f"{language}: {number} words without a translation, the desk's among them"
        for language, number in waiting.items()
    ]
    sys.stdout.write(
        "\n".join(
            [*(complaints or ["Every word that a reader meets has its translation."]), *counts, ""]
        )
    )
    return 1 if complaints else 0


def gather(source: Path, language: str) -> None:
    """Write the catalogue again with its existing translations.

    It holds the messages of the source, in its order, then those of other packages.
    """
    known, words = read_catalogue(source, language), Words(language)
    for message in [*words_in(source), *third_party()]:
        before = known.get(message.id, message.context)
        words.add(message.id, before.string if before else None, context=message.context)
    with (source / CATALOGUES.format(language)).open("wb") as file:
        write_po(file, words, width=120)


def compile_catalogue(source: Path, language: str) -> None:
    """Write the compiled catalogue, which Django reads, beside the catalogue."""
    (source / CATALOGUES.format(language)).with_suffix(".mo").write_bytes(
        compiled(source, language)
    )


def compiled(source: Path, language: str) -> bytes:
    words = Words(language)
    for message in read_catalogue(source, language):
        if message.id:
            words.add(message.id, message.string, context=message.context)
    buffer = io.BytesIO()
    write_mo(buffer, words)
    return buffer.getvalue()


def read_catalogue(source: Path, language: str) -> Catalog:
    with (source / CATALOGUES.format(language)).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def lacking(source: Path, language: str) -> list[str]:
    """The problems of a language's catalogue, one per line; none if it is complete and compiled."""
    known = read_catalogue(source, language)
    return [
        *(
            f"{language}: no translation of {message.id!r}"
            for message in untranslated([*words_in(source, without=DESK), *third_party()], known)
        ),
        *(
            f"{language}: {error} in {message.id!r}"
            for message, errors in known.check()
            for error in errors
        ),
        *(
            []
            if is_compiled(source, language)
            else [f"{language}: its compiled form is older than it; run `make words`"]
        ),
    ]


def untranslated(wanted: list[Message], known: Catalog) -> list[Message]:
    return [
        message for message in wanted if not is_translated(known.get(message.id, message.context))
    ]


def is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string or [""]) if message.pluralizable else bool(message.string)


def is_compiled(source: Path, language: str) -> bool:
    file = (source / CATALOGUES.format(language)).with_suffix(".mo")
    return file.exists() and contents(file.read_bytes()) == contents(compiled(source, language))


def contents(mo: bytes) -> list[object]:
    return [
        (message.context, message.id, message.string)
        for message in read_mo(io.BytesIO(mo))
        if message.id
    ]


def words_in(source: Path, without: Collection[str] = ()) -> list[Message]:
    """The messages of all templates and modules below `source`, each once, except in files and
    folders named in `without`.
    """
    messages: dict[tuple[str | None, str], Message] = {}
    for file in sorted([*source.rglob("*.html"), *source.rglob("*.txt"), *source.rglob("*.py")]):
        if not {*NO_WORDS, *without} & set(file.relative_to(source).parts):
            for message in _words_of(file):
                key = (
                    message.context,
                    message.id if isinstance(message.id, str) else message.id[0],
                )
                if key not in messages or message.pluralizable:
                    messages[key] = message
    return list(messages.values())


def third_party() -> list[Message]:
    with THIRD_PARTY.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def _words_of(file: Path) -> Iterator[Message]:
    text = file.read_text(encoding="utf-8")
    code = text if file.suffix == ".py" else _as_calls(text)
    for _line, msgid, _comments, context in extract(
        "python", io.BytesIO(code.encode()), keywords=KEYWORDS
    ):
        yield Message(msgid, context=context)


def _as_calls(template: str) -> str:
    """The template as calls of gettext, without indentation, which would not be valid Python."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())


if __name__ == "__main__":
    sys.exit(main())
