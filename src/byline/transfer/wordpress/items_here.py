"""Which of the file's posts and pages are here, for the proof."""

from collections import Counter

from byline.transfer.run.comment_states import PUBLISHED
from byline.transfer.run.seen_keys import SeenKeys
from byline.transfer.wordpress.wxr_records import WordPressItem

NOT_PUBLISHED = "not published"


class ExpectedItems:
    """The posts and pages that came from the file, whether now or earlier, and in which state they are to be here."""

    def __init__(self) -> None:
        self.due: Counter[tuple[str, str]] = Counter()
        self._seen = {"post": SeenKeys(), "page": SeenKeys()}

    def note(self, item: WordPressItem) -> None:
        if self._seen[item.type].add(item.key):
            self.due[
                item.type,
                PUBLISHED if item.status == "publish" and not item.password else NOT_PUBLISHED,
            ] += 1

    def has(self, kind: str, key: str) -> bool:
        return key in self._seen[kind]
