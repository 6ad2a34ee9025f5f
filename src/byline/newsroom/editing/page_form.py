"""The form of every page at the desk."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from byline.newsroom.models import FrontPage, SectionPage, StandingPage


class PageForm(WagtailAdminPageForm):
    """A form in which the slug may be left empty: it stays, or a new page gets one of its title."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        if "slug" in self.fields and "slug" not in self.errors:
            self.cleaned_data["slug"] = self.cleaned_data.get("slug") or self._slug()
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def _slug(self) -> str:
        stored: str = self.initial.get("slug") or ""
        if stored or self.parent_page is None:
            return stored
        made: str = self.instance.slug_below(self.parent_page, self.cleaned_data.get("title", ""))
        return made


for page_class in (FrontPage, SectionPage, StandingPage):
    page_class.base_form_class = PageForm
