from django.apps import AppConfig


class LinkbacksConfig(AppConfig):
    name = "byline.linkbacks"
    label = "linkbacks"

    def ready(self) -> None:
        from byline.network import queries as sites

        sites.bring_along("pingrules")
        from byline.linkbacks import receivers  # noqa: F401  (connecting is what it does when imported)
        from byline.linkbacks.deliveries import hand_over_linkback
        from byline.network.deliveries import KINDS

        KINDS["linkback"] = hand_over_linkback
