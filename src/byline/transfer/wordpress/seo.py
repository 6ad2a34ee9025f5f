"""Titles and descriptions for search engines that Yoast, Rank Math and others keep."""

import re

from byline.transfer.html.plain_text import plain_text
from byline.transfer.wordpress.wxr_records import WordPressItem
from byline.transfer.wordpress_format.field_names import DESCRIPTION_FIELDS, TITLE_FIELDS

SEO_FIELDS = frozenset({*TITLE_FIELDS, *DESCRIPTION_FIELDS})
VARIABLE = re.compile(r"%%(\w+)%%|%(\w+)%|#(\w+)")
MAX_TITLE_LENGTH = 255


def search_title(item: WordPressItem, site: str) -> str:
    """The post's own search title, "" without one or if it is only the default pattern."""
    value = _first(item, TITLE_FIELDS)
    if not VARIABLE.sub("", value).strip(" -–—|·"):
        return ""
    return _filled(value, item, site)[:MAX_TITLE_LENGTH]


def search_description(item: WordPressItem, site: str) -> str:
    return _filled(_first(item, DESCRIPTION_FIELDS), item, site)


def _first(item: WordPressItem, names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := item.meta.get(name, "").strip())), "")


def _filled(text: str, item: WordPressItem, site: str) -> str:
    """With the plugins' variables filled in; unknown ones are removed."""
    known = {
        "title": item.title,
        "post_title": item.title,
        "sitename": site,
        "site_title": site,
        "sep": "–",
        "separator_sa": "–",
    }
    known["excerpt"] = known["excerpt_only"] = item.excerpt
    filled = VARIABLE.sub(
        lambda match: known.get(match[1] or match[2] or match[3] or "", _kept(match)), text
    )
    return plain_text(filled).strip(" –")


def _kept(match: re.Match[str]) -> str:
    return match[0] if match[3] else ""
