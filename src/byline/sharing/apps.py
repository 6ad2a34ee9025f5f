from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "byline.sharing"
    label = "sharing"

    def ready(self) -> None:
        from byline.network import queries as sites

        sites.also_select(
            "sharingsettings__principles",
            "sharingsettings__corrections",
            "sharingsettings__ownership",
        )
