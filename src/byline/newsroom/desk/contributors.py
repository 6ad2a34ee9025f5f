from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from byline.newsroom.models import Contributor


class ContributorViewSet(SnippetViewSet):
    """Those whom bylines name."""

    model = Contributor
    icon = "user"
    menu_label = _("Contributors")
    menu_name = "contributors"
    menu_order = 150
    add_to_admin_menu = True
    url_prefix = "contributors"
    list_display: ClassVar = ["name", "position", "email"]
    search_fields: ClassVar = ["name"]
