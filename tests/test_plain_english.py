"""Documentation, messages and comments avoid the patterns that docs/style.md warns of."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripts.words import words_in

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "byline"

PAGES = sorted(
    str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
)
EXAMPLES = {"docs/style.md"}  # its tables quote what not to write

EVERYWHERE = {
    "a clause without its noun: say who or what": r"(?:^|(?<=[.!:;] ))(?-i:Who|What) [^.?!:]*[.;]",
    "“is no” instead of “is not a”": (
        r"(?<!there )\b(?:is|are|was|were) "
        r"(?:(?-i:none)\b|no (?!longer\b|more\b|one\b|different\b))"
    ),
    "“said” instead of stated or shown": r"\b(?:is|are|was|were) said\b|\bsays? of it",
    "“told” instead of notified, reported or listed": r"\b(?:tells?|told) (?:of|so)\b",
    "“stand” instead of be, exist or be listed": (
        r"\b(?:stands?|stood) (?:in|at|on|over|under|beside|below|there|here|where|as it)\b"
    ),
    "“come” instead of arrive or be imported": r"\b(?:comes?|came) (?:along|anew|over|of it)\b",
    "a word that nobody says": (
        r"\b(?:owe[sd]?|owing|hears?|heard|anew|untold|wished so|lest|thereof|thereby|wherein"
        r"|whereby|somebody's already|takes its turn|brings? along|brought along|goes along)\b"
    ),
}
# Words of the interface: one name for each thing.
TO_PEOPLE = {
    "“house” for the installation, the site or the rules": r"\bhouses?\b",
    "“log in” instead of “sign in”": r"\b(?:log|logs|logged|logging) (?:in|on|out|off)\b",
    "“internet address” instead of “IP address”": r"\b(?:internet|network) address",
    "“held about” instead of “stored about”": r"\bheld about\b",
}
TO_READERS = {
    "“comment” for a response": (
        r"\bcomment(?:s|ed|ers?|ing)?\b(?! (?:policy|policies|rules|feeds?)\b)"
    ),
    "“judge” for an external filter": r"\bjudges?\b",
}
# Messages in which a comment is one of WordPress, Disqus or Wagtail's editor.
OTHER_SYSTEMS = re.compile(r"WordPress|Disqus|Isso|import|shortcode", re.IGNORECASE)


def complaints(text: str, *rules: dict[str, str]) -> list[str]:
    """The passages of a text that break a rule, each with its reason."""
    return [
        f"{match[0].strip()!r}: {reason}"
        for rule in rules
        for reason, pattern in rule.items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]


def prose(markdown: str) -> Iterator[str]:
    """The paragraphs, list items and table cells of a page, without its code."""
    text = re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`]*`", "CODE", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"(?<![\w*])\*\*?([^*]+)\*\*?(?!\w)", r"\1", text)
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*#|]|\d+\.) )|\n(?=\|)", text):
        for cell in paragraph.split("|") if paragraph.startswith("|") else [paragraph]:
            yield re.sub(r"^(?:[-*#]+|\d+\.) ", "", " ".join(cell.split()))


def messages() -> list[str]:
    """Every translatable message of the interface, singular and plural."""
    return [
        text
        for message in words_in(SOURCE)
        for text in ([message.id] if isinstance(message.id, str) else message.id)
    ]


def comments_of(code: str) -> Iterator[str]:
    """The docstrings of a module, and its comments, a block of comment lines at a time."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(
            node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) and (docstring := ast.get_docstring(node)):
            # A summary may be a noun clause ("What rules know of an author."); a sentence may not.
            summary = re.sub(r"^(?:Who|What)\b", "…", docstring)
            yield from (" ".join(part.split()) for part in summary.split("\n\n"))
    block: list[str] = []
    last_line = 0
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            if token.start[0] != last_line + 1 and block:
                yield " ".join(block)
                block = []
            block.append(token.string.lstrip("# "))
            last_line = token.start[0]
    yield " ".join(block)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in EXAMPLES])
def test_a_page_of_the_documentation_is_in_plain_english(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [line for part in prose(text) for line in complaints(part, EVERYWHERE, TO_PEOPLE)] == []


def test_the_style_guides_own_advice_is_in_plain_english() -> None:
    text = (ROOT / "docs" / "style.md").read_text(encoding="utf-8")
    after = re.findall(
        r"^\| .+ \| (.+) \|$", text.partition("## Words for things")[0], re.MULTILINE
    )
    assert len(after) == 22  # the head, its line, and twenty examples
    assert [line for part in after for line in complaints(part, EVERYWHERE, TO_PEOPLE)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Who is muted sees nothing.",
        "It works. What was given up is deleted.",
        "It is no address.",
        "Links in scripts are none.",
        "Nothing is said of it.",
        "A number that does not exist is told of.",
        "The address that stood there never moved.",
        "Comments come along.",
        "Mail that is owed to them is sent.",
        "You are not heard on a site of this house.",
    ],
)
def test_a_sentence_that_stumbles_is_found(sentence: str) -> None:
    assert complaints(sentence, EVERYWHERE, TO_PEOPLE) != []


@pytest.mark.parametrize(
    "sentence",
    [
        "What is imported",
        "What became of my report?",
        "Whoever opens it names the site.",
        "There is no default, and it is no longer needed.",
        "The author is told why.",
        "It stands for a standing page.",
        "Articles come first.",
        "The response is held until a moderator decides.",
    ],
)
def test_a_plain_sentence_passes(sentence: str) -> None:
    assert complaints(sentence, EVERYWHERE, TO_PEOPLE) == []


def test_the_messages_of_the_interface_are_in_plain_english() -> None:
    assert [
        (message, line)
        for message in messages()
        for line in complaints(message, EVERYWHERE, TO_PEOPLE)
    ] == []


def test_readers_and_moderators_meet_one_word_for_a_response() -> None:
    assert [
        (message, line)
        for message in messages()
        if not OTHER_SYSTEMS.search(message)
        for line in complaints(message, TO_READERS)
    ] == []


def test_docstrings_and_comments_are_in_plain_english() -> None:
    assert [
        (str(file.relative_to(SOURCE)), line)
        for file in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in file.parts
        for text in comments_of(file.read_text(encoding="utf-8"))
        for line in complaints(text, EVERYWHERE)
    ] == []
