"""Whether somebody may refer to everything that a form newly refers to."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from byline.newsroom.models import Contributor, Picture
from byline.newsroom.page_policy import page_policy

CHOOSE = "choose"
Reference = tuple[int, str]


def references_of(instance: Model) -> set[Reference]:
    """The content type and key of everything that the instance refers to, in rich text too."""
    references = ReferenceIndex._extract_references_from_object(instance)  # noqa: SLF001 - no public name
    return {(content_type, str(key)) for content_type, key, *_where in references}


def check_new_references(user: Any, new: set[Reference]) -> None:
    """Raise ValidationError unless the person may choose all of these."""
    by_type: dict[int, set[str]] = {}
    for content_type, key in new:
        by_type.setdefault(content_type, set()).add(key)
    for content_type, keys in by_type.items():
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        if not issubclass(model, Page | Picture | Contributor | get_document_model()):
            continue
        existing = model._default_manager.filter(pk__in=keys).values("pk")
        if choosable(user, model).filter(pk__in=existing).count() < existing.count():
            raise ValidationError(
                _(
                    "This refers to a page, a picture, a document or a contributor that you may"
                    " not use. Choose another."
                )
            )


def choosable(user: Any, model: type[Model]) -> Any:
    if issubclass(model, Page):
        pages = page_policy.choosable_instances(user)
        return pages if model is Page else model._default_manager.filter(pk__in=pages.values("pk"))
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, [CHOOSE, "change"])
