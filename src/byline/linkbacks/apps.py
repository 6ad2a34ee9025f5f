from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinkbacksConfig(AppConfig):
    name = "byline.linkbacks"
    label = "linkbacks"

    def ready(self) -> None:
        from byline.network import queries as sites

        sites.also_select("pingrules")
        from byline.linkbacks import receivers  # noqa: F401  (connecting is what it does when imported)
        from byline.linkbacks.deliveries import deliver_linkback
        from byline.network.deliveries import KINDS, NAMES

        KINDS["linkback"], NAMES["linkback"] = deliver_linkback, _("Word of a link to a page")
