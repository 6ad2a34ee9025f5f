import re
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.conf.locale import LANG_INFO
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Site

from byline.network.rules import validate_time_zone
from byline.newsroom.models import Byline, Contributor, SectionPage

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class DayInput(forms.DateInput):
    """A date as browsers send it; invalid input is not shown again."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        return value if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) else None


def _day(label: "StrPromise") -> forms.DateField:
    mistaken = {"invalid": _("Write a date as year-month-day, such as 2024-06-30.")}
    return forms.DateField(label=label, required=False, widget=DayInput(), error_messages=mistaken)


class SearchForm(forms.Form):
    """The search form. Its errors name the accepted values."""

    q = forms.CharField(
        label=pgettext_lazy("what is searched for", "Words"),
        max_length=200,
        widget=forms.SearchInput(),
    )
    section: Any = forms.ModelChoiceField(
        SectionPage.objects.none(),
        label=pgettext_lazy("of a newspaper", "Section"),
        required=False,
        empty_label=_("All sections"),
        to_field_name="path_of_slugs",
    )
    by: Any = forms.ModelChoiceField(
        Contributor.objects.none(),
        label=_("Contributor"),
        required=False,
        empty_label=_("Everybody"),
        to_field_name="slug",
    )
    since = _day(pgettext_lazy("a day", "From"))
    until = _day(pgettext_lazy("a day", "To"))

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = self.fields
        choices["section"].queryset = SectionPage.objects.live().filter(site=site).order_by("path")
        named = Byline.objects.filter(
            contributor=OuterRef("pk"), article__site=site, article__is_out=True
        )
        choices["by"].queryset = Contributor.objects.filter(Exists(named))


def languages() -> list[tuple[str, str]]:
    """Languages by their own names."""
    named = [
        (code, str(info["name_local"])) for code, info in LANG_INFO.items() if "name_local" in info
    ]
    return sorted(named, key=lambda pair: pair[1].casefold())


class WelcomeForm(forms.Form):
    """The form that sets up an installation."""

    paper = forms.CharField(
        label=_("Name of the site"),
        max_length=120,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    language = forms.ChoiceField(label=_("Language of the site"), choices=languages, initial="en")
    time_zone = forms.CharField(
        label=_("Time zone of the site"),
        initial="UTC",
        validators=[validate_time_zone],
        help_text=_("For example Europe/Lisbon. It sets the dates on pages and in permalinks."),
        widget=forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("At least ten characters. A few words that you use nowhere else work best."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def time_zones(self) -> list[str]:
        return sorted(available_timezones())
