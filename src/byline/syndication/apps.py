from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyndicationConfig(AppConfig):
    name = "byline.syndication"
    label = "syndication"

    def ready(self) -> None:
        from byline.network.deliveries import KINDS, NAMES
        from byline.syndication.deliveries import deliver_feed, verify_intent

        import_module("byline.syndication.receivers")
        KINDS.update(hub_check=verify_intent, hub_feed=deliver_feed)
        NAMES.update(hub_check=_("Question to a subscriber"), hub_feed=_("Feed to a subscriber"))
