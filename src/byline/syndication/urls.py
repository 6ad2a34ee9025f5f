from django.urls import include, path, re_path
from django.views.generic import RedirectView

from byline.syndication import views
from byline.syndication.api import views as api

ENDING = (
    r"(?P<ending>feed(?:\.json|/(?:(?P<name>rss2|rss|rdf|atom|json)/)?"
    r"(?:page/(?P<number>[1-9]\d{0,5})/)?))$"
)

KEY = r"(?P<key>[1-9]\d{0,17})/$"

read_api = [
    path("openapi.json", api.document, name="api_document"),
    path("articles/", api.articles, name="api_articles"),
    path("sections/", api.sections, name="api_sections"),
    path("contributors/", api.contributors, name="api_contributors"),
    path("responses/", api.responses, name="api_responses"),
    re_path(rf"^articles/{KEY}", api.article, name="api_article"),
    re_path(rf"^sections/{KEY}", api.section, name="api_section"),
    re_path(rf"^contributors/{KEY}", api.contributor, name="api_contributor"),
    re_path(rf"^responses/{KEY}", api.response, name="api_response"),
]

urlpatterns = [
    path("api/v1/", include(read_api)),
    path("-/hub", views.hub, name="hub"),
    path("feed.opml", views.outline, name="outline"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("llms.txt", views.llms_txt, name="llms_txt"),
    path(".well-known/trust.txt", views.trust_txt, name="trust_txt"),
    path(
        "trust.txt",
        RedirectView.as_view(pattern_name="trust_txt", permanent=True, query_string=True),
    ),
    path(".well-known/tdmrep.json", views.tdm_reservation, name="tdm_reservation"),
    re_path(r"^(?P<key>[0-9a-f]{32})\.txt$", views.index_key, name="index_key"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    re_path(
        r"^sitemap-articles-(?P<number>[1-9]\d{0,5})\.xml$",
        views.sitemap_of_articles,
        name="sitemap_of_articles",
    ),
    path("sitemap-sections.xml", views.sitemap_of_sections, name="sitemap_of_sections"),
    path("sitemap-news.xml", views.sitemap_of_news, name="sitemap_of_news"),
    re_path(
        r"^(?:wp-sitemap|sitemap_index|sitemap-index|(?P<news>news)-sitemap)\.xml$",
        views.old_sitemap,
        name="old_sitemap",
    ),
    re_path(r"^(?P<path>[^/].*)\.md$", views.markdown_alternate, name="markdown"),
    re_path(rf"^{ENDING}", views.feed_of_site, name="feed"),
    re_path(rf"^comments/{ENDING}", views.feed_of_responses, name="feed_of_responses"),
    re_path(
        rf"^category/(?P<slugs>[^/]+(?:/[^/]+)*?)/{ENDING}",
        views.feed_of_section,
        name="feed_of_section",
    ),
    re_path(rf"^tag/(?P<slug>[^/]+)/{ENDING}", views.feed_of_tag, name="feed_of_tag"),
    re_path(
        rf"^author/(?P<slug>[^/]+)/{ENDING}", views.feed_of_contributor, name="feed_of_contributor"
    ),
    re_path(rf"^\d{{4}}/(?:\d\d/){{0,2}}{ENDING}", views.feed_of_period, name="feed_of_period"),
    re_path(
        rf"^(?!(?:category|tag|author)/feed/$)(?P<path>.+?)/{ENDING}",
        views.feed_of_responses_to,
        name="feed_of_responses_to",
    ),
]
