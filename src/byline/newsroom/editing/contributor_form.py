"""The form of a contributor, with the fields that the person may change."""

from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Site

from byline.accounts.models import User
from byline.newsroom.editing.references import check_new_references
from byline.newsroom.models import Contributor
from byline.newsroom.permissions import owned_sites, run_sites


class ContributorForm(WagtailAdminModelForm):
    """Only a site's owner links an account, and only one of the site's own people."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_sites()
        self._offer_accounts()

    def _offer_sites(self) -> None:
        sites, field = run_sites(self.for_user), self.fields["site"]
        self.only_site = sites.get() if sites.count() == 1 else None
        _offer(field, sites)
        field.disabled = bool(self.instance.pk)
        others = Site.objects.exclude(
            pk=self.instance.site_id or getattr(self.only_site, "pk", None)
        )
        self.fields["shared_with"].queryset = others.order_by("hostname")
        if not others.exists():
            del self.fields["shared_with"]

    def _offer_accounts(self) -> None:
        owned = owned_sites(self.for_user)
        if self.instance.pk:
            owned = owned.filter(pk=self.instance.site_id)
        if not owned.exists():
            del self.fields["user"]
            return
        people = User.objects.filter(groups__staff__site__in=owned.values("pk"))
        tied = User.objects.filter(pk=self.instance.user_id)
        self.fields["user"].queryset = (people | tied).distinct()

    def clean_site(self) -> Any:
        return self.cleaned_data["site"] or self.only_site

    def clean_portrait(self) -> Any:
        portrait = self.cleaned_data["portrait"]
        if portrait and portrait.pk != self.instance.portrait_id:
            kind = ContentType.objects.get_for_model(portrait)
            check_new_references(self.for_user, {(kind.pk, str(portrait.pk))})
        return portrait

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        site: Site | None = cleaned.get("site")
        if site is None:
            return cleaned
        user = cleaned.get("user")
        if user and user.pk != self.instance.user_id and not _works_at(user, site):
            self.add_error("user", _("This account has no role at the contributor's site."))
        if "shared_with" in cleaned:
            cleaned["shared_with"] = [other for other in cleaned["shared_with"] if other != site]
        self._check_slug(site, cleaned)
        return cleaned

    def _check_slug(self, site: Site, cleaned: dict[str, Any]) -> None:
        slug = cleaned.get("slug")
        for place in [site, *cleaned.get("shared_with", [])]:
            others = Contributor.objects.at(place).exclude(pk=self.instance.pk)
            if slug and others.filter(slug=slug).exists():
                self.add_error("slug", _taken_at(place))


def _offer(field: Any, sites: QuerySet[Site]) -> None:
    """Let the person choose one of these sites; a single one need not be chosen."""
    field.queryset, field.empty_label, field.initial = sites, None, sites.first()
    if len(sites) == 1:
        field.required, field.widget = False, forms.HiddenInput()


def _taken_at(site: Site) -> ValidationError:
    return ValidationError(
        _("%(site)s already has a contributor with this slug."),
        params={"site": site.site_name or site.hostname},
    )


def _works_at(user: User, site: Site) -> bool:
    return User.objects.filter(pk=user.pk, groups__staff__site=site).exists()


class NewContributorForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new contributor, added while writing an article. Other fields can be filled in later."""

    class Meta:
        model = Contributor
        fields = ("site", "name", "position")

    def __init__(self, *args: Any, for_user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites, field = run_sites(for_user), self.fields["site"]
        self.only_site = sites.get() if sites.count() == 1 else None
        _offer(field, sites)

    def clean_site(self) -> Any:
        return self.cleaned_data["site"] or self.only_site
