"""The API's items. The OpenAPI document is made from these classes.

Addresses are full, moments have a time zone, `*_html` is scrubbed, and all other text is plain.
"""

from datetime import datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]


class ApiModel(BaseModel):
    model_config = ConfigDict(frozen=True)


class NamedLink(ApiModel):
    """A section, tag or contributor, where another item names it."""

    name: str
    url: Url
    api_url: Annotated[
        Url | None,
        Field(description="Its address in the API; null if it has none."),
    ] = None


class BylineItem(ApiModel):
    name: str
    role: str = Field(description="What the person did: by, reported, photographs …")
    url: Url
    api_url: Url


class PictureItem(ApiModel):
    url: Url
    width: int
    height: int
    description: str
    caption: str
    credit: str


class CorrectionItem(ApiModel):
    kind: str = Field(description="correction or clarification.")
    text: str
    published_at: datetime


class ArticleSummary(ApiModel):
    """An article in a list."""

    id: int = Field(description="Its permanent number on the site; /s/NUMBER leads to it.")
    guid: str = Field(description="Its id in feeds; it never changes.")
    url: Url
    api_url: Url
    headline: str
    standfirst: str
    label: str = Field(description="news, analysis, opinion, satire or sponsored.")
    machine_assisted: bool
    published_at: datetime
    updated_at: datetime | None
    bylines: list[BylineItem]
    section: NamedLink
    further_sections: list[NamedLink]
    tags: list[NamedLink]
    lead_picture: PictureItem | None
    responses: int = Field(description="How many are published.")
    responses_url: Url = Field(description="Where the API lists them.")


class ArticleItem(ArticleSummary):
    """An article with its text."""

    corrections: list[CorrectionItem]
    body_html: str | None = Field(description="Null if the site's feeds contain summaries only.")


class SectionItem(ApiModel):
    id: int
    name: str
    url: Url
    api_url: Url
    description: str
    path: str = Field(
        description="Its slugs, from the top: what `section` of a list of articles takes."
    )
    articles_url: Url


class ContributorItem(ApiModel):
    id: int
    name: str
    url: Url
    api_url: Url
    slug: str = Field(description="What `contributor` of a list of articles takes.")
    position: str
    biography: str
    links: list[Url] = Field(description="The person's profiles elsewhere.")
    articles_url: Url


class ResponseItem(ApiModel):
    """A published response. E-mail and IP addresses of its author are not included."""

    id: int
    number: int = Field(description="Its number under its article, for ever.")
    url: Url
    api_url: Url
    article_id: int
    article_api_url: Url
    kind: str = Field(description="response, or what kind of ping it is.")
    name: str
    link: str
    text_html: str
    posted_at: datetime
    edited_at: datetime | None
    in_reply_to: int | None = Field(description="The number of the response that it answers.")


class ListMeta(ApiModel):
    total_count: int = Field(description="How many there are, on this page and the others.")


Item = TypeVar("Item")


class Listing(ApiModel, Generic[Item]):
    meta: ListMeta
    items: list[Item]


class ErrorItem(ApiModel):
    message: str = Field(description="What is wrong, and what is accepted.")
