"""Date fields in a site's time zone, whatever zone the account has in which they are shown."""

from contextlib import AbstractContextManager, nullcontext
from datetime import tzinfo
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateTimeInput


class SiteDateTimeField(forms.DateTimeField):
    """A date and time in `zone`; without one, in the zone that is active."""

    zone: tzinfo | None = None

    def prepare_value(self, value: Any) -> Any:
        with self._in_zone():
            return super().prepare_value(value)

    def to_python(self, value: Any) -> Any:
        with self._in_zone():
            return super().to_python(value)

    def _in_zone(self) -> AbstractContextManager[Any]:
        return timezone.override(self.zone) if self.zone else nullcontext()


def set_zone(form: forms.BaseForm, zone: tzinfo) -> None:
    """Show and read the form's dates in this zone."""
    for field in form.fields.values():
        if isinstance(field, SiteDateTimeField):
            field.zone = zone


register_form_field_override(
    models.DateTimeField,
    override={"form_class": SiteDateTimeField, "widget": AdminDateTimeInput},
)
