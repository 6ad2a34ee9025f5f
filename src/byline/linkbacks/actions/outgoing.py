"""Notifying the pages that an article links to, once a link and change."""

from wagtail.models import Site

from byline.linkbacks.links import digest_of, links_of
from byline.linkbacks.models import OutgoingLink, PingRules
from byline.linkbacks.rules import host_of
from byline.network.actions import cancel, enqueue
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
    # Links that it had while nobody was notified, such as an imported article's, are not news.
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
    for target in (*new, *changed, *lost):
        _enqueue(change.site, article.url, target, is_new=target in new)
    return len(new) + len(changed) + len(lost)


def _notify_of_withdrawal(change: ArticleChange) -> int:
    links = OutgoingLink.objects.filter(article=change.pk)
    targets: list[str] = []
    if change.before and _may_notify(change):
        targets = list(links.exclude(digest="").values_list("target", flat=True))
        for target in targets:
            _enqueue(change.site, change.before.url, target, is_new=False)
    links.delete()
    return len(targets)


def _may_notify(change: ArticleChange) -> bool:
    return not change.quiet and not is_staging() and bool(PingRules.for_site(change.site).sends)


def _enqueue(site: Site, source: str, target: str, *, is_new: bool) -> None:
    """Queue a notification, replacing one for the same page that has not been tried yet."""
    pending = Delivery.objects.filter(kind=LINKBACK, site=site, to=target, payload__source=source)
    cancelled = [older for older in pending if cancel(older)]
    payload = {
        "source": source,
        "is_new": is_new or any(older.payload["is_new"] for older in cancelled),
    }
    enqueue(LINKBACK, site=site, to=target, payload=payload, host_key=host_of(target))
