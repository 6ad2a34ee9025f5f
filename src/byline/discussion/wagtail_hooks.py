"""The moderators' desk in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from byline.discussion.desk import bans, queue, response_record, rule_settings
from byline.discussion.desk.home_panel import WaitingResponses
from byline.discussion.desk.queue_filter import count_needing_decision
from byline.discussion.moderators import moderated_sites, only_moderates


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    site = "responses/rules/<int:site_pk>/"
    return [
        path("responses/", queue.queue, name="byline_responses"),
        path("responses/act/", queue.act, name="byline_responses_act"),
        path("responses/undo/", queue.undo, name="byline_responses_undo"),
        path("responses/rules/", rule_settings.first_site, name="byline_rules_first"),
        path(site, rule_settings.rules, name="byline_rules"),
        path(f"{site}words/", rule_settings.add_word, name="byline_words"),
        path(
            f"{site}words/<int:word>/remove/", rule_settings.remove_word, name="byline_words_remove"
        ),
        path(f"{site}sections/", rule_settings.sections, name="byline_rules_sections"),
        path(f"{site}replies/", rule_settings.replies, name="byline_replies"),
        path("responses/bans/<int:site_pk>/", bans.bans, name="byline_bans"),
        path(
            "responses/bans/<int:site_pk>/<int:ban_pk>/lift/",
            bans.lift_ban,
            name="byline_bans_lift",
        ),
        path("responses/<int:pk>/", response_record.record, name="byline_response"),
        path(
            "responses/<int:pk>/history/", response_record.history, name="byline_response_history"
        ),
        path("responses/<int:pk>/ban/", bans.ban_here, name="byline_response_ban"),
        path(
            "responses/<int:pk>/objections/<int:objection>/",
            response_record.settle,
            name="byline_objection",
        ),
    ]


class ResponsesMenuItem(MenuItem):
    """The link to the queue, with the number of responses that need a decision."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(moderated_sites(request.user).exists())

    def render_component(self, request: HttpRequest) -> Any:
        number = count_needing_decision(moderated_sites(request.user))
        label = f"{self.label} ({number})" if number else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def responses_menu_item() -> MenuItem:
    return ResponsesMenuItem(
        gettext_lazy("Responses"),
        reverse("byline_responses"),
        name="responses",
        icon_name="comment",
        order=60,
    )


@hooks.register("construct_main_menu")
def limit_menu_of_moderators(request: HttpRequest, items: list[MenuItem]) -> None:
    """Moderators without another role see only the queue."""
    if only_moderates(request.user):
        items[:] = [item for item in items if item.name == "responses"]


@hooks.register("construct_homepage_panels")
def add_home_panel(request: HttpRequest, panels: list[Any]) -> None:
    waiting = WaitingResponses(request.user)
    if waiting.is_for_them:
        panels.insert(0, waiting)


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("discussion/desk.css"))
