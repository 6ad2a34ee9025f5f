"""Run as a script: puts the whole demo into the empty house in BYLINE_DATA, its pictures sketched, since drawing them takes minutes."""

import os

import django


def hand_in() -> None:
    from house import quick_hand  # noqa: PLC0415 - only after Django has started

    from byline.demo.actions import load_demo  # noqa: PLC0415

    load_demo(artist=quick_hand)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    hand_in()
