"""What is entered into the search is held against the titles entered last, however many there are."""

import pytest
from django.core.management import call_command
from modelsearch.backends import get_search_backend
from wagtail.search.models import IndexEntry

from byline.lib import search_backend
from byline.newsroom.models import Article
from newsrooms import Publish, contributor, harbour_post, news, publish  # noqa: F401  (fixtures)


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
