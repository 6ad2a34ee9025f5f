"""Forms that keep the stored value of every field that the person left as it was shown.

Browsers send every field, also those that nobody changed, and not as they are stored: dates
without seconds, text with other line ends, tags in one line. A field that is sent as it was shown
keeps what is stored.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from modelcluster.forms import ClusterFormMetaclass
from taggit.forms import TagField
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel


def with_stored_line_ends(data: QueryDict) -> QueryDict:
    """The form's data with line ends as texts are stored with; browsers send CRLF."""
    if not any("\r" in value for _name, values in data.lists() for value in values):
        return data
    stored = data.copy()
    for name, values in data.lists():
        stored.setlist(name, [_with_line_feeds(value) for value in values])
    return stored


class KeepsUntouched(forms.BaseForm):
    """A form whose fields keep their stored value if that was sent as it was shown."""

    initial: dict[str, Any]

    def clean(self) -> dict[str, Any] | None:
        for name, field in self.fields.items():
            stored = self.initial.get(name)
            if stored not in (None, "") and _is_as_shown(field, stored, self[name].data):
                self._keep(name, field, stored)
        return super().clean()

    def _keep(self, name: str, field: forms.Field, stored: Any) -> None:
        if isinstance(field, forms.DateTimeField):
            self.errors.pop(name, None)  # an hour that occurs twice has no other way to be sent
        elif name in self.errors:
            return
        self.cleaned_data[name] = _names(stored) if isinstance(field, TagField) else stored


class KeepingInlinePanel(InlinePanel):
    """An inline panel whose rows keep what the person did not touch."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        form: ClusterFormMetaclass = formset.get("form", WagtailAdminModelForm)
        formset["form"] = type(form)("KeepingForm", (KeepsUntouched, form), {})
        return options


def _is_as_shown(field: forms.Field, stored: Any, sent: Any) -> bool:
    if not isinstance(sent, str) or not isinstance(field, forms.DateTimeField | forms.CharField):
        return False
    shown = field.widget.format_value(field.prepare_value(stored))
    return _comparable(field, str(shown)) == _comparable(field, sent)


def _comparable(field: forms.Field, text: str) -> str:
    """Browsers drop line ends from fields of one line."""
    plain = _with_line_feeds(text)
    return plain if isinstance(field.widget, forms.Textarea) else plain.replace("\n", "")


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _names(tags: Iterable[Any]) -> list[str]:
    return [str(getattr(tag, "name", tag)) for tag in tags]
