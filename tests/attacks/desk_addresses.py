"""Every address of the desk, from the URLconf itself, so that a new view is attacked too."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from django.db.models import Model
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from planting import Newsroom
from taggit.models import Tag
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import get_page_models

from byline.newsroom.models import Article, Review

DESK = "admin/"
NOT_ATTACKED = {
    "wagtailadmin_logout": "ends the attacker's session",
    "wagtailadmin_password_reset_confirm": "is opened with a token",
    "": "pages without a name: our sign-in page, Wagtail's test page, and the desk's 404",
}


@dataclass(frozen=True)
class DeskAddress:
    """One URL pattern: its full name, and the names of its parameters."""

    name: str
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """An address with its arguments filled in."""

    name: str
    path: str


def desk_addresses() -> list[DeskAddress]:
    return sorted(set(_walk(get_resolver(), "", ())), key=lambda address: address.name)


@cache
def names_of_addresses() -> set[str]:
    return {address.name for address in desk_addresses()}


def _walk(resolver: URLResolver, prefix: str, namespaces: tuple[str, ...]) -> Iterator[DeskAddress]:
    for pattern in resolver.url_patterns:
        whole = prefix + str(pattern.pattern)
        if not (whole.startswith(DESK) or DESK.startswith(whole)):
            continue
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, whole, inner)
        elif isinstance(pattern, URLPattern) and whole.startswith(DESK):
            name = ":".join([*namespaces, pattern.name]) if pattern.name else ""
            if name not in NOT_ATTACKED:
                yield DeskAddress(name, _parameters(pattern, whole))


def _parameters(pattern: URLPattern, whole: str) -> tuple[str, ...]:
    return tuple({**pattern.pattern.converters, **pattern.pattern.regex.groupindex})


PAGE_TARGET = "page"
WITHOUT_OBJECTS: dict[str, list[Any]] = {"filter_spec": ["max-800x600"], "session_id": [1]}
OF_PARAMETER = {
    "page_id": PAGE_TARGET,
    "parent_page_id": PAGE_TARGET,
    "page_to_move_id": PAGE_TARGET,
    "page_pk": PAGE_TARGET,
    "object_id": PAGE_TARGET,
    "revision_id": "revision",
    "revision_id_a": "revision",
    "revision_id_b": "revision",
    "task_state_id": "task_state",
    "task_id": "task",
    "workflow_state_id": "workflow_state",
    "workflow_pk": "workflow",
    "collection_id": "collection",
    "document_id": "document",
    "doc_id": "document",
    "image_id": "picture",
    "site": "site",
    "site_pk": "site",
    "person": "user",
    "word": "word",
    "ban_pk": "ban",
    "objection": "objection",
}
# What `pk` and `uploaded_file_id` are, by the beginning of the address's name; the first that fits.
OF_NAME = {
    "wagtailadmin_api:pages": PAGE_TARGET,
    "wagtailadmin_api:documents": "document",
    "wagtailadmin_api:images": "picture",
    "wagtailadmin_pages": PAGE_TARGET,
    "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows:edit_task": "task",
    "wagtailadmin_workflows:disable_task": "task",
    "wagtailadmin_workflows:enable_task": "task",
    "wagtailadmin_workflows": "workflow",
    "byline_delivery": "delivery",
    "byline_response": "response",
    "byline_objection": "response",
    "byline_article_reads": "article",
    "wagtailsettings": "site",
    "wagtailsites": "site",
    "wagtailusers_users": "user",
    "wagtailusers_groups": "group",
    "wagtailsnippets_newsroom_contributor": "contributor",
    "wagtailsnippetchoosers_newsroom_contributor": "contributor",
    "wagtaildocs_chooser": "document",
    "wagtailimages_chooser": "picture",
    "wagtaildocs": "document_upload",
    "wagtailimages": "picture_upload",
}


def targets(address: DeskAddress, victim: Newsroom, attacker: Newsroom) -> list[Target]:
    """The address with the victim's things for its arguments, in several combinations."""
    filled = []
    for models in _model_names(address):
        others = [name for name in address.parameters if name not in models]
        choices = [_values(address, name, victim, attacker) for name in others]
        for values in product(*choices):
            arguments = models | dict(zip(others, values, strict=True))
            try:
                filled.append(Target(address.name, reverse(address.name, kwargs=arguments)))
            except NoReverseMatch as error:
                raise AssertionError(f"{address} cannot be filled with {arguments}") from error
    return filled


def _model_names(address: DeskAddress) -> list[dict[str, Any]]:
    """The parameters that name a model, or a model's bulk action, in each combination there is."""
    app, model, *action = [
        name
        for ending in ("app_name", "app_label", "model_name", "action")
        for name in address.parameters
        if name.endswith(ending)
    ] or ("", "")
    if not app:
        return [{}]
    if action:
        bulk_action_registry._scan_for_bulk_actions()
        return [
            {app: app_label, model: model_name, action[0]: verb}
            for app_label, models in bulk_action_registry.actions.items()
            for model_name, verbs in models.items()
            for verb in verbs
        ]
    return [
        {app: row._meta.app_label, model: row._meta.model_name} for row in _models_for(address.name)
    ]


def _models_for(name: str) -> list[type[Model]]:
    """The models that an address with `app_label` and `model_name` is for."""
    if name.startswith("wagtailsettings"):
        return [setting for setting in settings_registry if issubclass(setting, BaseSiteSetting)]
    if name.startswith("wagtailadmin_tag"):
        return [Tag]
    if name.startswith("wagtailadmin_workflows"):
        return [Review]
    if name.startswith("wagtailadmin_editing_sessions"):
        return [Article]
    return [page for page in get_page_models() if page.__module__.startswith("byline")]


def _values(
    address: DeskAddress, parameter: str, victim: Newsroom, attacker: Newsroom
) -> list[Any]:
    if parameter == "destination_id":  # into one's own section, or another's
        return [attacker.news.pk, victim.news.pk]
    if parameter == "action_name":
        is_api = address.name.startswith("wagtailadmin_api")
        return list(PagesAdminAPIViewSet.actions) if is_api else ["approve", "reject"]
    if parameter in WITHOUT_OBJECTS:
        return WITHOUT_OBJECTS[parameter]
    kind = OF_PARAMETER.get(parameter) or next(
        (kind for name, kind in OF_NAME.items() if address.name.startswith(name)), ""
    )
    values = victim.pks(kind)
    assert values, f"Say what “{parameter}” of {address.name} is, in desk_addresses.py."
    return values if kind == PAGE_TARGET else values[:1]
