from django.urls import path, re_path

from byline.sharing import views

urlpatterns = [
    re_path(r"^s/(?P<number>[1-9]\d*)$", views.short_link, name="short_link"),
    re_path(
        r"^s/(?P<number>[1-9]\d*)-(?P<digest>[0-9a-f]{12})\.png$",
        views.card_image,
        name="card_image",
    ),
    path("-/share/mastodon/", views.share_on_mastodon, name="share_on_mastodon"),
    path("-/oembed/", views.oembed, name="oembed"),
]
