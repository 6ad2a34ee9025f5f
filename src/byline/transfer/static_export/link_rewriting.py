"""How the files name each other, in the way that was chosen."""

from posixpath import dirname, relpath
from urllib.parse import quote, urlsplit

from byline.transfer.static_export.choices import LinkStyle
from byline.transfer.static_export.crawling import TEXT_TYPES, site_addresses_in_text
from byline.transfer.static_export.file_paths import SAFE_PATH_CHARACTERS, key_of
from byline.transfer.static_export.html_addresses import (
    ABSOLUTE_ONLY,
    remove_dead_links_in_feed,
    replace_in_css,
    replace_in_html,
)

MAX_REDIRECTS = 10  # redirects that are followed


class LinkRewriter:
    """`files` are the files of all pages by their keys, `leads` where the others lead; `base` is where they will be served.

    `broken` collects what leads nowhere: (page, address).
    """

    def __init__(
        self, root: str, base: str, links: LinkStyle, files: dict[str, str], leads: dict[str, str]
    ) -> None:
        self.root, self.base, self.links = root, base.rstrip("/"), links
        self._files, self._leads = files, leads
        self._in_text = site_addresses_in_text(root)
        self.broken: set[tuple[str, str]] = set()

    def fresh(self, key: str, kind: str, body: bytes) -> bytes:
        """The page as it will lie in its file."""
        text = body.decode(errors="surrogateescape")
        if kind == "text/html":
            text = replace_in_html(text, lambda *named: self._in_html(key, *named), self.in_text)
        elif kind == "text/css":
            text = replace_in_css(text, lambda url: self._in_style(key, url))
        elif kind.startswith(TEXT_TYPES):
            text = self.in_text(remove_dead_links_in_feed(text, self._leads_nowhere))
        return text.encode(errors="surrogateescape")

    def in_text(self, text: str) -> str:
        """The text with whole addresses as they will be."""
        return self._in_text.sub(
            lambda found: found[0] if found["keep"] else self._whole(found["url"]), text
        )

    def href(self, file: str, key: str) -> str | None:
        """How a page in this file names the one with `key`; None where that leads nowhere."""
        target, outside = self.end_of(key)
        if outside:
            return outside
        if target is None:
            return None
        if self.links is LinkStyle.RELATIVE:
            return quote(
                relpath(self._files[target], dirname(file) or "."), safe=SAFE_PATH_CHARACTERS
            )
        place = self.place_of(target)
        return (
            self.base + place
            if self.links is LinkStyle.ABSOLUTE
            else urlsplit(self.base).path + place
        )

    def place_of(self, key: str) -> str:
        """The path at which a web server gives this page, from the top of the files."""
        file = self._files[key]
        return "/" + quote(file.removesuffix("index.html"), safe=SAFE_PATH_CHARACTERS)

    def end_of(self, key: str) -> tuple[str | None, str]:
        """The page that this address comes to, redirects followed; or the address elsewhere that it leads to; or neither."""
        for _ in range(MAX_REDIRECTS):
            if key in self._files:
                return key, ""
            bare = key.partition("?")[0]
            leads = self._leads.get(key) or (bare if bare != key else "")
            if not leads:
                return None, ""
            if not leads.startswith("/"):
                return None, leads
            key = leads.partition("#")[0]
        return None, ""

    def _leads_nowhere(self, url: str) -> bool:
        key = key_of(url, url, self.root)
        return key is not None and self.end_of(key) == (None, "")

    def _in_html(self, page: str, element: str, attribute: str, url: str) -> str | None:
        if (element, attribute) in ABSOLUTE_ONLY:
            return self._whole(url) if url.startswith(f"{self.root}/") else url
        if url.startswith("#") or not url:
            return url
        key = key_of(url, self.root + page, self.root)
        if key is None:
            return url
        if element == "link" and attribute == "href" and url.startswith(f"{self.root}/"):
            return self._whole(url)  # canonical addresses and the like are whole ones
        fresh = self.href(self._files.get(page, ""), key)
        if fresh is None:
            self.broken.add((page, url))
            return None
        _, mark, fragment = url.partition("#")
        return fresh + mark + fragment

    def _in_style(self, page: str, url: str) -> str:
        key = None if url.startswith("data:") else key_of(url, self.root + page, self.root)
        return (self.href(self._files[page], key) if key else None) or url

    def _whole(self, url: str) -> str:
        bare, mark, rest = url.partition("#")
        key = key_of(bare, bare, self.root)
        target = self.end_of(key)[0] if key else None
        return self.base + self.place_of(target) + mark + rest if target else url
