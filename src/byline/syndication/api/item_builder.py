"""Making the API's items from models."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import urlencode

from byline.discussion.models import Comment
from byline.lib.scrub import scrub_html, with_whole_addresses
from byline.network.models import SiteSettings
from byline.newsroom.models import Article, Byline, Contributor, SectionPage
from byline.newsroom.queries import prefetch_cards
from byline.press.tags import depends_on
from byline.syndication.api.items import (
    ArticleItem,
    ArticleSummary,
    BylineItem,
    ContributorItem,
    CorrectionItem,
    NamedLink,
    PictureItem,
    ResponseItem,
    SectionItem,
)
from byline.syndication.articles import bodies_of, picture_of
from byline.syndication.rules import to_the_second


class ItemBuilder:
    """Makes items of one site."""

    def __init__(self, masthead: SiteSettings, *, has_full_text: bool) -> None:
        self.masthead, self.has_full_text = masthead, has_full_text
        self.root = str(masthead.site.root_url)

    def summaries(self, articles: Sequence[Article]) -> list[ArticleSummary]:
        prefetch_cards(articles)
        return [self._summary(article) for article in articles]

    def article(self, article: Article) -> ArticleItem:
        [body] = bodies_of([article], self.masthead)
        corrections = [
            CorrectionItem(
                kind=correction.kind,
                text=correction.text,
                published_at=to_the_second(correction.published_at),
            )
            for correction in article.published_corrections
        ]
        body_html = body if self.has_full_text else None
        return ArticleItem(
            **self._summary(article).model_dump(), corrections=corrections, body_html=body_html
        )

    def _summary(self, article: Article) -> ArticleSummary:
        depends_on(f"discussion:{article.pk}")
        number = article.post_id or 0
        thread = getattr(article, "thread", None)
        return ArticleSummary(
            id=number,
            guid=article.guid,
            url=self.root + article.href,
            api_url=self.to("article", number),
            headline=article.title,
            standfirst=article.standfirst,
            label=article.label,
            machine_assisted=article.machine_assisted,
            published_at=to_the_second(article.published_at),
            updated_at=article.updated_at and to_the_second(article.updated_at),
            bylines=[self._byline(byline) for byline in article.bylines.all()],
            section=self._section_named(article.section),
            further_sections=[
                self._section_named(section) for section in article.further_sections.all()
            ],
            tags=[
                NamedLink(name=tag.name, url=self.root + iri_to_uri(f"/tag/{tag.slug}/"))
                for tag in article.tags.all()
            ],
            lead_picture=self._picture(article),
            responses=thread.published if thread else 0,
            responses_url=self.listing("responses", article=number),
        )

    def _byline(self, byline: Byline) -> BylineItem:
        contributor = byline.contributor
        return BylineItem(
            name=contributor.name,
            role=byline.role,
            url=self.root + contributor.href,
            api_url=self.to("contributor", contributor.pk),
        )

    def _section_named(self, section: SectionPage) -> NamedLink:
        return NamedLink(
            name=section.title, url=self.root + section.href, api_url=self.to("section", section.pk)
        )

    def _picture(self, article: Article) -> PictureItem | None:
        rendition = picture_of(article, self.masthead)
        if rendition is None or article.lead_picture is None:
            return None
        return PictureItem(
            url=rendition.href,
            width=rendition.width,
            height=rendition.height,
            description=article.lead_picture.description,
            caption=article.lead_caption or article.lead_picture.caption,
            credit=article.lead_picture.credit,
        )

    def section(self, section: SectionPage) -> SectionItem:
        return SectionItem(
            id=section.pk,
            name=section.title,
            url=self.root + section.href,
            api_url=self.to("section", section.pk),
            description=section.description,
            path=section.path_of_slugs,
            articles_url=self.listing("articles", section=section.path_of_slugs),
        )

    def contributor(self, person: Contributor) -> ContributorItem:
        return ContributorItem(
            id=person.pk,
            name=person.name,
            url=self.root + person.href,
            api_url=self.to("contributor", person.pk),
            slug=person.slug,
            position=person.position,
            biography=person.biography,
            links=list(person.elsewhere),
            articles_url=self.listing("articles", contributor=person.slug),
        )

    def response(self, comment: Comment) -> ResponseItem:
        href, number = self.root + comment.permalink, comment.article.post_id or 0
        return ResponseItem(
            id=comment.pk,
            number=comment.published_number,
            url=href,
            api_url=self.to("response", comment.pk),
            article_id=number,
            article_api_url=self.to("article", number),
            kind=comment.kind,
            name=comment.name,
            link=comment.link,
            text_html=with_whole_addresses(scrub_html(comment.html), href),
            posted_at=to_the_second(comment.posted_at),
            edited_at=comment.edited_at and to_the_second(comment.edited_at),
            in_reply_to=comment.parent.number if comment.parent else None,
        )

    def to(self, kind: str, key: int) -> str:
        """The API address of an object."""
        return self.root + reverse(f"api_{kind}", args=[key])

    def listing(self, kind: str, **query: str | int) -> str:
        return f"{self.root}{reverse(f'api_{kind}')}?{urlencode(query)}"
