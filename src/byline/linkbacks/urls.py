from django.urls import path, re_path

from byline.linkbacks import views

urlpatterns = [
    path("-/webmention", views.webmention, name="webmention"),
    path("-/pingback", views.pingback, name="pingback"),
    re_path(
        r"^(?!(?:tag|author)/trackback/?$)(?P<path>.+)/trackback/?$",
        views.trackback,
        name="trackback",
    ),
]
