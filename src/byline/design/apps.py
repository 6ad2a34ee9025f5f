from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "byline.design"
    label = "design"
