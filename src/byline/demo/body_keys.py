"""Putting a body together: the keys that the files use become the numbers that the database gave."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from byline.demo.body_notation import DemoBlock
from byline.newsroom.models import Article, Picture


@dataclass
class ContentByKey:
    """What has been made so far and can be put into a page, by key."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)

    def set_body(self, body: list[DemoBlock]) -> list[DemoBlock]:
        """The blocks as a body's stream keeps them."""
        return [self._set(block) for block in body]

    def _set(self, part: Any) -> Any:
        if isinstance(part, list):
            return [self._set(each) for each in part]
        if isinstance(part, Mapping):
            return {name: self._numbered(name, value) for name, value in part.items()}
        if isinstance(part, str):
            return re.sub(
                r'(linktype="page" id=")([^"]+)',
                lambda link: f"{link[1]}{self.articles[link[2]].pk}",
                part,
            )
        return part

    def _numbered(self, name: str, value: Any) -> Any:
        if name == "picture":
            return self.pictures[value].pk
        if name == "document":
            return self.documents[value].pk
        return self._set(value)
