"""The editor's form, with reasons against saving or publishing beside the fields."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.rich_text import RichText

from byline.lib.slugs import slugify
from byline.network.queries import zone_of
from byline.newsroom.editing.page_form import PageForm
from byline.newsroom.editing.site_time import set_zone
from byline.newsroom.editing.untouched import KeepsUntouched, with_stored_line_ends
from byline.newsroom.models import Article, Byline, SectionPage
from byline.newsroom.models.permalinks import check_due_address
from byline.newsroom.models.schedule import is_to_come
from byline.newsroom.permissions import sections_to_file_in

PUBLISH = "action-publish"  # the name of both buttons
NOW, LATER = "now", "later"  # their values
DATE_HELP = {
    "go_live_at": _(
        "Enter a date and time to come, then choose “Publish on …”. Until then readers see nothing "
        "of the article. Time zone: %(zone)s."
    ),
    "expire_at": _(
        "The article is unpublished at this time. Leave it empty to keep the article online. Time "
        "zone: %(zone)s."
    ),
    "published_at": _(
        "Only for an older story: the past date on which it was first published. Leave it empty "
        "to use the time of publication here. Time zone: %(zone)s."
    ),
}


class SectionField(forms.ModelChoiceField[SectionPage]):
    """A choice of the section. Without one, the article stays where it is."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data or initial

    def clean(self, value: Any) -> Any:
        return super().clean(value or self.initial)


class ArticleForm(KeepsUntouched, PageForm):
    """The form of an article. A draft needs only a headline; publishing needs a byline.

    Dates are entered in the time zone of the article's site.
    """

    filed_in = SectionField(
        SectionPage.objects.none(),
        label=pgettext_lazy("of a newspaper", "Section"),
        empty_label=None,
        required=False,
        help_text=_(
            "A published article moves when you publish it again. Its old address "
            "redirects to the new one."
        ),
    )

    show_schedule_publishing_toggle = False  # the fields are in the editor, not in a dialog

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        instance, user = kwargs.get("instance"), kwargs.get("for_user")
        if instance and instance.pk is None:
            instance.live = False  # publishing makes it live, with all that belongs to that
            instance.body = instance.body or [("text", RichText(""))]  # where to begin typing
            _give_place(instance, kwargs.get("parent_page"))
            _name_the_writer(instance, user)
        super().__init__(with_stored_line_ends(data) if data else data, *args, **kwargs)
        self._offer_sections()
        self._use_the_sites_zone()

    def _offer_sections(self) -> None:
        section = self._section()
        if section is None or self.for_user is None:
            self.fields.pop("filed_in", None)
            return
        if "filed_in" in self.fields:
            field: Any = self.fields["filed_in"]
            here = SectionPage.objects.filter(pk=section.pk)
            field.queryset = here | sections_to_file_in(
                self.for_user, publishing=self.instance.live
            ).filter(site=section.site_id)
            field.initial = section.pk
        if "further_sections" in self.fields:
            further: Any = self.fields["further_sections"]
            further.queryset = SectionPage.objects.filter(site=section.site_id).order_by("path")

    def _use_the_sites_zone(self) -> None:
        section = self._section()
        zone = zone_of(section.site_id if section else 0)
        for form in (self, *(form for formset in self.formsets.values() for form in formset)):
            set_zone(form, zone)
        for name, help_text in DATE_HELP.items():
            if name in self.fields:
                self.fields[name].help_text = help_text % {"zone": zone.key}

    def _section(self) -> SectionPage | None:
        parent = self.parent_page.specific if self.parent_page else None
        return parent if isinstance(parent, SectionPage) else None

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        bylines = self.formsets.get("bylines")
        if bylines is None or self.is_deferred_validation or _kept(bylines):
            return valid
        bylines.non_form_errors().append(_("An article cannot be published without a byline."))
        return False

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("filed_in") or self._section()
        if chosen and self._moves():
            self.parent_page = chosen  # the slug must be free there
        super().clean()
        if PUBLISH in self.data:
            self._check_when()
            self._check_right_to_publish(chosen)
        if not self.is_deferred_validation and chosen and not self.errors:
            self._check_address(chosen)
        if self.instance.pk and self._was_saved_meanwhile():
            self.add_error(
                None,
                _(
                    "Somebody else has saved a newer version, which is kept in the history. Save "
                    "again to make yours the latest version."
                ),
            )
        self._keep_sections_elsewhere()
        return self.cleaned_data

    def _check_when(self) -> None:
        """Publishing now takes no future date, and publishing later needs one."""
        if "go_live_at" in self.errors:
            return
        has_date = is_to_come(self.cleaned_data.get("go_live_at"))
        if self.data[PUBLISH] == NOW and has_date:
            self.add_error(
                "go_live_at",
                _("Delete this date to publish now, or choose “Publish on …” to keep it."),
            )
        if self.data[PUBLISH] == LATER and not has_date:
            self.add_error(
                "go_live_at", _("Enter the date and time, in the future, to publish the article.")
            )

    def _check_right_to_publish(self, chosen: SectionPage | None) -> None:
        """Refuse a section in which the person may not publish.

        For people who may publish in none, publishing saves a draft.
        """
        if not chosen or self.for_user is None or (self.instance.pk and not self._moves()):
            return
        allowed = sections_to_file_in(self.for_user, publishing=True).filter(site=chosen.site_id)
        if allowed and chosen not in allowed:
            self.add_error(
                "filed_in",
                _(
                    "You may not publish in this section. Choose another one, or send the article "
                    "for review."
                ),
            )

    def _keep_sections_elsewhere(self) -> None:
        """Keep sections of other sites, which an import may have added; they are not offered."""
        further = self.cleaned_data.get("further_sections")
        if further is not None and self.instance.pk:
            field: Any = self.fields["further_sections"]
            stored = self.initial.get("further_sections") or []
            elsewhere = [section for section in stored if section not in field.queryset]
            self.cleaned_data["further_sections"] = [*further, *elsewhere]

    def _was_saved_meanwhile(self) -> bool:
        """Whether somebody else saved a newer version than the one that this editor began with."""
        newest, mine = self.instance.latest_revision, self.data.get("overwrite_revision_id")
        began_with = self.data.get("loaded_revision_id")
        if newest is None or not (mine or began_with):
            return False
        if mine:
            return str(newest.pk) != mine
        when = self.data.get("loaded_revision_created_at") or newest.created_at.isoformat()
        return (str(newest.pk), newest.created_at.isoformat()) != (began_with, when)

    def _moves(self) -> bool:
        """Whether saving moves the article: a draft at once, a published article when published."""
        chosen = self.cleaned_data.get("filed_in")
        here = self._section()
        return bool(
            chosen
            and here
            and chosen.pk != here.pk
            and not (self.instance.live and self.is_deferred_validation)
        )

    def _check_address(self, section: SectionPage) -> None:
        article = self.instance
        article.section, article.site = section, section.site
        for name in ("slug", "published_at", "go_live_at"):
            if name in self.cleaned_data:
                setattr(article, name, self.cleaned_data[name])
        article.slug = article.slug or ""
        try:
            check_due_address(article)
        except ValidationError as error:
            if not self._may_be_numbered(article.slug):
                self.add_error("slug", error.message_dict["slug"])
                return
            article.slug = self.cleaned_data["slug"] = self._free_slug()

    def _may_be_numbered(self, slug: str) -> bool:
        # The editor's script sends the slug of the headline, which several articles may share.
        made = slugify(self.cleaned_data.get("title", ""))
        return slug in ("", made) and not self.instance.first_published_at

    def save(self, commit: bool = True) -> Article:
        if self.instance.pk is not None and self._moves_now():
            self._move(self.cleaned_data["filed_in"])
        article: Article = super().save(commit=commit)
        return article

    def _moves_now(self) -> bool:
        chosen = self.cleaned_data.get("filed_in")
        moving = chosen and chosen.pk != Article.objects.get(pk=self.instance.pk).get_parent().pk
        return bool(moving and not (self.instance.live and self.is_deferred_validation))

    def _move(self, section: SectionPage) -> None:
        stored = Article.objects.get(pk=self.instance.pk)
        stored.move(section, pos="last-child", user=self.for_user)
        moved = Article.objects.get(pk=stored.pk)
        for name in ("path", "depth", "numchild", "url_path", "section_id", "site_id", "permalink"):
            setattr(self.instance, name, getattr(moved, name))
        self.instance.section = section
        self.instance.get_parent(update=True)  # it remembers the one before


def _name_the_writer(article: Article, user: Any) -> None:
    writer = user.contributors.filter(site=article.site).first() if user else None
    if writer and not article.bylines.exists():
        article.bylines = [Byline(contributor=writer)]


def _give_place(article: Article, parent: Any) -> None:
    section = parent.specific if parent else None
    if not isinstance(section, SectionPage):
        raise Http404  # Wagtail previews a new page below any other
    # A preview asks for its address before it is saved.
    article.section, article.site = section, section.site


def _kept(bylines: Any) -> bool:
    return any(
        form.cleaned_data.get("contributor") for form in bylines.forms if _stays(bylines, form)
    )


def _stays(bylines: Any, form: Any) -> bool:
    is_deleted = bylines._should_delete_form  # noqa: SLF001 - no public name
    return hasattr(form, "cleaned_data") and not is_deleted(form)
