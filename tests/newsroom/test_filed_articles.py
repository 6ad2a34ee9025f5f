"""What is out, and what is filed where, as lists find it."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.actions.scheduled import unpublish_expired
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.newsroom.queries import filed_under, further_reading
from newsrooms import Publish, contributor, harbour_post, news, publish  # noqa: F401  (fixtures)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def out() -> list[str]:
    titles = list(Article.objects.published().order_by("title").values_list("title", flat=True))
    assert titles == list(Article.objects.live().order_by("title").values_list("title", flat=True))
    return titles


def test_an_article_is_out_as_long_as_it_is_published(
    news: SectionPage,  # noqa: F811
    publish: Publish,  # noqa: F811
    contributor: Contributor,  # noqa: F811
) -> None:
    draft = actions.file_article(news, Copy(headline="Draft", credits=[Credit(contributor)]))
    ferry, weir = publish("Ferry"), publish("Weir")
    actions.import_article(news, Copy(headline="Import", credits=[Credit(contributor)]), live=True)
    actions.import_article(
        news, Copy(headline="Imported draft", credits=[Credit(contributor)]), live=False
    )
    assert out() == ["Ferry", "Import", "Weir"]
    actions.unpublish_article(ferry)
    weir.expire_at = timezone.now() - timedelta(minutes=1)
    weir.save()
    unpublish_expired()
    actions.publish_article(draft)
    assert out() == ["Draft", "Import"]


def test_a_section_has_its_own_those_below_it_and_those_also_filed_there_each_once(
    harbour_post: Site,  # noqa: F811
    news: SectionPage,  # noqa: F811
    publish: Publish,  # noqa: F811
) -> None:
    council, sport = (
        actions.add_section(harbour_post, name="Council", parent=news),
        actions.add_section(harbour_post, name="Sport"),
    )
    publish("Budget", section=council, published_at=NOON)
    publish(
        "Regatta",
        section=sport,
        published_at=NOON + timedelta(hours=1),
        further_sections=[news, council],
    )
    publish("Ferry", published_at=NOON + timedelta(hours=2), further_sections=[council])
    publish("Match", section=sport, published_at=NOON + timedelta(hours=3))
    filed = filed_under(news)
    assert len(filed) == 3
    assert [article.title for article in filed[0:10]] == ["Ferry", "Regatta", "Budget"]
    assert [article.title for article in filed[1:2]] == ["Regatta"]
    assert {article.pk for article in filed[0:10]} == set(
        Article.objects.published().filed_under(news).values_list("pk", flat=True)
    )


def test_around_an_article_of_the_same_moment_stand_those_before_and_after_it(
    publish: Publish,  # noqa: F811
) -> None:
    first, second, third = (
        publish(headline, published_at=NOON) for headline in ("First", "Second", "Third")
    )
    beside = further_reading(second)
    assert (beside.previous, beside.following, list(beside.related)) == (
        first,
        third,
        [third, first],
    )
