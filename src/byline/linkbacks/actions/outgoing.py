"""Notifying the pages that an article links to, once for each link and change."""

from collections.abc import Mapping

from wagtail.models import Site

from byline.linkbacks.links import digest_of, links_of
from byline.linkbacks.models import OutgoingLink, PingRules
from byline.linkbacks.rules import host_of
from byline.network.actions import cancel, enqueue_all
from byline.network.models import Delivery
from byline.network.queries import is_staging
from byline.newsroom.signals import ArticleChange, ArticleState

LINKBACK = "linkback"


def notify_linked_pages(change: ArticleChange) -> int:
    """Queue notifications of this change for the pages concerned; return how many.

    Call it in the change's transaction. A published article notifies the pages that it newly links
    to, those that it links to in a changed text, and those that it no longer links to. An article
    that is gone notifies all that were notified before.
    """
    if change.after is None:
        return _notify_of_withdrawal(change)
    return _notify_of_links(change, change.after) if _may_notify(change) else 0


def _notify_of_links(change: ArticleChange, article: ArticleState) -> int:
    digest = digest_of(article)
    known = {link.target: link for link in OutgoingLink.objects.filter(article=article.pk)}
    targets = links_of(article)
    added = [target for target in targets if target not in known]
    # Links published quietly, such as an imported article's, are not new.
    old = set(links_of(change.before)) if change.before and added and not known else set()
    notified = {target for target, link in known.items() if link.digest}
    changed = [
        target for target in targets if target in notified and known[target].digest != digest
    ]
    removed = [target for target in known if target not in targets]
    OutgoingLink.objects.bulk_create(
        OutgoingLink(article_id=article.pk, target=target, digest="" if target in old else digest)
        for target in added
    )
    if changed:
        OutgoingLink.objects.filter(article=article.pk, target__in=changed).update(digest=digest)
    if removed:
        OutgoingLink.objects.filter(article=article.pk, target__in=removed).delete()
    new = [target for target in added if target not in old]
    lost = [target for target in removed if target in notified]
    _enqueue(
        change.site, article.url, dict.fromkeys(new, True) | dict.fromkeys(changed + lost, False)
    )
    return len(new) + len(changed) + len(lost)


def _notify_of_withdrawal(change: ArticleChange) -> int:
    links = OutgoingLink.objects.filter(article=change.pk)
    targets: list[str] = []
    if change.before and _may_notify(change):
        targets = list(links.exclude(digest="").values_list("target", flat=True))
        _enqueue(change.site, change.before.url, dict.fromkeys(targets, False))
    links.delete()
    return len(targets)


def _may_notify(change: ArticleChange) -> bool:
    return not change.quiet and not is_staging() and bool(PingRules.for_site(change.site).sends)


def _enqueue(site: Site, source: str, is_new: Mapping[str, bool]) -> None:
    """Queue a notification for each page, and whether the link to it is new.

    It replaces one for the same page that has not been tried yet.
    """
    pending = Delivery.objects.filter(
        kind=LINKBACK, site=site, to__in=is_new, payload__source=source
    )
    was_new = {older.to for older in pending if cancel(older) and older.payload["is_new"]}
    enqueue_all(
        LINKBACK,
        site=site,
        payloads={
            target: {"source": source, "is_new": new or target in was_new}
            for target, new in is_new.items()
        },
        host_key_of=host_of,
    )
