"""A rehearsal imports everything and then rolls it back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from wagtail.models import Site


@contextmanager
def rehearsal() -> Iterator[None]:
    """Nothing done inside remains, files neither. Nobody else can write meanwhile."""
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        Site.clear_site_root_paths_cache()
