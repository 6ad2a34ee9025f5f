from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyndicationConfig(AppConfig):
    name = "byline.syndication"
    label = "syndication"

    def ready(self) -> None:
        from byline.network.deliveries import KINDS, NAMES
        from byline.syndication.deliveries import ask_whether_meant, hand_over_feed

        import_module("byline.syndication.receivers")
        KINDS.update(hub_check=ask_whether_meant, hub_feed=hand_over_feed)
        NAMES.update(hub_check=_("Question to a subscriber"), hub_feed=_("Feed to a subscriber"))
