"""What is entered into the search is held against the titles entered last, however many there are."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from modelsearch.backends import get_search_backend
from modelsearch.tasks import insert_or_update_object_task
from wagtail.search.models import IndexEntry

from byline.lib import search_backend
from byline.lib.disk_full import is_disk_full
from byline.newsroom.models import Article
from newsrooms import Publish, contributor, harbour_post, news, publish  # noqa: F401  (fixtures)

SQLITE_MAX_PAGES = 1_073_741_823


def weight(article: Article) -> float:
    norm: float = IndexEntry.objects.get(
        object_id=str(article.pk), content_type__model="article"
    ).title_norm
    return norm


@pytest.fixture
def short(publish: Publish) -> Article:  # noqa: F811
    return publish("Ferry")


@pytest.mark.sqlite_only
def test_a_title_weighs_what_the_last_ones_are_longer(
    short: Article,
    publish: Publish,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_backend, "RECENT_ENTRIES", 2)
    before = weight(short)
    long = publish("Fifteen letters")
    assert weight(long) == pytest.approx((5 + 15) / 2 / 15)
    assert weight(short) == before


@pytest.mark.sqlite_only
def test_a_full_disk_is_known_to_be_the_cause_when_the_index_cannot_be_written(
    short: Article,
) -> None:
    IndexEntry.objects.all().delete()
    Article.objects.update(standfirst="The ferry is late. " * 5_000)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        [pages] = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")

    def index_and_go_on() -> None:
        with transaction.atomic():
            insert_or_update_object_task.enqueue("newsroom", "Article", str(short.pk))
            Article.objects.count()

    try:
        with pytest.raises(TransactionManagementError) as caught:
            index_and_go_on()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {SQLITE_MAX_PAGES}")
    assert is_disk_full(caught.value)


def test_another_title_weighs_anew(short: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_backend, "RECENT_ENTRIES", 1)
    IndexEntry.objects.filter(object_id=str(short.pk)).update(title_norm=1.0)
    short.title = "Fifteen letters"
    get_search_backend().add(short)
    assert weight(short) == pytest.approx(1.0)
    IndexEntry.objects.filter(object_id=str(short.pk)).update(title_norm=7.0)
    get_search_backend().add(short)
    assert weight(short) == pytest.approx(1.0)


def test_what_has_no_title_weighs_nothing(short: Article) -> None:
    IndexEntry.objects.all().delete()
    short.title = ""
    get_search_backend().add(short)
    assert weight(short) == 1.0


@pytest.mark.sqlite_only
def test_a_new_index_measures_all(short: Article, publish: Publish) -> None:  # noqa: F811
    publish("Fifteen letters")
    IndexEntry.objects.filter(object_id=str(short.pk)).update(title_norm=7.0)
    call_command("update_index", verbosity=0)
    titles = [
        len(title) for title in IndexEntry.objects.exclude(title="").values_list("title", flat=True)
    ]
    assert weight(short) == pytest.approx(sum(titles) / len(titles) / 5)
