"""Under which articles the comments of some items stand."""

from collections.abc import Mapping
from functools import cached_property

from byline.newsroom.models import Article


class CommentTargets:
    """The articles of some items. Read when one says something new; until then it is enough to know which are here."""

    def __init__(self, targets: Mapping[str, int]) -> None:
        self._targets = targets
        self._here = set(
            Article.objects.filter(pk__in=targets.values()).values_list("pk", flat=True)
        )

    def place(self, item: str) -> int | None:
        """The item's article by its id, None where it is not here."""
        target = self._targets.get(item)
        return target if target in self._here else None

    def whole(self, item: str) -> Article:
        """Its article, which is here, with who is named over it."""
        return self._whole[self._targets[item]]

    @cached_property
    def _whole(self) -> dict[int, Article]:
        here = Article.objects.filter(pk__in=self._here).select_related("site")
        return (
            here.only("title", "site", "published_at", "permalink")
            .prefetch_related("bylines")
            .in_bulk()
        )
