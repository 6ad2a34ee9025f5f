"""Numbers of articles within their site: short links and feed ids contain them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils.translation import gettext as _
from wagtail.models import Site

# One statement each, so that two writers never get one number. The row outlives every article.
COUNT_UP = """
    INSERT INTO newsroom_articlenumbers (site_id, last_number) VALUES (%s, %s)
    ON CONFLICT (site_id) DO UPDATE
        SET last_number = newsroom_articlenumbers.last_number + EXCLUDED.last_number
    RETURNING last_number
"""
KEEP_NUMBER = """
    INSERT INTO newsroom_articlenumbers (site_id, last_number) VALUES (%s, %s)
    ON CONFLICT (site_id) DO UPDATE SET last_number = EXCLUDED.last_number
        WHERE newsroom_articlenumbers.last_number < EXCLUDED.last_number
"""


class ArticleNumbers(models.Model):
    """The highest number that an article of the site ever had."""

    site = models.OneToOneField(
        Site, on_delete=models.CASCADE, primary_key=True, related_name="article_numbers"
    )
    last_number = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.site}: {self.last_number}"


class RetiredNumber(models.Model):
    """The number of an article that was deleted, or that moved to another site."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="retired_numbers")
    number = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "number"], name="retired_numbers_once")
        ]

    def __str__(self) -> str:
        return f"{self.site}: {self.number}"


def assign_number(article: Any, former_site: int | None, *, is_new: bool) -> None:
    """Give the article its number within its site, which it keeps as long as it is there.

    Raises ValidationError if it brings one that is, or was, another article's.
    """
    if not article.post_id:
        article.post_id = next_number(article.site_id)
    elif is_new:
        check_numbers(article.site_id, [article.post_id])
        keep_number(article.site_id, article.post_id)
    elif former_site != article.site_id:
        if former_site:
            retire_number(former_site, article.post_id)
        if used_numbers(article.site_id, [article.post_id]):
            article.post_id = next_number(article.site_id)
        keep_number(article.site_id, article.post_id)


def next_number(site_id: int) -> int:
    """The next number of the site, which no article ever had and no other gets.

    Part of the transaction: one that is taken in one that is rolled back is free again.
    """
    return lock_numbers(site_id, take=1) + 1


def lock_numbers(site_id: int, *, take: int = 0) -> int:
    """The highest number of the site so far; the `take` numbers after it are the caller's.

    Nobody else takes any until the transaction ends.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT_UP, [site_id, take])
        last: int = cursor.fetchone()[0]
    return last - take


def last_number(site_id: int) -> int:
    """The highest number that an article of the site ever had, or 0."""
    row = ArticleNumbers.objects.filter(site=site_id).first()
    return row.last_number if row else 0


def keep_number(site_id: int, number: int) -> None:
    """Take note of a number that an article brings from elsewhere: later ones are higher."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP_NUMBER, [site_id, number])


def retire_number(site_id: int, number: int) -> None:
    """Let no other article of the site bring this number: its links would lead to another."""
    RetiredNumber.objects.get_or_create(site_id=site_id, number=number)


def check_numbers(site_id: int, numbers: Iterable[int]) -> None:
    """Raise ValidationError if one of these is, or was, another article's."""
    if used := used_numbers(site_id, numbers):
        raise ValidationError(
            _("The number %(number)s belongs to another article, or did.") % {"number": min(used)}
        )


def used_numbers(site_id: int, numbers: Iterable[int]) -> set[int]:
    """Which of these an article of the site has, or had before it was deleted or moved away."""
    wanted = list(numbers)
    articles: Any = apps.get_model("newsroom", "Article")._default_manager
    present = articles.filter(site=site_id, post_id__in=wanted).values_list("post_id", flat=True)
    retired = RetiredNumber.objects.filter(site=site_id, number__in=wanted)
    return {*present, *retired.values_list("number", flat=True)}
