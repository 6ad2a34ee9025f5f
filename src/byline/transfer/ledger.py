"""The ledger of one old site: what came from it, and what it is here."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from byline.transfer.models import ImportedItem, Source


class Ledger:
    """Keeps what was looked up, so that a section or a contributor is read once a run."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._targets: dict[tuple[str, str], models.Model | None] = {}

    def find(self, kind: str, key: str) -> ImportedItem | None:
        return ImportedItem.objects.filter(source=self.source, kind=kind, key=key[:255]).first()

    def target(self, kind: str, key: str) -> Any:
        """What the item is here; None when it never came or was deleted here."""
        place = (kind, key)
        if place not in self._targets:
            item = self.find(*place)
            found: models.Model | None = item.target if item else None
            if found is None:
                return None
            self._targets[place] = found
        return self._targets[place]

    def record(
        self,
        kind: str,
        key: str,
        target: models.Model,
        *,
        content_hash: str,
        line: int = 0,
        state: str = "",
        remarks: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Write down that the item is `target` here, as it is now. Belongs into the transaction that made it."""
        revision = getattr(target, "latest_revision_id", None)
        ImportedItem.objects.update_or_create(
            source=self.source,
            kind=kind,
            key=key[:255],
            defaults={
                "content_hash": content_hash,
                "target_type": ContentType.objects.get_for_model(target, for_concrete_model=True),
                "target_id": target.pk,
                "revision": revision,
                "state": state,
                "line": line,
                "remarks": [list(pair) for pair in remarks],
            },
        )
        self._targets.pop((kind, key), None)
