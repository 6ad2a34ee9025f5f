"""Who may do what at a site's desk: each role is a group that holds Wagtail's own permissions."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.users.models import UserProfile

from byline.accounts.actions import reset_unconfirmed
from byline.accounts.models import User
from byline.network.queries import settings_of
from byline.newsroom.actions.collections import collection_of
from byline.newsroom.choices import Role
from byline.newsroom.models import Review, SectionPage, Staff

ON_PAGES: dict[Role, list[str]] = {
    Role.CONTRIBUTOR: ["add"],
    Role.MODERATOR: [],
    Role.EDITOR: ["add", "change", "publish"],
    Role.MANAGING_EDITOR: ["add", "change", "publish", "lock", "unlock"],
    Role.OWNER: ["add", "change", "publish", "lock", "unlock"],
}
ON_FILES: dict[Role, list[str]] = {
    Role.CONTRIBUTOR: ["add", "choose"],
    Role.MODERATOR: [],
    Role.EDITOR: ["add", "choose", "change"],
    Role.MANAGING_EDITOR: ["add", "choose", "change", "delete"],
    Role.OWNER: ["add", "choose", "change", "delete"],
}
WHOLE_SITE = (Role.CONTRIBUTOR, Role.MODERATOR, Role.MANAGING_EDITOR, Role.OWNER)


@transaction.atomic
def prepare_groups(site: Site) -> None:
    """Create the groups of the site's roles, and update their permissions to its sections."""
    for role in WHOLE_SITE:
        _staff(site, role)
    for staff in (
        Staff.objects.filter(site=site)
        .exclude(role__in=WHOLE_SITE)
        .select_related("section", "group")
    ):
        _set_permissions(staff)
    _prepare_review(site)


@transaction.atomic
def grant_role(user: User, site: Site, role: str, sections: Iterable[SectionPage] = ()) -> None:
    """Give the person this role at the site, in place of a former one; editors in `sections`.

    Nobody can sign in to an account whose address was never confirmed, until a password is set.

    Raises ValidationError, keyed by field, for an unknown role, an editor without a section, or
    sections of other sites.
    """
    own_sections = list(sections)
    _check(site, role, own_sections)
    reset_unconfirmed(user)
    prepare_groups(site)
    revoke_roles(user, site)
    roles = [_staff(site, role, section) for section in own_sections] or [_staff(site, role)]
    user.groups.add(*(staff.group for staff in roles))
    profile = UserProfile.get_for_user(user)
    if not profile.current_time_zone:
        profile.current_time_zone = settings_of(site).time_zone
        profile.save(update_fields=["current_time_zone"])


def revoke_roles(user: User, site: Site) -> None:
    """Remove every role of the person at the site."""
    user.groups.remove(*Group.objects.filter(staff__site=site, user=user))


def delete_group_of(staff: Staff) -> None:
    """Delete the group of a role that is deleted, with its permissions."""
    Group.objects.filter(pk=staff.group_id).delete()


def _check(site: Site, role: str, sections: Sequence[SectionPage]) -> None:
    if role not in Role.values:
        raise ValidationError({"role": _("There is no role “%(role)s”.") % {"role": role}})
    if role == Role.EDITOR and not sections:
        raise ValidationError(
            {"sections": _("Choose the sections in which this editor may publish.")}
        )
    if role != Role.EDITOR and sections:
        raise ValidationError(
            {
                "sections": _(
                    "Only editors are assigned to sections. Leave out the sections, or choose the"
                    " role of editor."
                )
            }
        )
    if strangers := [section.title for section in sections if section.site_id != site.pk]:
        raise ValidationError(
            {
                "sections": _("These sections do not belong to this site: %(names)s.")
                % {"names": ", ".join(strangers)}
            }
        )


def _staff(site: Site, role: str, section: SectionPage | None = None) -> Staff:
    staff = (
        Staff.objects.filter(site=site, role=role, section=section)
        .select_related("group", "section")
        .first()
    )
    if staff is None:
        staff = Staff(site=site, role=role, section=section)
        staff.group = Group.objects.create(name=_free_name(str(staff)))
        staff.save()
    _set_permissions(staff)
    return staff


def _free_name(wanted: str) -> str:
    name, number = wanted[:140], 1
    while Group.objects.filter(name=name).exists():
        number += 1
        name = f"{wanted[:140]} ({number})"
    return name


def _set_permissions(staff: Staff) -> None:
    group, role = staff.group, Role(staff.role)
    _set_page_permissions(staff)
    files = [Image, Document]  # Wagtail asks for these, whichever model holds the pictures
    _set_exactly(
        GroupCollectionPermission,
        group,
        "collection",
        [collection_of(staff.site)],
        _permissions_named(files, ON_FILES[role]),
    )
    settings = _permissions_named(_site_settings_models(), ["change"]) if role == Role.OWNER else []
    _set_exactly(GroupSitePermission, group, "site", [staff.site], settings)
    group.permissions.set([Permission.objects.get(codename="access_admin")])


def _site_settings_models() -> list[type[models.Model]]:
    """The models of a site's settings, from all rooms."""
    return [setting for setting in registry if issubclass(setting, BaseSiteSetting)]


def _set_page_permissions(staff: Staff) -> None:
    """Contributors file in any section, editors edit theirs, the other roles the whole site."""
    if staff.role == Role.CONTRIBUTOR:
        pages = list(Page.objects.child_of(staff.site.root_page).type(SectionPage))
    else:
        pages = [staff.section or staff.site.root_page]
    _set_exactly(
        GroupPagePermission,
        staff.group,
        "page",
        pages,
        _permissions_named([Page], ON_PAGES[Role(staff.role)]),
    )


def _permissions_named(
    nouns: Sequence[type[models.Model]], verbs: Sequence[str]
) -> list[Permission]:
    return [
        Permission.objects.get(
            content_type=ContentType.objects.get_for_model(noun),
            codename=f"{verb}_{noun._meta.model_name}",
        )
        for noun in nouns
        for verb in verbs
    ]


def _set_exactly(
    kind: type[models.Model],
    group: Group,
    field: str,
    places: Sequence[models.Model],
    wanted: list[Permission],
) -> None:
    """Let the group's rows of this kind be exactly these permissions at these places."""
    rows = kind._default_manager.filter(group=group)
    due = {(place.pk, permission.pk) for place in places for permission in wanted}
    for row in rows:
        key = (getattr(row, f"{field}_id"), row.permission_id)  # type: ignore[attr-defined]
        if key in due:
            due.remove(key)
        else:
            row.delete()
    kind._default_manager.bulk_create(
        kind(**{"group": group, f"{field}_id": place, "permission_id": permission})
        for place, permission in sorted(due)
    )


def _prepare_review(site: Site) -> None:
    """Have contributors' submissions at this site wait for somebody who may publish them."""
    if WorkflowPage.objects.filter(page=site.root_page).exists():
        return
    review = Review.objects.filter(active=True).first() or Review.objects.create(name="Review")
    workflow = Workflow.objects.create(name=f"Review · {site.site_name or site.hostname}")
    WorkflowTask.objects.create(workflow=workflow, task=review, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=site.root_page)
