"""The cache tags that a change of an article invalidates.

They are those of the pages that show the article, and of the lists that it enters or leaves. An
article that leaves a short list is shown by it: its card's tag invalidates that list. For one that
enters a short list, the database is asked which pages show it now. Lists that are printed page by
page shift with both.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from wagtail.models import Site

from byline.lib.related import related_or_none
from byline.network.models import SiteSettings
from byline.newsroom import list_tags
from byline.newsroom.front_layout import plan_front
from byline.newsroom.models import Article, SectionPage
from byline.newsroom.queries import MAX_RELATED, published_on
from byline.newsroom.signals import ArticleChange, ArticleState, article_changed
from byline.press.actions import invalidate, is_bypassed

Moment = tuple[int, datetime]  # an article's key, and when it was published


def invalidate_changed(change: ArticleChange, **kwargs: Any) -> None:
    if is_bypassed():
        invalidate(f"article:{change.pk}")
        return
    tags = tags_of(change)
    if change.is_deletion:
        tags |= {f"article:{change.pk}"}
        tags |= _tags_of_gap(change.before) if change.before else set()
    invalidate(*tags)


def tags_of(change: ArticleChange) -> set[str]:
    """The tags of everything that is not as it was before the change."""
    before, after = change.before, change.after
    tags = {list_tags.changes(state.site) for state in (before, after) if state}
    tags |= _corrections(before, after)
    if before and after:
        moved = _moved(before, after, change.site)
        return tags | {f"article:{after.pk}"} | _altered(before, after) | moved
    if before:
        return tags | _all_of(before) | _left(before)
    return tags | _all_of(after) | _entered(after, change.site) if after else tags


def _tags_of_gap(before: ArticleState) -> set[str]:
    """Articles that are deleted together are announced while all of them are still there.

    So none can tell what will be next to the gap, nor what will be on the front page.
    """
    tags = {list_tags.front(before.site)}
    for _pk, moment in _neighbours(before):
        tags |= _periods(before.site, moment, [])
    return tags


def _corrections(before: ArticleState | None, after: ArticleState | None) -> set[str]:
    """The lists of corrections that are not as they were."""
    was, now = (
        (state.site, state.corrections) if state and state.corrections else None
        for state in (before, after)
    )
    return {list_tags.corrections(listed[0]) for listed in (was, now) if listed and was != now}


def _all_of(state: ArticleState) -> set[str]:
    return {f"{kind}:{state.pk}" for kind in ("article", "card", "page")}


def _altered(before: ArticleState, after: ArticleState) -> set[str]:
    tags = {f"card:{after.pk}"} if before.card != after.card else set()
    if (before.site, before.permalink) != (after.site, after.permalink):
        tags.add(f"page:{after.pk}")
    return tags


def _moved(before: ArticleState, after: ArticleState, site: Site) -> set[str]:
    if before.position != after.position:
        return _left(before) | _entered(after, site)
    tags = _names(before) ^ _names(after)
    if before.sections != after.sections:
        tags |= _sections(before) ^ _sections(after) | {list_tags.front(after.site)}
    if before.section != after.section:
        tags |= _related(after)
    return tags


def _entered(after: ArticleState, site: Site) -> set[str]:
    """The lists that show the article since it was published, or moved to its present place."""
    length = _settings_of(site).articles_per_page
    newest = list(published_on(site).values_list("pk", "published_at")[: length + 2])
    keys = [pk for pk, _moment in newest]
    # The newest `length` articles are all on the front page; so is a link to older ones.
    is_on_front = after.pk in keys[:length] or len(keys) == length + 1
    if not is_on_front:
        is_on_front = after.pk in plan_front(site, length).shown
    neighbours = _next_to(after.pk, newest)
    tags = _by_time(site, after, _neighbours(after) if neighbours is None else neighbours)
    return tags | _related(after) | ({list_tags.front(after.site)} if is_on_front else set())


def _left(before: ArticleState) -> set[str]:
    """The lists that the article is no longer in, except those that only show its card."""
    site = Site.objects.select_related("root_page", "sitesettings").get(pk=before.site)
    length = _settings_of(site).articles_per_page
    remaining = published_on(site).exclude(pk=before.pk)[: length + 1].count()
    tags = _by_time(site, before, _neighbours(before))
    if remaining == length:  # the link to older articles goes
        tags.add(list_tags.front(before.site))
    return tags


def _names(state: ArticleState) -> set[str]:
    """The lists of its contributors and tags."""
    written_by = {list_tags.written_by(state.site, pk) for pk in state.contributors}
    return written_by | {list_tags.tagged(state.site, pk) for pk in state.tags}


def _sections(state: ArticleState) -> set[str]:
    """The lists of its sections and of those above them.

    And the front pages of other sites that have a row for one of them.
    """
    above = {
        (site, "/".join(slugs[:end]))
        for site, path in state.filed_in
        for slugs in [path.split("/")]
        for end in range(1, len(slugs) + 1)
    }
    sections = SectionPage.objects.filter(
        site__in={site for site, _path in above}, path_of_slugs__in={path for _site, path in above}
    ).values_list("pk", "site", "path_of_slugs")
    tags = {list_tags.filed_in(pk) for pk, site, path in sections if (site, path) in above}
    elsewhere = {site for site, _path in state.filed_in if site != state.site}
    return tags | {list_tags.front(site) for site in elsewhere}


def _by_time(site: Site, state: ArticleState, neighbours: Sequence[Moment]) -> set[str]:
    """All lists ordered by time: those that it is in, and the articles and periods next to it."""
    around = {list_tags.around(pk) for pk, _moment in neighbours}
    moments = [moment for _pk, moment in neighbours]
    periods = _periods(state.site, state.published_at, moments, _settings_of(site))
    return {list_tags.latest(state.site)} | _names(state) | _sections(state) | around | periods


def _periods(
    site: int, at: datetime, neighbours: Sequence[datetime], settings: SiteSettings | None = None
) -> set[str]:
    """The year, month and day of a moment.

    Where no neighbour is in the same period, those of the neighbours too: they link to this one.
    """
    settings = settings or SiteSettings.objects.filter(site=site).first() or SiteSettings()
    tags = set()
    for by in list_tags.PERIODS:
        own, *others = (
            list_tags.published_in(site, moment.astimezone(settings.zone), by)
            for moment in (at, *neighbours)
        )
        tags |= {own} if own in others else {own, *others}
    return tags


def _settings_of(site: Site) -> SiteSettings:
    settings: SiteSettings = related_or_none(site, "sitesettings") or SiteSettings()
    return settings


def _next_to(pk: int, newest: Sequence[Moment]) -> list[Moment] | None:
    """Its neighbours in a list of the newest, None where that does not reach as far."""
    keys = [key for key, _moment in newest]
    place = keys.index(pk) if pk in keys else len(keys)
    if place + 1 >= len(keys):
        return None
    return [newest[place + 1], *newest[max(place - 1, 0) : place]]


def _neighbours(state: ArticleState) -> list[Moment]:
    """The article before and the one after, where there is one."""
    at = state.published_at
    others = Article.objects.published().filter(site=state.site).exclude(pk=state.pk)
    # The first bound is where the database begins to read in the index.
    upto, since = others.filter(published_at__lte=at), others.filter(published_at__gte=at)
    earlier = upto.filter(Q(published_at__lt=at) | Q(pk__lt=state.pk)).order_by(
        "-published_at", "-pk"
    )
    later = since.filter(Q(published_at__gt=at) | Q(pk__gt=state.pk)).order_by("published_at", "pk")
    nearest = (side.values_list("pk", "published_at").first() for side in (earlier, later))
    return [neighbour for neighbour in nearest if neighbour]


def _related(after: ArticleState) -> set[str]:
    """The articles that show it among the newest of its section.

    That is every other article of the section, or the few that are newer than this one.
    """
    same = Article.objects.published().filter(section=after.section).newest_first()
    newest = list(same.values_list("pk", flat=True)[: MAX_RELATED + 1])
    if after.pk in newest[:MAX_RELATED]:
        return {list_tags.newest_of(after.section)}
    return {list_tags.around(pk) for pk in newest[:MAX_RELATED]} if after.pk in newest else set()


def connect() -> None:
    article_changed.connect(invalidate_changed)
