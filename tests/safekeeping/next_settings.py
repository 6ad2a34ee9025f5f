"""The settings of a next version, which has one room more."""

from byline.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "safekeeping.next_version"]  # noqa: F405
