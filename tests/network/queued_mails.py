"""Run as a script: opens a site in the installation in BYLINE_DATA, and queues a mail to each address given."""

import os
import sys

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()

    from byline.network.actions import enqueue_mail
    from byline.newsroom.actions import open_site

    site = open_site(name="The Courier", hostname="localhost", is_default=True)
    for address in sys.argv[1:]:
        enqueue_mail(site=site, to=address, subject="Your response", text="It is published.")
