"""The pictures, documents and pages that article bodies refer to, loaded together."""

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
PAGE_LINK = re.compile(r'linktype="page" id="(\d+)"')


@dataclass(frozen=True)
class LinkTarget:
    """The address that a link leads to, and the kind and id that the block editor stores with it.

    `kind` is `post`, `page` or `attachment`, or "" where the address alone is stored.
    """

    href: str
    kind: str = ""
    wp_id: int | None = None


@dataclass
class References(NoMedia):
    """`root` is the site's address without a slash at the end.

    As the importer's `Media` and `linked` (see `converter_context`), it resolves what the exported
    markup refers to, so that the markup can be read back while it is written.
    """

    root: str
    ids: IdMap
    is_rtl: bool = False
    pictures: dict[int, Picture] = field(default_factory=dict)
    documents: dict[int, Any] = field(default_factory=dict)
    pages: dict[int, LinkTarget] = field(default_factory=dict)
    stored_files: dict[int | str, StoredFile] = field(default_factory=dict)

    def load(self, bodies: Iterable[Any], lead_pictures: Iterable[int] = ()) -> None:
        """Load what these stream fields refer to, and these pictures; forget everything else."""
        texts = [
            json.dumps(list(body.raw_data), default=str).replace('\\"', '"') for body in bodies
        ]
        pictures = {int(pk) for text in texts for pk in PICTURE.findall(text)} | set(lead_pictures)
        documents = {
            int(in_block or in_link)
            for text in texts
            for in_block, in_link in DOCUMENT.findall(text)
        }
        pages = {int(pk) for text in texts for pk in PAGE_LINK.findall(text)}
        self.pictures = Picture.objects.in_bulk(pictures) if pictures else {}
        self.documents = get_document_model().objects.in_bulk(documents) if documents else {}
        self.pages = self._targets(pages) if pages else {}
        self.stored_files = {
            self.media_id(picture): StoredFile(picture.pk, picture.file.url, picture.description)
            for picture in self.pictures.values()
        }
        self.stored_files |= {
            self.file_url(document): StoredFile(document.pk, document.url)
            for document in self.documents.values()
        }

    def _targets(self, pages: set[int]) -> dict[int, LinkTarget]:
        articles = Article.objects.filter(pk__in=pages).select_related("site", "section")
        targets = {article.pk: self._article_target(article) for article in articles}
        for page in Page.objects.filter(pk__in=pages - set(targets)).specific():
            if parts := page.get_url_parts():
                href = f"{parts[1]}{parts[2]}"
                targets[page.pk] = (
                    LinkTarget(href, "page", self.ids.post_id("page", page.pk))
                    if isinstance(page, StandingPage)
                    else LinkTarget(href)
                )
        return targets

    def _article_target(self, article: Article) -> LinkTarget:
        """An article of another site is stored by its address alone: ids belong to one site."""
        root = article.site.root_url
        if root != self.root:
            return LinkTarget(root + article.href)
        return LinkTarget(root + article.href, "post", article.post_id)

    def file_url(self, picture_or_document: Any) -> str:
        """The whole address of the file."""
        if isinstance(picture_or_document, Picture):
            return self._absolute(picture_or_document.file.url)
        return self._absolute(picture_or_document.url)

    def _absolute(self, address: str) -> str:
        return iri_to_uri(self.root + address) if address.startswith("/") else address

    def media_id(self, picture_or_document: Any) -> int:
        kind = "picture" if isinstance(picture_or_document, Picture) else "document"
        return self.ids.post_id(kind, picture_or_document.pk)

    def picture(self, number: int | None, address: str) -> StoredFile | None:
        return self.stored_files.get(number or 0)

    def document(self, number: int | None, address: str) -> StoredFile | None:
        return self.stored_files.get(address)

    def linked(self, kind: str, number: str) -> int | None:
        """The primary key of the page with this kind and id; see ConverterContext."""
        return next(
            (
                pk
                for pk, target in self.pages.items()
                if (target.kind, str(target.wp_id)) == (kind, number)
            ),
            None,
        )

    @property
    def converter_context(self) -> ConverterContext:
        return ConverterContext(
            media=self,
            base=self.root,
            hosts=frozenset({host_of(self.root)}),
            rtl=self.is_rtl,
            linked=self.linked,
        )
