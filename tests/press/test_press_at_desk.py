"""What the desk and the doctor tell of the press."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.cli.checkups.page_cache import cannot_write
from byline.cli.checkups.page_cache import page_cache as complaints
from byline.newsroom import actions
from byline.press.actions import invalidate
from byline.press.store import PageStore, installation_store
from newsrooms import HOST, harbour_post  # noqa: F401  (fixture)

PRINTED_PAGES = "/admin/reports/printed-pages/"
pytestmark = pytest.mark.usefixtures("harbour_post")


@pytest.fixture
def empty_store(db: None) -> Iterator[PageStore]:
    store = installation_store()
    store.empty()
    yield store
    store.empty()


def browser(*, superuser: bool) -> Client:
    client = Client(HTTP_HOST=HOST)
    user = create_user(f"olu@{HOST}", "Olu", "seven herons on a weir", superuser=superuser)
    client.force_login(user)
    return client


def words(html: str) -> str:
    main = html.partition('<div class="nice-padding">')[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_desk_tells_how_it_goes(empty_store: PageStore) -> None:
    desk = browser(superuser=True)
    assert words(desk.get(PRINTED_PAGES).content.decode()).startswith(
        "0 pages are cached: 0\xa0bytes of 488.3\xa0MB. No page has been requested yet. Rendered and cached: 0.".replace(
            "\xa0", " "
        )
    )
    empty_store.note({}, {"hit": 3, "fwd=miss; stored": 1, "sets a cookie": 1})
    with transaction.atomic():
        invalidate("article:12")
        text = words(desk.get(PRINTED_PAGES).content.decode())
    assert "60.0 % of 5 requests since the start were served from the cache." in text
    assert "sets a cookie 1" in text
    assert "0 article:12 (in progress)" in text
    assert PRINTED_PAGES in desk.get("/admin/").content.decode()


def test_it_is_for_those_who_look_after_the_installation(empty_store: PageStore) -> None:
    assert browser(superuser=False).get(PRINTED_PAGES).status_code == 302
    assert Client(HTTP_HOST=HOST).get(PRINTED_PAGES).status_code == 302


@pytest.mark.parametrize(
    ("role", "status"),
    [("owner", 200), ("managing_editor", 302), ("editor", 302), ("contributor", 302)],
)
def test_an_owner_sees_it_and_no_other_role(
    empty_store: PageStore,
    harbour_post: Site,  # noqa: F811
    role: str,
    status: int,
) -> None:
    person = create_user(f"olu@{HOST}", "Olu", "seven herons on a weir")
    sections = [actions.add_section(harbour_post, name="News")] if role == "editor" else []
    actions.grant_role(person, harbour_post, role, sections)
    client = Client(HTTP_HOST=HOST)
    client.force_login(person)
    answer, desk = client.get(PRINTED_PAGES), client.get("/admin/").content.decode()
    assert (
        answer.status_code,
        "pages are cached" in answer.content.decode(),
        PRINTED_PAGES in desk,
    ) == (
        status,
        *[status == 200] * 2,
    )


def test_the_doctor_finds_the_press_well_or_says_what_is_wrong(
    empty_store: PageStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(complaints()) == []
    monkeypatch.setattr("byline.cli.checkups.page_cache.LONG_SECONDS", -1.0)
    with transaction.atomic():
        invalidate("article:12")
        assert [complaint.wrong for complaint in complaints()] == [
            (
                "A change has taken over five minutes, and pages that show article:12 "
                "are not stored until it ends."
            )
        ]
    (Path(settings.DATA) / "press" / "index.sqlite3").write_bytes(b"ink" * 4000)
    assert [complaint.wrong for complaint in complaints()] == [
        "The index of stored pages is damaged: file is not a database."
    ]
    assert cannot_write(Path("/p")).wrong == (
        "Pages cannot be stored, because /p cannot be written to. Until then, changes are refused."
    )
