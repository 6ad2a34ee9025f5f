from django.apps import AppConfig


class SafekeepingConfig(AppConfig):
    name = "byline.safekeeping"
    label = "safekeeping"
