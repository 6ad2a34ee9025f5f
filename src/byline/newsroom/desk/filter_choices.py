"""Choices of the filters in the desk's lists, limited to what the person may see.

Wagtail's own filters offer the people of all sites.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from django.forms import Form, ModelChoiceField
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.models import PageLogEntry, Site

from byline.newsroom.page_policy import page_policy
from byline.newsroom.permissions import sites_worked_at

_wagtails_form_class = WagtailFilterSet.get_form_class


def visible_people(user: Any) -> QuerySet[Any]:
    """Those who work at the person's sites, or made something that the person sees."""
    owners = page_policy.explorable_instances(user).values("owner")
    writers = PageLogEntry.objects.viewable_by_user(user).order_by().values("user")
    return get_user_model().objects.filter(
        Q(groups__staff__site__in=sites_worked_at(user)) | Q(pk__in=owners) | Q(pk__in=writers)
    )


def form_class_with_visible_choices(filters: WagtailFilterSet) -> type[Form]:
    """The class of the filters' form, without people and sites that the person does not meet."""
    form_class: type[Form] = _wagtails_form_class(filters)
    user = getattr(filters.request, "user", None)
    if user is None or user.is_superuser:
        return form_class
    for field in form_class.base_fields.values():
        if isinstance(field, ModelChoiceField) and field.queryset is not None:
            field.queryset = _visible(user, field.queryset)
    return form_class


def _visible(user: Any, choices: QuerySet[Model]) -> QuerySet[Model]:
    if issubclass(choices.model, get_user_model()):
        return choices.filter(pk__in=visible_people(user).values("pk"))
    if issubclass(choices.model, Site):
        return choices.filter(pk__in=sites_worked_at(user).values("pk"))
    return choices


def name_last_publishers(view: AgingPagesView, pages: QuerySet[Any]) -> QuerySet[Any]:
    """Name who published each page last; Wagtail would print e-mail addresses."""
    people = get_user_model().objects.in_bulk({page.last_published_by for page in pages})
    names = {key: get_user_display_name(person) for key, person in people.items()}
    for page in pages:
        view.add_last_publisher_name_to_page(names, page)
    return pages


WagtailFilterSet.get_form_class = form_class_with_visible_choices
AgingPagesView.decorate_paginated_queryset = name_last_publishers
