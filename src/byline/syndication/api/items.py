"""What the API answers with. These classes are its contract: the OpenAPI document is made of them.

Every address is whole, every moment has a zone, `*_html` is scrubbed and everything else is plain text.
"""

from datetime import datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]


class ApiModel(BaseModel):
    model_config = ConfigDict(frozen=True)


class NamedLink(ApiModel):
    """A section, a tag or a contributor, where something else names it."""

    name: str
    url: Url
    api_url: Annotated[
        Url | None,
        Field(description="Where the API tells more of it; null for what it doesn't list."),
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
    """An article as lists show it."""

    id: int = Field(description="Its number on the site, for ever; /s/NUMBER leads to it.")
    guid: str = Field(description="What feeds know it by; it never changes.")
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
    """An article, whole."""

    corrections: list[CorrectionItem]
    body_html: str | None = Field(
        description="Null where the site gives its articles away as summaries only."
    )


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
    links: list[Url] = Field(description="Where else the person is found, by their own word.")
    articles_url: Url


class ResponseItem(ApiModel):
    """A published response. No address of whoever wrote it is told."""

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
