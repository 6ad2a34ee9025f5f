"""What the discussion is asked for."""

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
MAX_INDENT = 3  # how far replies are set in; a conversation goes on deeper than a phone is wide


@dataclass
class CommentView:
    """A response as it stands on a page: set in `depth` steps, with the numbers of the replies it got."""

    comment: Comment
    depth: int = 0
    replies: list[Comment] = field(default_factory=list)

    @property
    def is_changed_under_replies(self) -> bool:
        """Whether it was another text that some of the replies answered."""
        changed = self.comment.edited_at
        return changed is not None and any(reply.posted_at < changed for reply in self.replies)


@dataclass(frozen=True)
class DiscussionPage:
    """A page of an article's responses. `page` is the page whose numbers it shows, `pages` how many there are.

    `shown` stands in the site's order; `pinned` is shown above it, on the article's own page. `elsewhere` are those on other
    pages by whose ids in another house links still name them.
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
        """The page with the numbers before these."""
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None


def discussion_page(
    article: Article, settings: SiteSettings, now: datetime, page: int | None = None
) -> DiscussionPage | None:
    """What a page of the article's responses shows; without `page`, the article's own page. None: there is no such page."""
    conditions = conditions_of(article, settings)
    depends_on(f"discussion:{article.pk}", f"discussions:{article.site_id}")
    rules, thread = conditions.rules, conditions.thread
    pages = max(1, -(-thread.last_number // RESPONSES_PER_PAGE)) if thread else 1
    own = page is None
    page = page or (pages if rules.order == ResponseOrder.NEWEST else 1)
    if page > pages:
        return None
    is_open = openness_of(article, conditions, now)
    if is_open.until:
        expires_at(is_open.until)
    if thread is None:
        return empty_discussion_page(article, conditions, now)
    first = (
        page - 1 if own and rules.order == ResponseOrder.NEWEST and page > 1 else page
    )  # the newest page may hold only one
    numbers = range((first - 1) * RESPONSES_PER_PAGE + 1, page * RESPONSES_PER_PAGE + 1)
    read = _read(article, numbers, with_pinned=own and pages > 1)
    found = [each for each in read if each.comment.number in numbers]
    pinned = [
        CommentView(each.comment)
        for each in read
        if own and each.comment.is_pinned and each.comment.is_published
    ]
    shown = [*found, *pinned]
    others = (
        [each.comment for each in read]
        if pages == 1
        else _others(article, shown, with_moved_in=thread.last_imported > 0)
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
        is_open,
        thread.published,
        first,
        pages,
        _in_order(found, rules.order),
        pinned,
        elsewhere,
    )


def empty_discussion_page(
    article: Article, conditions: Conditions, now: datetime
) -> DiscussionPage:
    """The page of an article without any of its responses."""
    count = conditions.thread.published if conditions.thread else 0
    return DiscussionPage(
        article, conditions.rules, openness_of(article, conditions, now), count, 1, 1, ()
    )


def _read(article: Article, numbers: range, *, with_pinned: bool) -> list[CommentView]:
    """The article's responses with these numbers, and the pinned ones wherever they are, in one query."""
    comments = Comment.objects.on(article).shown().numbered(numbers.start, numbers.stop - 1)
    if with_pinned:
        pinned = Comment.objects.on(article).published().filter(is_pinned=True)
        # Each from its index: joined by OR, the whole thread is looked through.
        comments = Comment.objects.filter(pk__in=comments.values("pk").union(pinned.values("pk")))
    return [
        CommentView(_of(comment, article))
        for comment in comments.in_order().select_related("parent")
    ]


def _of(comment: Comment, article: Article) -> Comment:
    """The comment, its article and that of its parent being known already."""
    comment.article = article
    if comment.parent:
        comment.parent.article = article
    return comment


def _others(
    article: Article, shown: Iterable[CommentView], *, with_moved_in: bool
) -> list[Comment]:
    """The replies to what is shown, and, if asked, the first of those that links of another house name; in one query."""
    others = Comment.objects.published().filter(parent__in=[each.comment.pk for each in shown])
    if with_moved_in:
        named = (
            Comment.objects.on(article)
            .shown()
            .exclude(anchor="")
            .filter(number__lte=MAX_ANCHORED_ELSEWHERE)
        )
        others = Comment.objects.filter(pk__in=others.values("pk").union(named.values("pk")))
    said = list(
        others.in_order().only("number", "state", "parent_id", "article_id", "posted_at", "anchor")
    )
    for comment in said:
        comment.article = article
    return said


def _note_replies(shown: Iterable[CommentView], said: Iterable[Comment]) -> None:
    by_parent: dict[int | None, list[Comment]] = defaultdict(list)
    for comment in said:
        if comment.is_published:
            by_parent[comment.parent_id].append(comment)
    for each in shown:
        each.replies = by_parent[each.comment.pk]


def _in_order(found: list[CommentView], order: str) -> list[CommentView]:
    if order == ResponseOrder.NEWEST:
        return found[::-1]
    return _threaded(found) if order == ResponseOrder.THREADED else found


def _threaded(found: list[CommentView]) -> list[CommentView]:
    """Each reply under what it answers, where that is on the same page; no deeper than DEEPEST, however long the chain."""
    here = {each.comment.pk for each in found}
    below: dict[int | None, list[CommentView]] = defaultdict(list)
    for each in found:
        parent = each.comment.parent_id
        below[parent if parent in here else None].append(each)
    ordered, waiting = [], [(each, 0) for each in reversed(below[None])]
    while waiting:
        each, depth = waiting.pop()
        each.depth = min(depth, MAX_INDENT)
        ordered.append(each)
        waiting += [(reply, depth + 1) for reply in reversed(below[each.comment.pk])]
    return ordered


def article_at(site: Site, path: str) -> Article | None:
    """The published article whose address, now or formerly, is `path`; with or without its last slash."""
    bare = f"/{path.strip('/')}"
    here = ARTICLE_BY_PATH.first(site=site.pk, path=f"{bare}/", bare=bare)
    if here is None:
        known = Address.objects.filter(
            site=site, path__in=[f"{bare}/", bare], page__isnull=False
        ).first()
        here = (
            Article.objects.published().on(site).filter(pk=known.page_id).first() if known else None
        )
    if here:
        here.site = site
    return here
