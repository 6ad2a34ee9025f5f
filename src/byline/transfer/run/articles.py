"""A source's articles, imported some hundreds at a time: the new ones in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Rows
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Incoming
from byline.newsroom.models import Article
from byline.newsroom.models.article_numbers import used_numbers
from byline.newsroom.quiet import quietly
from byline.transfer.models import ImportedItem
from byline.transfer.run.indexing import SearchIndexer
from byline.transfer.run.ledger import NewItem
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED
from byline.transfer.run.run_context import RunContext
from byline.transfer.run.source_items import Mapping, PendingPost, SourceItem
from byline.transfer.run.unchanged import is_unchanged, state_of, why_left_alone
from byline.transfer.run.vocabulary import DRAFT, LEFT_OUT, LIVE, SCHEDULED

Attempt = Callable[[SourceItem, Callable[[SourceItem], None]], None]
"""Imports one item and reports it if that fails."""


class ArticleImporter:
    """Imports articles in order: new ones in batches, and all others one by one."""

    def __init__(self, context: RunContext, mapping: Mapping, attempt: Attempt) -> None:
        self.context, self.mapping, self.attempt = context, mapping, attempt
        self._index = SearchIndexer()

    def import_batch(self, items: Sequence[SourceItem]) -> None:
        for kind in dict.fromkeys(item.kind for item in items):
            self._import_kind(kind, [item for item in items if item.kind == kind])

    def import_one(self, item: SourceItem, known: ImportedItem | None = None) -> None:
        """Create, update or skip the article; count the outcome and report the reasons."""
        context = self.context
        if item.state == LEFT_OUT:
            context.report.skip(item.entry(item.why))
            return
        known = known or context.ledger.find(item.kind, item.key)
        if known and is_unchanged(known, item.fingerprint, context.has_file):
            context.report.count(item.kind, UNCHANGED)
            context.report_remarks(item.name, known.remarks)
            return
        article = known.target if known else None
        if known and (why := why_left_alone(known, article)):
            context.report.skip(item.entry(why))
            return
        post = self.mapping.article(
            item, number=self._free_number(item), guid=self._free_guid(item)
        )
        with transaction.atomic():
            article = self._update(article, post) if article else self._create(post)
            self._redirect(post, article)
            context.ledger.record(
                item.kind,
                item.key,
                article,
                content_hash=item.fingerprint,
                line=item.line,
                state=state_of(article),
                remarks=post.remarks,
                is_indexed=False,
            )
        self._report(post, UPDATED if known else CREATED)

    def _import_kind(self, kind: str, items: Sequence[SourceItem]) -> None:
        known = self.context.ledger.items(kind, [item.key for item in items])
        new_items = _NewItems(self.context, items, known)
        together: list[SourceItem] = []
        for item in items:
            is_new = new_items.claim(item)
            if together and not (is_new and item.linked.isdisjoint(_numbers(together))):
                self._import_new(together)
                together = []
            if is_new:
                together.append(item)
            else:
                self.attempt(item, self._importing(known.pop(item.key[:255], None)))
        if together:
            self._import_new(together)

    def _importing(self, known: ImportedItem | None) -> Callable[[SourceItem], None]:
        return lambda item: self.import_one(item, known)

    def _import_new(self, items: Sequence[SourceItem]) -> None:
        """Import new items together; if that fails, each half, down to the item that fails."""
        try:
            posts = [
                self.mapping.article(item, number=item.number, guid=item.guid) for item in items
            ]
            self._write(posts)
        except Exception:  # noqa: BLE001  (import_one reports it for the item that caused it)
            self._import_halves(items)
            return
        for post in posts:
            self._report(post, CREATED)
            self.context.items.note(post.item)

    def _import_halves(self, items: Sequence[SourceItem]) -> None:
        if len(items) == 1:
            self.attempt(items[0], self.import_one)
            return
        for half in (items[: len(items) // 2], items[len(items) // 2 :]):
            self._import_new(half)

    @transaction.atomic
    def _write(self, posts: Sequence[PendingPost]) -> None:
        articles = actions.import_articles([_incoming(post) for post in posts])
        rows = list(zip(posts, articles, strict=True))
        for post, article in rows:
            self._redirect(post, article)
        self._index.enter(articles)
        self.context.ledger.record_all(
            posts[0].item.kind, [_ledger_row(post, article) for post, article in rows]
        )

    def _create(self, post: PendingPost) -> Article:
        """Create the article in the state that it has in the source."""
        if post.item.state == LIVE:
            return self._create_live(post)
        article = actions.import_article(post.section, post.copy, live=False)
        if post.item.state == SCHEDULED:
            return actions.publish_article(article, go_live_at=post.copy.published_at)
        return article

    def _create_live(self, post: PendingPost) -> Article:
        """Publish the article at its old address or, if that is taken, at another one.

        In that case the old address redirects to it, if possible.
        """
        wanted = post.permalink
        for copy in _possible_addresses(post.copy, wanted):
            try:
                article = actions.import_article(post.section, copy, live=True)
            except ValidationError as error:
                refusal = error.messages[0]
                continue
            if copy.permalink != wanted or copy.slug != post.copy.slug:
                actions.redirect_from(self.context.site, wanted or "/", article)
                taken = f"its address {wanted or '(by the pattern)'} was taken"
                self._note(post, f"{taken}: now at {article.permalink}. {refusal}")
            return article
        raise ValidationError(refusal)

    @quietly()
    def _update(self, article: Article, post: PendingPost) -> Article:
        """Bring the article up to date with the source, except for its slug and address."""
        article = actions.refile_article(article, post.section)
        article = actions.revise_article(article, replace(post.copy, slug=""))
        if post.item.state == SCHEDULED:
            return actions.publish_article(article, go_live_at=post.copy.published_at)
        if post.item.state == LIVE:
            published = self._publish(article, post)
            actions.set_updated_at(published, post.copy.updated_at)
            return published
        if article.live:
            actions.unpublish_article(article)
        return Article.objects.get(pk=article.pk)

    def _publish(self, article: Article, post: PendingPost) -> Article:
        """Publish the update. A draft gets its address from the source, if that is free."""
        try:
            with transaction.atomic():
                return actions.publish_article(article, permalink=post.permalink)
        except ValidationError as error:
            published = actions.publish_article(article, permalink=f"/archives/{article.post_id}/")
            why = f"its address was taken: now at {published.permalink}. {error.messages[0]}"
            self._note(post, why)
            return published

    def _redirect(self, post: PendingPost, article: Article) -> None:
        """Redirect the old paths, except `/?p=ID` with its own number, which works by itself."""
        for path in post.redirects:
            if path != f"/?p={article.post_id}":
                actions.redirect_from(self.context.site, path, article)

    def _free_number(self, item: SourceItem) -> int | None:
        """The item's number; None if another article of the site has or had it."""
        if item.number is None or used_numbers(self.context.site.pk, [item.number]):
            return None
        return item.number

    def _free_guid(self, item: SourceItem) -> str:
        """The item's id in feeds; "" if another article of the site has it."""
        others = Article.objects.filter(site=self.context.site, guid=item.guid)
        return "" if item.guid and others.exists() else item.guid

    def _report(self, post: PendingPost, outcome: str) -> None:
        """Count the article, and report what an editor should know about it."""
        item, report = post.item, self.context.report
        report.count(item.kind, outcome)
        self.context.report_remarks(item.name, post.remarks)
        for note in post.notes:
            self._note(post, note)
        if item.why:
            self._note(post, item.why)
        if item.state == LIVE and post.copy.published_at is None:
            self._note(post, "has no date there: dated with the day of the import")
        if item.number is not None and post.copy.post_id is None:
            taken = f"its number {item.number} is another article's: /?p={item.number} leads there"
            self._note(post, taken)

    def _note(self, post: PendingPost, why: str) -> None:
        self.context.report.note_decision(post.item.entry(why))


def _numbers(items: Sequence[SourceItem]) -> set[str]:
    return {str(item.number) for item in items}


def _possible_addresses(copy: Copy, wanted: str) -> Iterator[Copy]:
    """Copies to try in turn: old address, the site's pattern, other slugs, then the number."""
    yield replace(copy, permalink=wanted)
    if wanted:
        yield copy
    slug = copy.slug or copy.headline
    yield from (replace(copy, slug=f"{slug[:80]}-{number}") for number in range(2, 6))
    yield replace(copy, permalink=f"/archives/{copy.post_id or copy.slug}/")


def _incoming(post: PendingPost) -> Incoming:
    return Incoming(
        post.section, replace(post.copy, permalink=post.permalink), live=post.item.state == LIVE
    )


def _ledger_row(post: PendingPost, article: Article) -> NewItem:
    return NewItem(
        post.item.key,
        article,
        post.item.fingerprint,
        post.item.line,
        state_of(article),
        post.remarks,
    )


class _NewItems:
    """Decides which items are new: never imported, and with a free number and guid."""

    def __init__(
        self, context: RunContext, items: Sequence[SourceItem], known: Rows[str, ImportedItem]
    ) -> None:
        articles = Article.objects.filter(site=context.site)
        self._seen = set(known)
        self._numbers = used_numbers(
            context.site.pk, [item.number for item in items if item.number]
        )
        self._guids = set(
            articles.filter(guid__in=[item.guid for item in items if item.guid]).values_list(
                "guid", flat=True
            )
        )

    def claim(self, item: SourceItem) -> bool:
        """Whether the item is new; later items get neither its key nor its number or guid.

        Call it once for each item, in order.
        """
        is_new = item.key[:255] not in self._seen and item.state in (LIVE, DRAFT)
        has_free_number = item.number not in self._numbers
        has_free_guid = item.guid not in self._guids
        self._seen.add(item.key[:255])
        if item.number is not None:
            self._numbers.add(item.number)
        self._guids |= {item.guid} - {""}
        return is_new and has_free_number and has_free_guid
