from django.urls import re_path

from byline.syndication import views

ENDING = r"(?P<ending>feed(?:\.json|/(?:(?P<name>rss2|rss|rdf|atom|json)/)?(?:page/(?P<number>[1-9]\d{0,5})/)?))$"

urlpatterns = [
    re_path(rf"^{ENDING}", views.feed_of_site, name="feed"),
    re_path(rf"^comments/{ENDING}", views.feed_of_responses, name="feed_of_responses"),
    re_path(rf"^category/(?P<slugs>[^/]+(?:/[^/]+)*?)/{ENDING}", views.feed_of_section, name="feed_of_section"),
    re_path(rf"^tag/(?P<slug>[^/]+)/{ENDING}", views.feed_of_tag, name="feed_of_tag"),
    re_path(rf"^author/(?P<slug>[^/]+)/{ENDING}", views.feed_of_contributor, name="feed_of_contributor"),
    re_path(rf"^(?P<path>.+?)/{ENDING}", views.feed_of_responses_to, name="feed_of_responses_to"),
]
