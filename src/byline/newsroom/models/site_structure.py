"""Front pages, sections and standing pages: only the people who run a site may change them."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.models import Page, PagePermissionTester, Site

from byline.newsroom.models.desk_page import DeskPage


class StructurePermissionTester(PagePermissionTester):
    """What a person may do with a page that is part of a site's structure.

    Editors have Wagtail's permissions on their section, because these also hold for the articles
    in it. The section itself belongs to those who may publish on the whole site.
    """

    @cached_property
    def runs_site(self) -> bool:
        """Whether the person may publish at the front page of this page's site."""
        if self.user.is_superuser:
            return bool(self.user.is_active)
        roots = {record.root_path for record in Site.get_site_root_paths()}
        return bool(self.user.is_active) and any(
            row.permission.codename == "publish_page"
            and row.page.url_path in roots
            and self.page.path.startswith(row.page.path)
            for row in self.permission_policy.get_cached_permissions_for_user(self.user)
        )

    def can_edit(self) -> bool:
        return self.runs_site and super().can_edit()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.runs_site and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        return self.runs_site and super().can_unpublish()

    def can_publish(self) -> bool:
        return self.runs_site and super().can_publish()

    def can_submit_for_moderation(self) -> bool:
        return self.runs_site and super().can_submit_for_moderation()

    def can_lock(self) -> bool:
        return self.runs_site and super().can_lock()

    def can_unlock(self) -> bool:
        return self.runs_site and super().can_unlock()

    def can_reorder_children(self) -> bool:
        return self.runs_site and super().can_reorder_children()

    def can_view_revisions(self) -> bool:
        return self.runs_site and super().can_view_revisions()

    def can_move_to(self, destination: Page) -> bool:
        return _runs_site_of(destination, self.user) and super().can_move_to(destination)

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return _runs_site_of(destination, self.user) and super().can_copy_to(destination, recursive)


def _runs_site_of(page: Page, user: Any) -> bool:
    """False for the root of the tree, which is of no site, unless the person is a superuser."""
    tester = page.permissions_for_user(user)
    return bool(
        tester.runs_site if isinstance(tester, StructurePermissionTester) else user.is_superuser
    )


class SiteStructure(DeskPage):
    """Mix into a page class that only the people who run its site may change."""

    def permissions_for_user(self, user: Any) -> StructurePermissionTester:
        return StructurePermissionTester(user, self)
