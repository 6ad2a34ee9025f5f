from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from byline.newsroom.choices import Role
from byline.newsroom.models.section import SectionPage


class Staff(models.Model):
    """One role at a site (for editors, in one section), and the group of the people who have it."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="staff")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    section = models.ForeignKey(
        SectionPage, null=True, blank=True, on_delete=models.CASCADE, related_name="staff"
    )
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="staff")

    class Meta:
        verbose_name_plural = _("staff")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "role"], condition=Q(section=None), name="one_group_a_role"
            ),
            models.UniqueConstraint(
                fields=["site", "role", "section"], name="one_group_a_role_and_section"
            ),
        ]

    def __str__(self) -> str:
        where = (
            f"{self.get_role_display()}, {self.section.title}"
            if self.section
            else self.get_role_display()
        )
        return f"{self.site.site_name or self.site.hostname}: {where}"
