from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from byline.discussion.choices import Reason, ReportKind
from byline.discussion.models.comment import Comment
from byline.discussion.models.decision import Decision


class Report(models.Model):
    """A report of a response. `receipt` is in the address of the page that shows its outcome.

    `about_children`: the reporter need not be named (DSA, article 16, 2 c). `notified_at`: when the
    outcome was mailed, which happens if the reporter has confirmed the address. `is_proven`: made
    with an account or a proof of work; only such reports count towards holding the response.
    """

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=8, choices=ReportKind.choices, default=ReportKind.ORDINARY)
    reason = models.CharField(
        _("what is wrong with it"), max_length=20, choices=Reason.choices, default=Reason.OTHER
    )
    words = models.TextField(_("in your words"), blank=True)
    law = models.CharField(_("the law, or why it is illegal"), max_length=500, blank=True)
    name = models.CharField(_("your name"), max_length=80, blank=True)
    mail = models.EmailField(_("your e-mail address"), blank=True)
    mail_key = models.CharField(max_length=64, blank=True)
    is_mail_confirmed = models.BooleanField(default=False)
    about_children = models.BooleanField(default=False)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    address_key = models.CharField(max_length=64, blank=True)
    is_proven = models.BooleanField(default=True)
    receipt = models.CharField(max_length=40, unique=True)
    made_at = models.DateTimeField()
    outcome = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    notified_at = models.DateTimeField(null=True, blank=True)
    is_forgotten = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["comment"], condition=models.Q(settled_at=None), name="reports_open"
            ),
            models.Index(fields=["address_key", "-made_at"], name="reports_by_address"),
            models.Index(fields=["mail_key"], name="reports_by_mail"),
            models.Index(fields=["made_at"], name="reports_by_time"),
            models.Index(
                fields=["settled_at"],
                condition=models.Q(is_forgotten=False),
                name="reports_to_forget",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.comment}"


class Objection(models.Model):
    """An author's objection to a decision about a response, for another person to settle."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="objection")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="objections")
    words = models.TextField(_("why it was wrong"))
    made_at = models.DateTimeField()
    outcome = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["comment"], condition=models.Q(settled_at=None), name="objections_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Objection: {self.comment}"
