"""Telling other sites what an article links to: once a link and a change of the article, written down with its publication."""

from collections.abc import Iterable

from django.db import transaction

from byline.linkbacks.links import digest_of, links_of
from byline.linkbacks.models import OutgoingLink, PingRules
from byline.linkbacks.rules import host_of
from byline.network.actions import cancel, enqueue
from byline.network.models import Delivery
from byline.network.queries import is_staging
from byline.newsroom.models import Article
from byline.newsroom.quiet import is_quiet

LINKBACK = "linkback"


@transaction.atomic
def notify_linked_pages(article: Article, stood: Iterable[str] = ()) -> int:
    """Owe word of the article to what it links to, newly or in other words, and to what it links to no longer; how many that is.

    `stood` are the links that it already had when nobody was told of it, as an imported one's: they are told nothing now.
    """
    if not _is_wanted(article):
        return 0
    digest, told = (
        digest_of(article),
        {link.target: link for link in OutgoingLink.objects.filter(article=article)},
    )
    targets = links_of(article)
    fresh = [target for target in targets if target not in told]
    old = set() if told else set(stood)
    heard = {target for target, link in told.items() if link.digest}
    changed = [target for target in targets if target in heard and told[target].digest != digest]
    lost = [target for target in told if target not in targets]
    OutgoingLink.objects.bulk_create(
        OutgoingLink(article=article, target=target, digest="" if target in old else digest)
        for target in fresh
    )
    OutgoingLink.objects.filter(article=article, target__in=changed).update(digest=digest)
    OutgoingLink.objects.filter(article=article, target__in=lost).delete()
    owed = [target for target in fresh if target not in old]
    missed = [target for target in lost if target in heard]
    for target in (*owed, *changed, *missed):
        _owe(article, target, is_new=target in owed)
    return len(owed) + len(changed) + len(missed)


@transaction.atomic
def notify_of_withdrawal(article: Article) -> int:
    """The article is withdrawn or deleted: owe word of that to all that was told of it."""
    links = OutgoingLink.objects.filter(article=article)
    targets = (
        list(links.exclude(digest="").values_list("target", flat=True))
        if _is_wanted(article)
        else []
    )
    for target in targets:
        _owe(article, target, is_new=False)
    links.delete()
    return len(targets)


def _is_wanted(article: Article) -> bool:
    rules: PingRules = PingRules.for_site(article.site)
    return bool(not is_staging() and rules.sends and article.permalink and not is_quiet())


def _owe(article: Article, target: str, *, is_new: bool) -> None:
    """Instead of what is owed there and not begun yet: it would tell of what is no longer so."""
    source = article.site.root_url + article.href
    still = Delivery.objects.filter(
        kind=LINKBACK, site=article.site, to=target, payload__source=source
    )
    called_back = [older for older in still if cancel(older)]
    payload = {
        "source": source,
        "is_new": is_new or any(older.payload["is_new"] for older in called_back),
    }
    enqueue(LINKBACK, site=article.site, to=target, payload=payload, host_key=host_of(target))
