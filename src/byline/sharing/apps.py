from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "byline.sharing"
    label = "sharing"
