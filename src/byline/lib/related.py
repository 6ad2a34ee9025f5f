"""The one row that rooms above keep beside a thing of a room below."""

from typing import Any

from django.db.models import Model


def related_or_none(thing: Model, name: str) -> Any:
    """The row that `thing` has under this name, or None.

    What was read together with the thing is not asked for again; otherwise it is asked for each time, and the thing
    doesn't remember it.
    """
    relation: Any = type(thing)._meta.get_field(name)
    if relation.is_cached(thing):
        return relation.get_cached_value(thing)
    return relation.related_model.objects.filter(**{relation.field.name: thing.pk}).first()
