"""The queries behind pages of responses."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wagtail.models import Site

from byline.discussion.choices import ResponseOrder, WhoMayRespond
from byline.discussion.models import RESPONSES_PER_PAGE, Comment, CommentRules
from byline.discussion.openness import Conditions, Openness, conditions_of, openness_of
from byline.lib.compiled_queries import CompiledQuery, Param
from byline.network.models import SiteSettings
from byline.newsroom.models import Address, Article
from byline.press.tags import depends_on, expires_at

THREAD_FIELDS = ("thread__last_number", "thread__published", "thread__closed_at")
ARTICLE_BY_PATH = CompiledQuery(
    lambda: (
        Article.objects.published()
        .filter(site=Param("site"), permalink__in=[Param("path"), Param("bare")])
        .select_related("thread")
        .only(
            "title",
            "live",
            "published_at",
            "respond",
            "permalink",
            "post_id",
            "site",
            "section",
            *THREAD_FIELDS,
        )[:1]
    )
)
MAX_ANCHORED_ELSEWHERE = 1000
MAX_INDENT = 3  # steps that fit on the width of a phone


@dataclass
class CommentView:
    """A response on a page, indented by `depth`, with its published replies."""

    comment: Comment
    depth: int = 0
    replies: list[Comment] = field(default_factory=list)

    @property
    def is_changed_under_replies(self) -> bool:
        """Whether it was changed after some of the replies."""
        changed = self.comment.edited_at
        return changed is not None and any(reply.posted_at < changed for reply in self.replies)


@dataclass(frozen=True)
class DiscussionPage:
    """A page of an article's responses: the first page that it shows, of `pages`.

    `shown` is in the site's order; `pinned` is shown above it, on the article's own page.
    `elsewhere` has imported responses on other pages, whose old ids links to this page may name.
    """

    article: Article
    rules: CommentRules
    openness: Openness
    count: int
    page: int
    pages: int
    shown: Sequence[CommentView]
    pinned: Sequence[CommentView] = ()
    elsewhere: Sequence[Comment] = ()

    @property
    def asks_for_account(self) -> bool:
        return self.rules.who_may_respond == WhoMayRespond.REGISTERED

    @property
    def asks_for_mail(self) -> bool:
        return self.rules.who_may_respond == WhoMayRespond.CONFIRMED

    @property
    def is_newest_first(self) -> bool:
        return self.rules.order == ResponseOrder.NEWEST

    @property
    def before(self) -> int | None:
        """The page with lower numbers."""
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None


def discussion_page(
    article: Article, settings: SiteSettings, now: datetime, page: int | None = None
) -> DiscussionPage | None:
    """A page of the article's responses, or the article's own page; None if it does not exist."""
    conditions = conditions_of(article, settings)
    depends_on(f"discussion:{article.pk}", f"discussions:{article.site_id}")
    rules, thread = conditions.rules, conditions.thread
    pages = max(1, -(-thread.last_number // RESPONSES_PER_PAGE)) if thread else 1
    own = page is None
    page = page or (pages if rules.order == ResponseOrder.NEWEST else 1)
    if page > pages:
        return None
    openness = openness_of(article, conditions, now)
    if openness.until:
        expires_at(openness.until)
    if thread is None:
        return empty_discussion_page(article, conditions, now)
    first = (
        page - 1 if own and rules.order == ResponseOrder.NEWEST and page > 1 else page
    )  # the newest page may have only one response
    numbers = range((first - 1) * RESPONSES_PER_PAGE + 1, page * RESPONSES_PER_PAGE + 1)
    read = _read(article, numbers, with_pinned=own and pages > 1)
    views = [view for view in read if view.comment.number in numbers]
    pinned = [
        CommentView(view.comment)
        for view in read
        if own and view.comment.is_pinned and view.comment.is_published
    ]
    shown = [*views, *pinned]
    others = (
        [view.comment for view in read]
        if pages == 1
        else _others(article, shown, with_imported=thread.last_imported > 0)
    )
    _note_replies(shown, others)
    elsewhere = (
        [comment for comment in others if comment.anchor and comment.number not in numbers]
        if thread.last_imported
        else []
    )
    return DiscussionPage(
        article,
        rules,
        openness,
        thread.published,
        first,
        pages,
        _in_order(views, rules.order),
        pinned,
        elsewhere,
    )


def empty_discussion_page(
    article: Article, conditions: Conditions, now: datetime
) -> DiscussionPage:
    """The page without any of the responses."""
    count = conditions.thread.published if conditions.thread else 0
    return DiscussionPage(
        article, conditions.rules, openness_of(article, conditions, now), count, 1, 1, ()
    )


def _read(article: Article, numbers: range, *, with_pinned: bool) -> list[CommentView]:
    """The article's responses with these numbers, and all pinned ones, in one query."""
    comments = Comment.objects.on(article).shown().numbered(numbers.start, numbers.stop - 1)
    if with_pinned:
        pinned = Comment.objects.on(article).published().filter(is_pinned=True)
        # A union, because with OR SQLite would not use the indexes.
        comments = Comment.objects.filter(pk__in=comments.values("pk").union(pinned.values("pk")))
    return [
        CommentView(_of(comment, article))
        for comment in comments.in_order().select_related("parent")
    ]


def _of(comment: Comment, article: Article) -> Comment:
    """The comment, with its article and its parent's set without a query."""
    comment.article = article
    if comment.parent:
        comment.parent.article = article
    return comment


def _others(
    article: Article, shown: Iterable[CommentView], *, with_imported: bool
) -> list[Comment]:
    """The replies to the shown responses and, if asked, imported ones with old ids; one query."""
    others = Comment.objects.published().filter(parent__in=[view.comment.pk for view in shown])
    if with_imported:
        named = (
            Comment.objects.on(article)
            .shown()
            .exclude(anchor="")
            .filter(number__lte=MAX_ANCHORED_ELSEWHERE)
        )
        others = Comment.objects.filter(pk__in=others.values("pk").union(named.values("pk")))
    replies = list(
        others.in_order().only("number", "state", "parent_id", "article_id", "posted_at", "anchor")
    )
    for comment in replies:
        comment.article = article
    return replies


def _note_replies(shown: Iterable[CommentView], replies: Iterable[Comment]) -> None:
    by_parent: dict[int | None, list[Comment]] = defaultdict(list)
    for comment in replies:
        if comment.is_published:
            by_parent[comment.parent_id].append(comment)
    for view in shown:
        view.replies = by_parent[view.comment.pk]


def _in_order(views: list[CommentView], order: str) -> list[CommentView]:
    if order == ResponseOrder.NEWEST:
        return views[::-1]
    return _threaded(views) if order == ResponseOrder.THREADED else views


def _threaded(views: list[CommentView]) -> list[CommentView]:
    """Replies below their parents on the same page, indented by MAX_INDENT at most."""
    on_page = {view.comment.pk for view in views}
    below: dict[int | None, list[CommentView]] = defaultdict(list)
    for view in views:
        parent = view.comment.parent_id
        below[parent if parent in on_page else None].append(view)
    ordered, waiting = [], [(view, 0) for view in reversed(below[None])]
    while waiting:
        view, depth = waiting.pop()
        view.depth = min(depth, MAX_INDENT)
        ordered.append(view)
        waiting += [(reply, depth + 1) for reply in reversed(below[view.comment.pk])]
    return ordered


def article_at(site: Site, path: str) -> Article | None:
    """The published article whose present or former address is `path`."""
    bare = f"/{path.strip('/')}"
    article = ARTICLE_BY_PATH.first(site=site.pk, path=f"{bare}/", bare=bare)
    if article is None:
        known = Address.objects.filter(
            site=site, path__in=[f"{bare}/", bare], page__isnull=False
        ).first()
        article = (
            Article.objects.published().on(site).filter(pk=known.page_id).first() if known else None
        )
    if article:
        article.site = site
    return article
