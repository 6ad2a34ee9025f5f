from django.urls import path, re_path

from byline.sharing import views

urlpatterns = [
    re_path(r"^s/(?P<number>[1-9]\d*)$", views.short_link, name="short_link"),
    path("-/share/mastodon/", views.share_on_mastodon, name="share_on_mastodon"),
    path("-/oembed/", views.embedded, name="oembed"),
]
