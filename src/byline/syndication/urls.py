from django.urls import path, re_path

from byline.syndication import views
from byline.syndication.api import views as api

ENDING = r"(?P<ending>feed(?:\.json|/(?:(?P<name>rss2|rss|rdf|atom|json)/)?(?:page/(?P<number>[1-9]\d{0,5})/)?))$"

urlpatterns = [
    path("api/v1/openapi.json", api.document, name="api_document"),
    path("api/v1/articles/", api.articles, name="api_articles"),
    path("api/v1/articles/<int:number>/", api.article, name="api_article"),
    path("api/v1/sections/", api.sections, name="api_sections"),
    path("api/v1/sections/<int:key>/", api.section, name="api_section"),
    path("api/v1/contributors/", api.contributors, name="api_contributors"),
    path("api/v1/contributors/<int:key>/", api.contributor, name="api_contributor"),
    path("api/v1/responses/", api.responses, name="api_responses"),
    path("api/v1/responses/<int:key>/", api.response, name="api_response"),
    path("feed.opml", views.outline, name="outline"),
    path("robots.txt", views.robots, name="robots"),
    path("llms.txt", views.summary_for_machines, name="summary_for_machines"),
    path(".well-known/tdmrep.json", views.reservation, name="reservation"),
    re_path(r"^(?P<key>[0-9a-f]{32})\.txt$", views.index_key, name="index_key"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    re_path(r"^sitemap-articles-(?P<number>[1-9]\d{0,5})\.xml$", views.sitemap_of_articles, name="sitemap_of_articles"),
    path("sitemap-sections.xml", views.sitemap_of_sections, name="sitemap_of_sections"),
    path("sitemap-news.xml", views.sitemap_of_news, name="sitemap_of_news"),
    re_path(r"^(?:wp-sitemap|sitemap_index|sitemap-index|(?P<news>news)-sitemap)\.xml$", views.old_sitemap, name="old_sitemap"),
    re_path(rf"^{ENDING}", views.feed_of_site, name="feed"),
    re_path(rf"^comments/{ENDING}", views.feed_of_responses, name="feed_of_responses"),
    re_path(rf"^category/(?P<slugs>[^/]+(?:/[^/]+)*?)/{ENDING}", views.feed_of_section, name="feed_of_section"),
    re_path(rf"^tag/(?P<slug>[^/]+)/{ENDING}", views.feed_of_tag, name="feed_of_tag"),
    re_path(rf"^author/(?P<slug>[^/]+)/{ENDING}", views.feed_of_contributor, name="feed_of_contributor"),
    re_path(rf"^(?P<path>.+?)/{ENDING}", views.feed_of_responses_to, name="feed_of_responses_to"),
]
