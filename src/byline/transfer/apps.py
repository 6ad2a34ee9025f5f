from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "byline.transfer"
    label = "transfer"
