"""Reverse one-to-one relations, which rooms above use to extend models of rooms below."""

from typing import Any

from django.db.models import Model


def related_or_none(instance: Model, name: str) -> Any:
    """The other side of a OneToOneField, by its related name; None where there is no row.

    A row that was loaded together with the instance costs no query. Otherwise each call makes one:
    the result is not cached.
    """
    relation: Any = type(instance)._meta.get_field(name)
    if relation.is_cached(instance):
        return relation.get_cached_value(instance)
    return relation.related_model.objects.filter(**{relation.field.name: instance.pk}).first()
