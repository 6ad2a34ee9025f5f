from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from newsrooms import Publish

NOON = datetime(2016, 9, 17, 0, tzinfo=UTC)  # noon of the 17th in Auckland


def shown(reader: Client, path: str) -> list[str]:
    return [article.title for article in reader.get(path).context["page"].articles]


@pytest.fixture
def three_years(publish: Publish) -> None:
    publish("Last minute of 2015", published_at=datetime(2015, 12, 31, 10, 59, tzinfo=UTC))
    publish("First minute of 2016", published_at=datetime(2015, 12, 31, 11, tzinfo=UTC))
    publish("In September", published_at=NOON)
    publish("A day later", published_at=NOON + timedelta(days=1))


@pytest.mark.usefixtures("three_years")
@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("/2015/", ["Last minute of 2015"]),
        ("/2016/", ["A day later", "In September", "First minute of 2016"]),
        ("/2016/01/", ["First minute of 2016"]),
        ("/2016/09/", ["A day later", "In September"]),
        ("/2016/09/17/", ["In September"]),
    ],
)
def test_a_year_a_month_and_a_day_by_the_sites_clock(
    path: str, titles: list[str], reader: Client
) -> None:
    assert shown(reader, path) == titles


@pytest.mark.usefixtures("three_years")
@pytest.mark.parametrize(
    "path",
    [
        "/2014/",
        "/2016/13/",
        "/2016/02/30/",
        "/0000/",
        "/2016/9/",
        "/2016/09/17/page/2/",
        "/9999/12/31/",
    ],
)
def test_a_date_with_nothing_or_that_never_was(path: str, reader: Client) -> None:
    assert reader.get(path).status_code == 404


def test_lists_are_paged_and_the_first_page_has_one_address(
    publish: Publish, reader: Client
) -> None:
    for number in range(21):
        publish(f"Article {number}", published_at=NOON + timedelta(minutes=number), tags=["tide"])
    for path in ("/tag/tide/", "/category/news/", "/author/rosa-quill/", "/2016/"):
        assert [len(shown(reader, path)), shown(reader, f"{path}page/2/")] == [20, ["Article 0"]]
        assert reader.get(f"{path}page/3/").status_code == 404
        assert reader.get(f"{path}page/0/").status_code == 404


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/2016", "/2016/"),
        ("/category/news", "/category/news/"),
        ("/author/rosa-quill/page/2", "/author/rosa-quill/page/2/"),
        ("/search?q=bridge", "/search/?q=bridge"),
        ("/admin", "/admin/"),
    ],
)
@pytest.mark.usefixtures("harbour_post")
def test_a_list_or_the_desk_without_its_closing_slash_is_found(
    path: str, there: str, reader: Client
) -> None:
    answer = reader.get(path)
    assert (answer.status_code, answer["Location"]) == (301, there)


@pytest.mark.parametrize("path", ["/nothing", "/2016/9"])
@pytest.mark.usefixtures("harbour_post")
def test_what_is_nowhere_is_not_there_with_a_slash_either(path: str, reader: Client) -> None:
    answer = reader.generic("GET", "/", PATH_INFO=path)
    assert (answer.status_code, answer.has_header("Location")) == (404, False)


@pytest.mark.parametrize("path", ["/elsewhere.example", "/elsewhere.example/2016"])
@pytest.mark.usefixtures("harbour_post")
def test_a_path_like_another_host_stays_here(path: str, reader: Client) -> None:
    answer = reader.generic("GET", "/", PATH_INFO=f"/{path}")
    assert (answer.status_code, answer["Location"]) == (301, path)
    assert reader.get(path).status_code == 404
