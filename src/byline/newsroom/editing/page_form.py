"""The form of every page at the desk."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from wagtail.admin.forms import WagtailAdminPageForm

from byline.newsroom.editing.references import check_new_references, choosable, references_of
from byline.newsroom.models import FrontPage, SectionPage, StandingPage

CHOSEN_BESIDE_THE_PAGE = ("contributor", "article")
"""Fields of bylines and picks, which are filled in only when the page is saved."""


class PageForm(WagtailAdminPageForm):
    """A form in which the slug may be left empty: it stays, or a new page gets one of its title.
    The page may newly refer only to what the person may choose, however the request was made.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._references = references_of(self.instance) if self.is_bound else set()
        self._offer_what_may_be_chosen()
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        if "slug" in self.fields and "slug" not in self.errors:
            self.cleaned_data["slug"] = self._slug(self.cleaned_data.get("slug") or "")
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def _offer_what_may_be_chosen(self) -> None:
        for formset in self.formsets.values() if self.is_bound and self.for_user else ():
            for form in formset.forms:
                fields: dict[str, Any] = form.fields
                for name, field in fields.items():
                    if isinstance(field, ModelChoiceField) and name in CHOSEN_BESIDE_THE_PAGE:
                        choices: Any = field.queryset
                        present = choices.filter(pk=getattr(form.instance, f"{name}_id"))
                        field.queryset = present | choosable(self.for_user, choices.model)

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.for_user is not None:
            try:
                check_new_references(self.for_user, references_of(self.instance) - self._references)
            except ValidationError as error:
                self.add_error(None, error)

    def _slug(self, sent: str) -> str:
        stored: str = self.initial.get("slug") or ""
        stays = stored and self.instance.pk and self.instance.is_child_of(self.parent_page)
        if self.parent_page is None or (stays and sent in ("", stored)):
            return sent or stored
        return self._free_slug() if self._may_be_numbered(sent or stored) else sent or stored

    def _may_be_numbered(self, slug: str) -> bool:
        """Whether another slug may be used if this one is taken, because nobody chose it."""
        return not slug

    def _free_slug(self) -> str:
        free: str = self.instance.slug_below(self.parent_page, self.cleaned_data.get("title", ""))
        return free


class StandingPageForm(PageForm):
    """The form of a standing page. A new one is not in the tree yet when it is validated."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.parent_page is not None and "slug" not in self.errors:
            try:
                self.instance.check_address(self.parent_page)
            except ValidationError as error:
                self.add_error(None, error)


FrontPage.base_form_class = SectionPage.base_form_class = PageForm
StandingPage.base_form_class = StandingPageForm
