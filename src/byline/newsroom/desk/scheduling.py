"""Hooks of the editor that concern when an article is published, and where it is filed."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page

from byline.lib.row_keys import row_key
from byline.newsroom.models import Article, SectionPage
from byline.newsroom.models.schedule import is_to_come, scheduled_moment
from byline.newsroom.permissions import sections_to_file_in


def create_in_chosen_section(
    request: HttpRequest, parent: Page, page_class: type[Page]
) -> HttpResponse | None:
    """Create a new article in the section chosen in its form, whichever the editor began in."""
    if page_class is not Article or not isinstance(parent, SectionPage):
        return None
    chosen = row_key(request.POST.get("filed_in", ""))
    if chosen in (None, parent.pk):
        return None
    section = sections_to_file_in(request.user).filter(site=parent.site, pk=chosen).first()
    if section is None:
        return None  # the form refuses it
    response: HttpResponse = CreateView.as_view()(request, "newsroom", "article", section.pk)
    return response


def report_schedule(request: HttpRequest, page: Page) -> None:
    article = page.specific
    if isinstance(article, Article) and is_to_come(article.go_live_at):
        _report(request, article)


def report_schedules_in_bulk(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action_class_instance: Any
) -> None:
    if action_type == "publish":
        for page in objects:
            report_schedule(request, page)


def _report(request: HttpRequest, article: Article) -> None:
    revision = Article.objects.get(pk=article.pk).scheduled_revision
    if revision is not None:
        moment = scheduled_moment(article.site, revision.approved_go_live_at)
        message = _("“%(title)s” will be published on %(moment)s.")
        messages.info(request, message % {"title": revision.object_str, "moment": moment})
