"""Rewrites links so that the files link to each other in the chosen way."""

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

MAX_REDIRECTS = 10  # in a chain


class LinkRewriter:
    """`files` has the file of each page by its key, `redirects` the targets of the other keys.

    The files will be served at `base`. `broken` collects dead links as pairs of page and address.
    """

    def __init__(
        self,
        root: str,
        base: str,
        links: LinkStyle,
        files: dict[str, str],
        redirects: dict[str, str],
    ) -> None:
        self.root, self.base, self.links = root, base.rstrip("/"), links
        self._files, self._redirects = files, redirects
        self._in_text = site_addresses_in_text(root)
        self.broken: set[tuple[str, str]] = set()

    def rewrite(self, key: str, media_type: str, body: bytes) -> bytes:
        """The content of the page's file."""
        text = body.decode(errors="surrogateescape")
        if media_type == "text/html":
            text = replace_in_html(text, lambda *link: self._in_html(key, *link), self.in_text)
        elif media_type == "text/css":
            text = replace_in_css(text, lambda url: self._in_style(key, url))
        elif media_type.startswith(TEXT_TYPES):
            text = self.in_text(remove_dead_links_in_feed(text, self._is_dead))
        return text.encode(errors="surrogateescape")

    def in_text(self, text: str) -> str:
        """Rewrite the absolute addresses in a text."""
        return self._in_text.sub(
            lambda match: match[0] if match["keep"] else self._absolute(match["url"]), text
        )

    def href(self, file: str, key: str) -> str | None:
        """The link from a page in this file to `key`; None if that is a dead link."""
        target, external = self.resolve(key)
        if external:
            return external
        if target is None:
            return None
        if self.links is LinkStyle.RELATIVE:
            return quote(
                relpath(self._files[target], dirname(file) or "."), safe=SAFE_PATH_CHARACTERS
            )
        base = self.base if self.links is LinkStyle.ABSOLUTE else urlsplit(self.base).path
        return base + self.path_of(target)

    def path_of(self, key: str) -> str:
        """The path at which a web server serves this page, from the root of the files."""
        file = self._files[key]
        return "/" + quote(file.removesuffix("index.html"), safe=SAFE_PATH_CHARACTERS)

    def resolve(self, key: str) -> tuple[str | None, str]:
        """Follow redirects to a page of the export (first value) or another site (second value).

        (None, "") means a dead link.
        """
        for _ in range(MAX_REDIRECTS):
            if key in self._files:
                return key, ""
            bare_path = key.partition("?")[0]
            target = self._redirects.get(key) or (bare_path if bare_path != key else "")
            if not target:
                return None, ""
            if not target.startswith("/"):
                return None, target
            key = target.partition("#")[0]
        return None, ""

    def _is_dead(self, url: str) -> bool:
        key = key_of(url, url, self.root)
        return key is not None and self.resolve(key) == (None, "")

    def _in_html(self, page: str, element: str, attribute: str, url: str) -> str | None:
        if (element, attribute) in ABSOLUTE_ONLY:
            return self._absolute(url) if url.startswith(f"{self.root}/") else url
        if url.startswith("#") or not url:
            return url
        key = key_of(url, self.root + page, self.root)
        if key is None:
            return url
        if element == "link" and attribute == "href" and url.startswith(f"{self.root}/"):
            return self._absolute(url)  # such as the canonical address
        href = self.href(self._files.get(page, ""), key)
        if href is None:
            self.broken.add((page, url))
            return None
        _, separator, fragment = url.partition("#")
        return href + separator + fragment

    def _in_style(self, page: str, url: str) -> str:
        key = None if url.startswith("data:") else key_of(url, self.root + page, self.root)
        return (self.href(self._files[page], key) if key else None) or url

    def _absolute(self, url: str) -> str:
        bare_url, separator, fragment = url.partition("#")
        key = key_of(bare_url, bare_url, self.root)
        target = self.resolve(key)[0] if key else None
        return self.base + self.path_of(target) + separator + fragment if target else url
