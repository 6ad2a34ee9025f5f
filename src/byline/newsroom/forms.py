from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from byline.newsroom.models import Contributor, SectionPage


class SearchForm(forms.Form):
    """What a reader looks for. Names what is accepted when a filter is wrong."""

    q = forms.CharField(label=_("Words"), max_length=200)
    section: Any = forms.ModelChoiceField(
        SectionPage.objects.none(),
        label=_("Section"),
        required=False,
        empty_label=_("All sections"),
        to_field_name="path_of_slugs",
    )
    by: Any = forms.ModelChoiceField(
        Contributor.objects.none(), label=_("Contributor"), required=False, empty_label=_("Everybody"), to_field_name="slug"
    )
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = self.fields
        choices["section"].queryset = SectionPage.objects.live().filter(site=site).order_by("path")
        choices["by"].queryset = Contributor.objects.filter(
            bylines__article__site=site, bylines__article__live=True
        ).distinct()
