"""Filters of articles that lists, feeds and pages share."""

from django.db import models
from wagtail.models import PageQuerySet, Site

from byline.newsroom.models.byline import Byline
from byline.newsroom.models.section import SectionPage
from byline.newsroom.models.tag import ArticleTag


class ArticleQuerySet(PageQuerySet):
    """Filters that read as a sentence: `Article.objects.published().on(site).newest_first()`."""

    def published(self) -> "ArticleQuerySet":
        return self.filter(is_out=True)

    def on(self, site: Site) -> "ArticleQuerySet":
        return self.filter(site=site)

    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by("-published_at", "-pk")

    def filed_under(self, section: SectionPage) -> "ArticleQuerySet":
        """With this section, or one below it, as primary or further section."""
        tree = SectionPage.objects.descendant_of(section, inclusive=True).values("pk")
        further = self.model.further_sections.through.objects.filter(sectionpage__in=tree).values(
            "article"
        )
        return self.filter(models.Q(section__in=tree) | models.Q(pk__in=further))

    def by(self, contributor: models.Model) -> "ArticleQuerySet":
        return self.filter(pk__in=Byline.objects.filter(contributor=contributor).values("article"))

    def tagged(self, tag: models.Model) -> "ArticleQuerySet":
        return self.filter(pk__in=ArticleTag.objects.filter(tag=tag).values("content_object"))
