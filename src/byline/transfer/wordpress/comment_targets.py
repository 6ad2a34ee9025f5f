"""The articles that the comments of some items belong to."""

from collections.abc import Mapping
from functools import cached_property

from byline.newsroom.models import Article


class CommentTargets:
    """Articles are loaded when one has a new comment; until then, only their keys are needed."""

    def __init__(self, targets: Mapping[str, int]) -> None:
        self._targets = targets
        self._here = set(
            Article.objects.filter(pk__in=targets.values()).values_list("pk", flat=True)
        )

    def place(self, item: str) -> int | None:
        """The key of the item's article, None where it is not here."""
        target = self._targets.get(item)
        return target if target in self._here else None

    def whole(self, item: str) -> Article:
        """The item's article with its bylines. It must be here."""
        return self._whole[self._targets[item]]

    @cached_property
    def _whole(self) -> dict[int, Article]:
        here = Article.objects.filter(pk__in=self._here).select_related("site")
        return (
            here.only("title", "site", "published_at", "permalink")
            .prefetch_related("bylines")
            .in_bulk()
        )
