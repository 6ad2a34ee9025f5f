"""What the bodies of some hundred articles name, looked up together: pictures, documents, and the pages that links lead to."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.encoding import iri_to_uri
from wagtail.documents import get_document_model
from wagtail.models import Page

from byline.newsroom.models import Article, Picture, StandingPage
from byline.transfer.html.converter_context import ConverterContext, NoMedia, StoredFile
from byline.transfer.html.links import host_of
from byline.transfer.to_wordpress.id_map import IdMap

PICTURE = re.compile(r'"picture": (\d+)')
DOCUMENT = re.compile(r'"document": (\d+)|linktype="document" id="(\d+)"')
PAGE = re.compile(r'linktype="page" id="(\d+)"')


@dataclass(frozen=True)
class LinkTarget:
    """Where a link leads, and how the block editor names that: `post`, `page` or `attachment`, with its number."""

    href: str
    kind: str = ""
    number: int | None = None


@dataclass
class References(NoMedia):
    """`root` is the site's address without the last slash. It tells the reader of our own export what is here (`setting`)."""

    root: str
    numbers: IdMap
    is_rtl: bool = False
    pictures: dict[int, Picture] = field(default_factory=dict)
    documents: dict[int, Any] = field(default_factory=dict)
    pages: dict[int, LinkTarget] = field(default_factory=dict)
    held: dict[int | str, StoredFile] = field(default_factory=dict)

    def fill(self, bodies: Iterable[Any], leads: Iterable[int] = ()) -> None:
        """Have what these streams name, and these pictures, and nothing else."""
        texts = [
            json.dumps(list(body.raw_data), default=str).replace('\\"', '"') for body in bodies
        ]
        pictures = {int(number) for text in texts for number in PICTURE.findall(text)} | set(leads)
        documents = {int(one or other) for text in texts for one, other in DOCUMENT.findall(text)}
        linked = {int(number) for text in texts for number in PAGE.findall(text)}
        self.pictures = Picture.objects.in_bulk(pictures) if pictures else {}
        self.documents = get_document_model().objects.in_bulk(documents) if documents else {}
        self.pages = self._targets(linked) if linked else {}
        self.held = {
            self.number(one): StoredFile(one.pk, one.file.url, one.description)
            for one in self.pictures.values()
        }
        self.held |= {
            self.file(one): StoredFile(one.pk, one.url) for one in self.documents.values()
        }

    def _targets(self, linked: set[int]) -> dict[int, LinkTarget]:
        articles = Article.objects.filter(pk__in=linked).select_related("site", "section")
        found = {article.pk: self._target(article) for article in articles}
        for page in Page.objects.filter(pk__in=linked - set(found)).specific():
            if parts := page.get_url_parts():
                named = (
                    ("page", self.numbers.of("page", page.pk))
                    if isinstance(page, StandingPage)
                    else ("", None)
                )
                found[page.pk] = LinkTarget(f"{parts[1]}{parts[2]}", *named)
        return found

    def _target(self, article: Article) -> LinkTarget:
        """Numbers are a site's own: what stands on another is named by its address alone."""
        root = article.site.root_url
        return (
            LinkTarget(root + article.href, "post", article.post_id)
            if root == self.root
            else LinkTarget(root + article.href)
        )

    def file(self, picture_or_document: Any) -> str:
        """Where the file is to be had."""
        if isinstance(picture_or_document, Picture):
            return self.whole(picture_or_document.file.url)
        return self.whole(picture_or_document.url)

    def whole(self, address: str) -> str:
        """An address with scheme and host, as it is written in a link."""
        return iri_to_uri(self.root + address) if address.startswith("/") else address

    def number(self, picture_or_document: Any) -> int:
        return self.numbers.of(
            "picture" if isinstance(picture_or_document, Picture) else "document",
            picture_or_document.pk,
        )

    def picture(self, number: int | None, address: str) -> StoredFile | None:
        return self.held.get(number or 0)

    def document(self, number: int | None, address: str) -> StoredFile | None:
        return self.held.get(address)

    def linked(self, kind: str, number: str) -> int | None:
        """As ConverterContext says."""
        return next(
            (pk for pk, to in self.pages.items() if (to.kind, str(to.number)) == (kind, number)),
            None,
        )

    @property
    def setting(self) -> ConverterContext:
        return ConverterContext(
            media=self,
            base=self.root,
            hosts=frozenset({host_of(self.root)}),
            rtl=self.is_rtl,
            linked=self.linked,
        )
