"""Which of the source's articles and pages should be here, for the proof."""

from collections import Counter

from byline.transfer.run.comment_states import PUBLISHED
from byline.transfer.run.seen_keys import SeenKeys
from byline.transfer.run.source_items import SourceItem
from byline.transfer.run.vocabulary import LIVE

NOT_PUBLISHED = "not published"


class ExpectedItems:
    """The items that this run or an earlier one imported, and whether they should be published."""

    def __init__(self) -> None:
        self.due: Counter[tuple[str, str]] = Counter()
        self._seen: dict[str, SeenKeys] = {}

    def note(self, item: SourceItem) -> None:
        if self._seen.setdefault(item.kind, SeenKeys()).add(item.key):
            self.due[item.kind, PUBLISHED if item.state == LIVE else NOT_PUBLISHED] += 1

    def has(self, kind: str, key: str) -> bool:
        return kind in self._seen and key in self._seen[kind]
