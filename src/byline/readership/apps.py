from django.apps import AppConfig


class ReadershipConfig(AppConfig):
    name = "byline.readership"
    label = "readership"
