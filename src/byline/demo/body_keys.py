"""Replaces the keys in the demo's files by primary keys of the database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from byline.demo.body_notation import DemoBlock
from byline.newsroom.models import Article, Picture


@dataclass
class ContentByKey:
    """Pictures, documents and articles that were already created, by key."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)

    def resolve_body(self, body: list[DemoBlock]) -> list[DemoBlock]:
        """The blocks with primary keys, in the form of a body's stream data."""
        return [self._resolve(block) for block in body]

    def _resolve(self, part: Any) -> Any:
        if isinstance(part, list):
            return [self._resolve(item) for item in part]
        if isinstance(part, Mapping):
            return {name: self._resolve_field(name, value) for name, value in part.items()}
        if isinstance(part, str):
            return re.sub(
                r'(linktype="page" id=")([^"]+)',
                lambda link: f"{link[1]}{self.articles[link[2]].pk}",
                part,
            )
        return part

    def _resolve_field(self, name: str, value: Any) -> Any:
        if name == "picture":
            return self.pictures[value].pk
        if name == "document":
            return self.documents[value].pk
        return self._resolve(value)
