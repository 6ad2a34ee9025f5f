"""The desk's page about pings: the site's rules, and the mentions received last."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from byline.discussion.desk.permissions import moderator, rules_editor
from byline.discussion.moderators import may_edit_rules
from byline.linkbacks.actions import save_ping_rules
from byline.linkbacks.models import IncomingMention, PingRules

MAX_MENTIONS_SHOWN = 50

PingRulesForm = forms.modelform_factory(
    PingRules,
    fields=[
        "webmentions",
        "pingbacks",
        "trackbacks",
        "close_after_days",
        "reads_first",
        "trusted",
        "shows_own",
        "sends",
    ],
    widgets={"trusted": forms.Textarea(attrs={"rows": 6})},
)


def pings(request: HttpRequest, site: int) -> HttpResponse:
    """Edit the ping rules, and list recent mentions."""
    _user, wagtail_site = rules_editor(request, site)
    form: Any = PingRulesForm(
        request.POST or None, instance=PingRules.for_site(wagtail_site), label_suffix=""
    )
    if form.is_valid():
        save_ping_rules(form.instance)
        messages.success(request, _("The rules have been saved."))
        return redirect("byline_pings", wagtail_site.pk)
    latest = (
        IncomingMention.objects.filter(article__site=wagtail_site)
        .select_related("article", "comment", "delivery")
        .order_by("-received_at", "-pk")
    )
    context = {
        "site": wagtail_site,
        "sites": [
            other for other in moderator(request)[1] if may_edit_rules(request.user, other.pk)
        ],
        "form": form,
        "mentions": latest.defer("article__body")[:MAX_MENTIONS_SHOWN],
    }
    return render(
        request,
        "linkbacks/desk/pings.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200,
    )
