"""Which pages a change of an article concerns: those that show it, and the lists that it enters or leaves.

Who leaves a list of a few is shown by it, and takes it away with its card. Who enters one may be shown by nobody yet: there it is
asked who shows it now. Lists of all, page by page, are shifted by both.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.db.models.signals import pre_delete
from wagtail.models import Site

from byline.network.models import SiteSettings
from byline.newsroom import list_tags
from byline.newsroom.front_layout import plan_front
from byline.newsroom.models import Article, SectionPage
from byline.newsroom.models.appearance import Appearance, appearance_of
from byline.newsroom.queries import MAX_RELATED, published_on
from byline.newsroom.signals import article_saved
from byline.press.actions import invalidate, is_bypassed


def saved(pk: int, before: Appearance | None, **kwargs: Any) -> None:
    invalidate(
        *([f"article:{pk}"] if is_bypassed() else changed(before, appearance_of(pk, Article)))
    )


def deleted(instance: Article, **kwargs: Any) -> None:
    """Said of each while all that go together are still there: none can tell what will be left around it and in front."""
    before = None if is_bypassed() else appearance_of(instance.pk, Article)
    tags = (
        changed(before, None) | _whatever_is_left(before) if before else {f"article:{instance.pk}"}
    )
    invalidate(*tags)


def _whatever_is_left(before: Appearance) -> set[str]:
    beside = [moment for _, moment in _neighbours(before)]
    return {list_tags.front(before.site)}.union(
        *(_periods(before.site, moment, []) for moment in beside)
    )


def changed(before: Appearance | None, after: Appearance | None) -> set[str]:
    """The tags of what is not as it was. `after` is what stands in the database now."""
    if before == after:
        return set()
    dated = {list_tags.changes(each.site) for each in (before, after) if each}
    dated |= _corrections(before, after)
    if before and after:
        return dated | {f"article:{after.pk}"} | _altered(before, after) | _moved(before, after)
    gone, come = before and leaving(before), after and entering(after)
    return dated | _all_of(before or after) | (gone or come or set())


def _corrections(before: Appearance | None, after: Appearance | None) -> set[str]:
    """The lists of corrections that are not as they were."""
    was, told = (
        (each.site, each.corrections) if each and each.corrections else None
        for each in (before, after)
    )
    return {list_tags.corrections(each[0]) for each in (was, told) if each and was != told}


def _all_of(appearance: Appearance | None) -> set[str]:
    return (
        {f"{kind}:{appearance.pk}" for kind in ("article", "card", "page")} if appearance else set()
    )


def _altered(before: Appearance, after: Appearance) -> set[str]:
    card = {f"card:{after.pk}"} if before.card != after.card else set()
    address = (
        {f"page:{after.pk}"}
        if (before.site, before.permalink) != (after.site, after.permalink)
        else set()
    )
    return card | address


def _moved(before: Appearance, after: Appearance) -> set[str]:
    if before.position != after.position:
        return leaving(before) | entering(after)
    refiled = before.sections != after.sections
    tags = names(before) ^ names(after)
    if refiled:
        tags |= _sections(before) ^ _sections(after) | {list_tags.front(after.site)}
    if before.section != after.section:
        tags |= _led_on_to(after)
    return tags


def entering(after: Appearance) -> set[str]:
    """The lists that show the article since it was published, or stands where it does now."""
    site, length = Site.objects.get(pk=after.site), _chosen(after.site).articles_per_page
    plan = plan_front(site, length)
    is_first_older = plan.older and published_on(site)[: length + 2].count() == length + 1
    in_front = after.pk in plan.shown or is_first_older
    return (
        _by_time(after) | _led_on_to(after) | ({list_tags.front(after.site)} if in_front else set())
    )


def leaving(before: Appearance) -> set[str]:
    """The lists that the article is gone from, but for those that only its card was in."""
    site, length = Site.objects.get(pk=before.site), _chosen(before.site).articles_per_page
    left = published_on(site).exclude(pk=before.pk)[: length + 1].count()
    return _by_time(before) | (
        {list_tags.front(before.site)} if left == length else set()
    )  # nothing is older any more


def names(appearance: Appearance) -> set[str]:
    """The lists under a name or a tag."""
    site = appearance.site
    by = {list_tags.written_by(site, contributor) for contributor in appearance.contributors}
    return by | {list_tags.tagged(site, tag) for tag in appearance.tags}


def _sections(appearance: Appearance) -> set[str]:
    """Its sections and those above them; and the front pages of other sites that have a row for one of them."""
    own = list(SectionPage.objects.filter(pk__in=appearance.sections).values_list("path", "site"))
    step = SectionPage.steplen
    paths = {path[:end] for path, _ in own for end in range(step, len(path) + 1, step)}
    above: Iterable[int] = SectionPage.objects.filter(path__in=paths).values_list("pk", flat=True)
    elsewhere = {list_tags.front(site) for _, site in own if site != appearance.site}
    return {list_tags.filed_in(section) for section in above} | elsewhere


def _by_time(appearance: Appearance) -> set[str]:
    """All that is ordered by time: the lists that it is in, and the articles and periods on both sides of it."""
    site = appearance.site
    beside = _neighbours(appearance)
    around = {list_tags.around(pk) for pk, _ in beside}
    periods = _periods(site, appearance.published_at, [moment for _, moment in beside])
    return {list_tags.latest(site)} | names(appearance) | _sections(appearance) | around | periods


def _periods(site: int, at: datetime, beside: list[datetime]) -> set[str]:
    """The year, month and day of a moment; and where no moment `beside` it is in the same, theirs, which lead on to it."""
    zone, tags = _chosen(site).zone, set()
    for by in list_tags.PERIODS:
        own, *others = (
            list_tags.published_in(site, moment.astimezone(zone), by) for moment in (at, *beside)
        )
        tags |= {own} if own in others else {own, *others}
    return tags


def _chosen(site: int) -> SiteSettings:
    return SiteSettings.objects.filter(site=site).first() or SiteSettings()


def _neighbours(appearance: Appearance) -> list[tuple[int, datetime]]:
    """The article before and the one after, where there is one."""
    at, others = (
        appearance.published_at,
        Article.objects.published().filter(site=appearance.site).exclude(pk=appearance.pk),
    )
    # the first bound is where the database begins to read in the index
    upto, since = others.filter(published_at__lte=at), others.filter(published_at__gte=at)
    earlier = upto.filter(Q(published_at__lt=at) | Q(pk__lt=appearance.pk)).order_by(
        "-published_at", "-pk"
    )
    later = since.filter(Q(published_at__gt=at) | Q(pk__gt=appearance.pk)).order_by(
        "published_at", "pk"
    )
    found = (those.values_list("pk", "published_at").first() for those in (earlier, later))
    return [each for each in found if each]


def _led_on_to(after: Appearance) -> set[str]:
    """Who shows it among the newest of its section: every other article there, or the few that are newer still."""
    same = (
        Article.objects.published()
        .filter(section=after.section)
        .newest_first()
        .values_list("pk", flat=True)
    )
    newest = list(same[: MAX_RELATED + 1])
    if after.pk in newest[:MAX_RELATED]:
        return {list_tags.newest_of(after.section)}
    return {list_tags.around(pk) for pk in newest[:MAX_RELATED]} if after.pk in newest else set()


def connect() -> None:
    article_saved.connect(saved)
    pre_delete.connect(deleted, sender=Article)
