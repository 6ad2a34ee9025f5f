"""The OpenAPI document (3.1.0), generated from the items, so that both always agree."""

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from byline import __version__
from byline.network.models import SiteSettings
from byline.syndication.api.items import (
    ArticleItem,
    ArticleSummary,
    ContributorItem,
    ErrorItem,
    Listing,
    ResponseItem,
    SectionItem,
)
from byline.syndication.api.parameters import DEFAULT_LIMIT, MAX_LIMIT

SCHEMA_REF = "#/components/schemas/{model}"
POSITIVE_INTEGER = {"type": "integer", "minimum": 1}
PAGING = {
    "limit": (
        {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        "The maximum number of items.",
    ),
    "offset": (
        {"type": "integer", "minimum": 0, "default": 0},
        "The number of items to skip.",
    ),
}
DATE_TIME = {"type": "string", "format": "date-time"}
FILTERS = {
    "section": (
        {"type": "string"},
        "The path of a section: what is filed under it and those below it.",
    ),
    "contributor": ({"type": "string"}, "The slug of a contributor."),
    "tag": ({"type": "string"}, "The slug of a tag."),
    "published_after": (DATE_TIME, "Only what was published after this moment."),
    "published_before": (DATE_TIME, "Only what was published before this moment."),
}
RESPONSE_FILTERS = {
    "article": (
        POSITIVE_INTEGER,
        "The number of an article: its responses, in the order of their numbers.",
    )
}
Parameters = dict[str, tuple[dict[str, Any], str]]

LIST_OPERATIONS: dict[str, tuple[str, type[BaseModel], Parameters]] = {
    "articles": ("Published articles, the newest first", Listing[ArticleSummary], FILTERS),
    "sections": ("The sections, in the order of the tree", Listing[SectionItem], {}),
    "contributors": (
        "Everybody in the byline of a published article",
        Listing[ContributorItem],
        {},
    ),
    "responses": ("Published responses, the newest first", Listing[ResponseItem], RESPONSE_FILTERS),
}
ITEM_OPERATIONS: dict[str, tuple[str, type[BaseModel]]] = {
    "articles": ("An article with its text", ArticleItem),
    "sections": ("A section", SectionItem),
    "contributors": ("A contributor", ContributorItem),
    "responses": ("A response", ResponseItem),
}


def document_for(masthead: SiteSettings) -> str:
    """The document as JSON, for the site with these settings."""
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": f"{masthead.name}: read API",
            "version": __version__,
            "description": (
                "The contents of the site's pages, for programs. Read-only; no key is needed."
            ),
        },
        "servers": [{"url": masthead.site.root_url}],
        "paths": paths(),
        "components": {"schemas": schemas()},
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def paths() -> dict[str, Any]:
    lists = {
        f"/api/v1/{name}/": {"get": _operation(f"list_{name}", *operation)}
        for name, operation in LIST_OPERATIONS.items()
    }
    ones = {
        f"/api/v1/{name}/{{id}}/": {
            "get": _operation(f"get_{name}", summary, model, {}, by_id=True)
        }
        for name, (summary, model) in ITEM_OPERATIONS.items()
    }
    return lists | ones


def schemas() -> dict[str, Any]:
    models = (
        [model for _says, model, _asked in LIST_OPERATIONS.values()]
        + [model for _says, model in ITEM_OPERATIONS.values()]
        + [ErrorItem]
    )
    _places, defined = models_json_schema(
        [(model, "serialization") for model in models], ref_template=SCHEMA_REF
    )
    schemas_by_name: dict[str, Any] = defined["$defs"]
    return schemas_by_name


def _operation(
    name: str, summary: str, model: type[BaseModel], asked: Parameters, *, by_id: bool = False
) -> dict[str, Any]:
    given = [
        _parameter(key, schema, description)
        for key, (schema, description) in ({} if by_id else PAGING | asked).items()
    ]
    path = (
        [{"name": "id", "in": "path", "required": True, "schema": POSITIVE_INTEGER}]
        if by_id
        else []
    )
    return {
        "operationId": name,
        "summary": summary,
        "parameters": path + given,
        "responses": {
            "200": _response(summary, model),
            "404": _response(
                "There is no such object, or none of those named as filters", ErrorItem
            ),
        }
        | ({} if by_id else {"400": _response("A parameter is invalid", ErrorItem)}),
    }


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _response(summary: str, model: type[BaseModel]) -> dict[str, Any]:
    names = models_json_schema([(model, "serialization")], ref_template=SCHEMA_REF)[0]
    return {
        "description": summary,
        "content": {"application/json": {"schema": names[model, "serialization"]}},
    }
