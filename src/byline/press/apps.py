from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "byline.press"
    label = "press"
