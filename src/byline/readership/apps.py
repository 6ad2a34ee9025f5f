from django.apps import AppConfig


class ReadershipConfig(AppConfig):
    name = "byline.readership"
    label = "readership"

    def ready(self) -> None:
        from byline.network import queries as sites
        from byline.newsroom import queries as articles

        sites.also_select("readsettings")
        articles.also_select("tally")
