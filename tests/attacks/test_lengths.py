"""Text that is too long is refused at every public address before anything is made of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import get_hasher
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from byline.discussion import sanitizing
from byline.discussion.models import Comment
from byline.discussion.tokens import own_response_href
from byline.newsroom.models import Article
from newsrooms import contributor, harbour_post, news, publish, reader  # noqa: F401  (fixtures)
from response_helpers import Respond, comment_rules, ferry, respond  # noqa: F401  (fixtures)

LENGTH = 200_000  # characters in each field
MAX_MADE_OF = 4_096  # characters; the longest password, and longer than what is posted here
FIELDS = """
    text name mail link words law source target url title excerpt blog_name hub.mode hub.topic
    hub.callback hub.secret hub.lease_seconds email login password password1 password2 username
    instance where host code company started proof to policy reason next
""".split()
READ_ONLY = frozenset(
    """
    api_article api_articles api_contributor api_contributors api_document api_response
    api_responses api_section api_sections archive card_image contributor corrections day
    day_below_date feed feed_of_contributor feed_of_period feed_of_response feed_of_responses feed_of_responses_to
    feed_of_section feed_of_site feed_of_tag front index_key latest llms_txt markdown month
    month_below_date network
    oembed old_sitemap outline policy_version responses robots_txt search section security
    short_link sitemap sitemap_of_articles sitemap_of_news sitemap_of_sections tag
    tdm_reservation transparency_report trust_txt wagtaildocs_serve year
    year_below_date
    """.split()
)
NEEDS_ACCOUNT = ("mfa_", "socialaccount_", "usersessions_", "wagtaildocs_authenticate")
KEYS = {"pk": 1, "token": "a-token", "receipt": "x", "uidb36": "1", "key": "x"}


def names_of_addresses() -> set[str]:
    """The name of each address outside of the desk, from the URLconf itself."""

    def walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            whole = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, whole)
            elif isinstance(pattern, URLPattern) and not whole.startswith("admin/"):
                yield pattern.name or ""

    return set(walk(get_resolver("byline.urls"), "")) - {"", None}


def path_of(name: str) -> str:
    pattern = get_resolver("byline.urls").reverse_dict.getlist(name)
    parameters = pattern[0][0][0][1]
    return reverse(name, "byline.urls", kwargs={key: KEYS[key] for key in parameters})


def doors(ferry: Article, comment: Comment) -> list[str]:  # noqa: F811
    own = own_response_href(comment.pk)
    named = {
        "address": ferry.permalink,
        "respond": f"{ferry.permalink}respond/",
        "trackback": f"{ferry.permalink}trackback/",
        "report": reverse("report", args=[comment.pk]),
        "report_illegal": reverse("report_illegal", args=[comment.pk]),
        "own_response": own,
        "own_response_of_account": reverse("own_response_of_account", args=[comment.pk]),
        "change": f"{own}change/",
        "withdraw": f"{own}withdraw/",
        "object": f"{own}object/",
    }
    others = {
        name
        for name in names_of_addresses() - READ_ONLY - named.keys()
        if not name.startswith(NEEDS_ACCOUNT)
    }
    return [*named.values(), *(path_of(name) for name in sorted(others))]


@pytest.fixture
def longest(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The longest text that each kind of work was done on."""
    lengths: dict[str, int] = {}

    def watch(owner: Any, name: str, place: int = 0) -> None:
        work: Callable[..., Any] = getattr(owner, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            lengths[name] = max(lengths.get(name, 0), len(args[place]))
            return work(*args, **kwargs)

        monkeypatch.setattr(owner, name, watched)

    watch(sanitizing, "as_html")
    watch(sanitizing, "bounded")
    watch(sanitizing, "plain_text")
    watch(type(get_hasher()), "encode", place=1)
    return lengths


@pytest.mark.parametrize("is_preview", [False, True], ids=["sent", "preview"])
def test_long_text_is_refused_by_every_door_before_any_work(
    reader: Client,  # noqa: F811
    ferry: Article,  # noqa: F811
    respond: Respond,  # noqa: F811
    longest: dict[str, int],
    is_preview: bool,
) -> None:
    paths = doors(ferry, respond("A short one."))
    rows = Comment.objects.count()
    look = {"look": "1"} if is_preview else {}
    halves = [dict.fromkeys(names, "x" * LENGTH) for names in (FIELDS[:10], FIELDS[10:])]
    answers = {}
    for path in paths:
        for form in halves:  # Django takes 2.5 MB
            answers[path] = reader.post(path, form | look).status_code
            assert answers[path] < 500, path
    assert {path: status for path, status in answers.items() if status == 202} == {}
    assert {name: length for name, length in longest.items() if length > MAX_MADE_OF} == {}
    assert Comment.objects.count() == rows


def test_every_name_in_the_list_is_an_address() -> None:
    assert len(names_of_addresses() & READ_ONLY) > len(READ_ONLY) - 6
    assert resolve("/search/", "byline.urls").url_name in READ_ONLY


@pytest.mark.parametrize("look", [{}, {"look": "1"}], ids=["sent", "preview"])
def test_a_long_response_is_refused_with_the_limit_and_kept_in_the_form(
    reader: Client,  # noqa: F811
    ferry: Article,  # noqa: F811
    longest: dict[str, int],
    look: dict[str, str],
) -> None:
    form = {"name": "Tove", "text": "<pre>" * 1_001 + "the end", "mail": "t@reader.example"}
    answer = reader.post(f"{ferry.permalink}respond/", form | look)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A response has at most 5000 characters; this one has 5012." in page
    assert "the end</textarea>" in page
    assert "as_html" not in longest


def test_line_breaks_count_once_as_the_browser_counts_them(
    reader: Client,  # noqa: F811
    ferry: Article,  # noqa: F811
) -> None:
    text = "abcd\r\n" * 999 + "abcde"
    sent = reader.post(f"{ferry.permalink}respond/", {"name": "Tove", "text": text})
    assert sent.status_code == 302
    assert len(Comment.objects.get().text) == 5_000
