"""All URL patterns."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as desk
from wagtail.documents import urls as documents
from wagtail.utils.urlpatterns import decorate_urlpatterns

from byline.accounts.views import desk_password_reset, desk_sign_in
from byline.lib.media_folders import ORIGINALS_PATH
from byline.network.media import media
from byline.newsroom.desk import urls as own_desk
from byline.newsroom.desk.one_transaction import in_one_transaction
from byline.newsroom.views.full_picture import full_picture

for patterns in (own_desk.urlpatterns, desk.urlpatterns):
    decorate_urlpatterns(patterns, in_one_transaction)

urlpatterns: list[URLPattern | URLResolver] = [
    # Instead of Wagtail's pages, which neither ask for a second factor nor limit mails.
    path("admin/login/", desk_sign_in),
    path("admin/password_reset/", desk_password_reset),
    path("admin/password_reset/<path:rest>", desk_password_reset),
    path("admin/", include(own_desk)),
    path("admin/", include(desk)),
    path("accounts/", include("byline.accounts.urls")),
    path("documents/", include(documents)),
    path(f"media/{ORIGINALS_PATH}<str:name>", full_picture),
    path("media/<path:path>", media),
    path("", include("byline.syndication.urls")),
    path("", include("byline.discussion.urls")),
    path("", include("byline.sharing.urls")),
    path("", include("byline.linkbacks.urls")),
    path("", include("byline.newsroom.urls")),
]

handler400 = "byline.newsroom.views.errors.refused"
handler404 = "byline.newsroom.views.errors.not_found"
handler500 = "byline.newsroom.views.errors.broken"
