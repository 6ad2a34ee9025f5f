"""Values of an export without a place here, in a file beside the report: JSON Lines."""

import json
from collections import Counter
from pathlib import Path
from typing import IO, Any

from byline.transfer.wordpress.rules import COUNTERS
from byline.transfer.wordpress.seo import SEO_FIELDS
from byline.transfer.wordpress.wxr_records import WordPressComment, WordPressItem
from byline.transfer.wordpress_format.field_names import FIELD_PREFIX

PLACED_FIELDS = frozenset(
    {
        *COUNTERS,
        *SEO_FIELDS,
        "_thumbnail_id",
        "_wp_attached_file",
        "_wp_attachment_image_alt",
        "_edit_last",
        "_edit_lock",
        "_pingme",
        "_encloseme",
        "footnotes",
        "_yoast_wpseo_primary_category",
        "rank_math_primary_category",
    }
)
"""Fields that are used, or that mean nothing to anybody."""
IGNORED_PREFIXES = (FIELD_PREFIX, "_oembed_", "_menu_item_", "akismet_", "_wp_trash_meta_")


class UnplacedFields:
    """The file is created with its first line. `names` counts the fields."""

    def __init__(self, path: Path | None) -> None:
        self.path, self.names = path, Counter[str]()
        self._file: IO[str] | None = None

    def keep_item(self, item: WordPressItem) -> None:
        self._keep(item.type, item.key, item.name, item.line, item.meta)

    def keep_comment(self, comment: WordPressComment) -> None:
        self._keep("comment", comment.key, comment.name, comment.line, dict(comment.meta))

    def keep_whole_comment(self, comment: WordPressComment, under: str) -> None:
        """Keep a whole comment that has no article."""
        record = {
            "under": under,
            "author": comment.author,
            "url": comment.url,
            "date": comment.date,
            "text": comment.content,
        }
        self._write(
            {
                "kind": "comment",
                "id": comment.key,
                "name": comment.name,
                "line": comment.line,
                "comment": record,
            }
        )

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def _keep(self, kind: str, key: str, name: str, line: int, meta: dict[str, str]) -> None:
        kept = {
            field: value
            for field, value in meta.items()
            if field not in PLACED_FIELDS and not field.startswith(IGNORED_PREFIXES)
        }
        if kept:
            self.names.update(kept.keys())
            self._write({"kind": kind, "id": key, "name": name, "line": line, "fields": kept})

    def _write(self, record: dict[str, Any]) -> None:
        if self.path is None:
            return
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("w", encoding="utf-8", errors="replace")
        self._file.write(json.dumps(record, ensure_ascii=False) + "\n")
