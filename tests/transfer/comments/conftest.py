from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Site

from byline.newsroom.models import Article
from byline.transfer.actions import import_comments
from byline.transfer.comments.disqus import DisqusReader
from byline.transfer.comments.isso import IssoReader
from byline.transfer.comments.json_lines import LinesReader
from byline.transfer.comments.run import CommentOptions
from byline.transfer.run.report import ImportReport
from byline.transfer.wordpress.comments_only import WordPressReader
from newsrooms import Publish, contributor, harbour_post, news, publish, reader  # noqa: F401  (fixtures)

Bring = Callable[..., ImportReport]


@pytest.fixture
def ferry(publish: Publish) -> Article:  # noqa: F811
    return publish("The ferry is late", permalink="/2016/09/17/ferry/")


@pytest.fixture
def bring(harbour_post: Site, tmp_path: Path) -> Bring:  # noqa: F811
    """Import comments from text (Disqus, WordPress) or a file (Isso, what was left over) into the
    Harbour Post.
    """

    def import_from(source: str | Path, *, rehearse: bool = False, **wanted: Any) -> ImportReport:
        path = source if isinstance(source, Path) else tmp_path / "export.xml"
        if isinstance(source, str):
            path.write_text(source, encoding="utf-8")
        opened = _reader(path, source)
        wanted = {"left": tmp_path / "left.jsonl", "gaps": tmp_path / "left.csv"} | wanted
        return import_comments(opened, harbour_post, CommentOptions(**wanted), rehearse=rehearse)

    return import_from


def _reader(path: Path, source: str | Path) -> Any:
    if path.suffix == ".db":
        return IssoReader(path)
    if path.suffix == ".jsonl":
        return LinesReader(path)
    return WordPressReader(path, UTC) if "<rss" in str(source) else DisqusReader(path)
