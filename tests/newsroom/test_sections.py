from django.test import Client
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.models import Article, SectionPage
from newsrooms import Publish


def test_a_section_shows_what_is_filed_under_it_below_it_and_besides(
    harbour_post: Site, news: SectionPage, publish: Publish, reader: Client
) -> None:
    council = actions.add_section(harbour_post, name="Council", parent=news)
    sport = actions.add_section(harbour_post, name="Sport")
    own, below = publish("Own"), publish("Below", section=council)
    also = publish("Also", section=sport, further_sections=[news])
    publish("Elsewhere", section=sport)
    shown = reader.get("/category/news/").context["page"].articles
    assert shown == [also, below, own]


def test_a_renamed_section_leads_on_with_all_below_it(
    harbour_post: Site, news: SectionPage, reader: Client
) -> None:
    council = actions.add_section(harbour_post, name="Council", parent=news)
    actions.add_section(harbour_post, name="Roads", parent=council)
    news.slug = "city"
    news.save()
    leads = {
        path: reader.get(path)["Location"]
        for path in ("/category/news/", "/category/news/council/roads/")
    }
    assert leads == {
        "/category/news/": "/category/city/",
        "/category/news/council/roads/": "/category/city/council/roads/",
    }


def test_a_moved_section_leads_on_and_takes_its_articles_along(
    harbour_post: Site, news: SectionPage, publish: Publish, reader: Client
) -> None:
    sport = actions.add_section(harbour_post, name="Sport")
    article = publish("Regatta", section=sport)
    sport.move(news, pos="last-child")
    assert reader.get("/category/sport/")["Location"] == "/category/news/sport/"
    assert Article.objects.get(pk=article.pk).section.path_of_slugs == "news/sport"


def test_a_section_that_takes_back_its_old_name_answers_there(
    news: SectionPage, reader: Client
) -> None:
    for slug in ("city", "news"):
        news.slug = slug
        news.save()
    assert reader.get("/category/news/").status_code == 200
    assert reader.get("/category/city/")["Location"] == "/category/news/"


def test_a_sister_sites_section_is_not_ours(harbour_post: Site, reader: Client) -> None:
    sister = actions.open_site(name="The Hill Post", hostname="hill.example")
    actions.add_section(sister, name="Hills")
    assert reader.get("/category/hills/").status_code == 404
    assert Client(HTTP_HOST="hill.example").get("/category/hills/").status_code == 200
