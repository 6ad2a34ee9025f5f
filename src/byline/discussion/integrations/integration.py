"""What an outside service declares to the discussion."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from byline.discussion.models import Decision
from byline.discussion.moderation.context import Rule


@dataclass(frozen=True)
class Integration:
    """An outside service. `name` is its rule's name in the pipeline and in decisions.

    `settings` are the fields that the service adds to a site's comment rules; those named in
    `secrets` are never shown. `on_decision` is called for each decision, in its transaction.
    """

    name: str
    rule: Rule
    settings: type[models.Model]
    secrets: tuple[str, ...] = ()
    on_decision: Callable[[Decision], None] | None = None

    @property
    def setting_names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.settings._meta.fields)
