"""Receiving: what was said in another house comes in with its state, its date and its thread.

It was judged there, and whoever was to hear of it has heard: no rule looks at it, no mail and no notice goes out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_ipv46_address
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from byline.discussion.actions.deciding import adjust_published_count
from byline.discussion.actions.posting import ACT_OF
from byline.discussion.choices import Act, State
from byline.discussion.keys import address_key, mail_key, text_key
from byline.discussion.models import MAX_NAME_LENGTH, Comment, CommentRules, Decision, Thread
from byline.discussion.sanitizing import sanitize_html, sanitize_markdown
from byline.discussion.submission import ImportedComment
from byline.lib.bulk_insert import allocate_keys, insert_all
from byline.lib.locks import write_lock
from byline.newsroom.models import Article
from byline.press.actions import invalidate

RULE = "import"  # what a decision names that another house took
ACTS = {**ACT_OF, State.WITHDRAWN: Act.WITHDRAW, State.REMOVED: Act.REMOVE, State.ERASED: Act.ERASE}
MAX_MAIL_LENGTH, MAX_ANCHOR_LENGTH = 254, 40
MAX_GAPS = 10_000  # numbers that nobody has any more; no thread has lost more
GIVE_NUMBERS = """
    INSERT INTO discussion_thread (article_id, last_number, published, last_imported) VALUES (%s, %s, %s, %s)
    ON CONFLICT (article_id) DO UPDATE
        SET last_number = discussion_thread.last_number + EXCLUDED.last_number,
            published = discussion_thread.published + EXCLUDED.published,
            last_imported = discussion_thread.last_number + EXCLUDED.last_number
    RETURNING last_number
"""


@dataclass(frozen=True)
class ImportedThread:
    """What came in of an article's responses."""

    article: Article
    said: Sequence[ImportedComment]


def import_responses(
    discussions: Sequence[ImportedThread], known: Mapping[str, int]
) -> dict[str, Comment]:
    """Save what was said elsewhere under its articles, in one transaction; by key, what each is here.

    Each article's get its next numbers, in the order of their dates. `known` are the ids here of those that may be answered
    and came earlier. One that answers nothing known, or in the end itself, answers nobody. Addresses that the site would have
    dropped by now are not kept.
    """
    now = timezone.now()
    with write_lock():
        arrived: dict[str, tuple[ImportedComment, Comment]] = {}
        forgotten: dict[int, datetime] = {}
        for thread in discussions:
            site = thread.article.site
            before = forgotten.get(site.pk) or forgotten.setdefault(
                site.pk, now - retention_period(site)
            )
            for number, said in _numbered(thread):
                arrived[said.key] = said, _as_it_stood(thread.article, said, number, before)
        comments = [comment for _said, comment in arrived.values()]
        allocate_keys(comments)
        _answer(arrived, known)
        insert_all(comments)
        insert_all(
            allocate_keys(
                [
                    _decided(comment, said, now)
                    for said, comment in arrived.values()
                    if comment.state != State.PUBLISHED
                ]
            )
        )
    return {key: comment for key, (_said, comment) in arrived.items()}


def retention_period(site: Site) -> timedelta:
    """How long the site keeps the addresses of those who respond."""
    rules: CommentRules = CommentRules.for_site(site)
    return timedelta(days=rules.forget_days)


def update_imported(comment: Comment, said: ImportedComment, parent: int | None) -> None:
    """Let the response say what it says in the other house by now, in the state that it has there, with its number."""
    with write_lock():
        current = (
            Comment.objects.select_for_update().select_related("article__site").get(pk=comment.pk)
        )
        was_shown = current.is_published
        anew = _as_it_stood(
            current.article, said, current.number, timezone.now() - retention_period(current.site)
        )
        anew.pk, anew.parent_id, anew.is_pinned = current.pk, parent, current.is_pinned
        anew.was_published = current.was_published or anew.was_published
        anew.save(force_update=True)
        adjust_published_count(anew, anew.is_published - was_shown)
        invalidate(f"discussion:{anew.article_id}", f"responses:{anew.site_id}")


def _numbered(thread: ImportedThread) -> Iterable[tuple[int, ImportedComment]]:
    said = sorted(thread.said, key=lambda one: one.posted_at)
    kept = _kept_numbers(thread)
    published, more = (
        sum(one.state == State.PUBLISHED for one in said),
        kept.total if kept else len(said),
    )
    with connection.cursor() as cursor:
        cursor.execute(GIVE_NUMBERS, [thread.article.pk, more, published, more])
        last: int = cursor.fetchone()[0]
    invalidate(f"discussion:{thread.article.pk}", f"responses:{thread.article.site_id}")
    return kept.said if kept else enumerate(said, last - len(said) + 1)


@dataclass(frozen=True)
class KeptNumbers:
    """Responses with the numbers that they bring; `total` is how many numbers are given with the highest of them."""

    said: Sequence[tuple[int, ImportedComment]]
    total: int


def _kept_numbers(thread: ImportedThread) -> KeptNumbers | None:
    """None where they are to be numbered anew: not all bring a number of their own, or one of these is given already."""
    said = sorted(((one.number, one) for one in thread.said if one.number), key=itemgetter(0))
    numbers = {number for number, _one in said}
    if not said or len(numbers) < len(thread.said):
        return None
    last = (
        Thread.objects.filter(article=thread.article).values_list("last_number", flat=True).first()
        or 0
    )
    more = max(numbers) - last
    return KeptNumbers(said, more) if min(numbers) > last and more - len(said) <= MAX_GAPS else None


def _as_it_stood(
    article: Article, said: ImportedComment, number: int, forget_before: datetime
) -> Comment:
    scrub = (
        sanitize_markdown(name=said.name, text=said.html, link=said.link)
        if said.is_markdown
        else None
    )
    words = scrub or sanitize_html(name=said.name, html=said.html, link=said.link)
    mail = said.mail if _is_mail(said.mail) else ""
    kept = said.posted_at >= forget_before
    was_out = (
        said.state in (State.PUBLISHED, State.WITHDRAWN)
        if said.was_published is None
        else said.was_published
    )
    address = said.address if kept and _is_address(said.address) else None
    return Comment(
        article=article,
        site=article.site,
        number=number,
        kind=said.kind,
        response_type=said.response_type,
        state=said.state,
        reason=said.reason,
        was_published=was_out,
        is_pinned=said.is_pinned and said.state == State.PUBLISHED,
        voice=said.voice,
        author=said.user,
        name=_short(words.name) or ("" if said.state == State.ERASED else _("Anonymous")),
        link=words.link,
        mail=mail if kept else "",
        mail_key=mail_key(mail),
        address=address,
        address_key=address_key(address),
        agent=said.agent[:300] if kept else "",
        text=words.text,
        html=words.html,
        text_key=text_key(words.text),
        posted_at=said.posted_at,
        is_forgotten=not kept,
        anchor=said.anchor[:MAX_ANCHOR_LENGTH],
    )


def _short(name: str) -> str:
    return name if len(name) <= MAX_NAME_LENGTH else f"{name[: MAX_NAME_LENGTH - 1]}…"


def _is_mail(mail: str) -> bool:
    return bool(mail) and len(mail) <= MAX_MAIL_LENGTH and _passes(validate_email, mail)


def _is_address(address: str | None) -> bool:
    return bool(address) and _passes(validate_ipv46_address, str(address))


def _passes(check: Callable[[str], object], value: str) -> bool:
    try:
        check(value)
    except ValidationError:
        return False
    return True


def _answer(
    arrived: Mapping[str, tuple[ImportedComment, Comment]], known: Mapping[str, int]
) -> None:
    """Give each the one that it answers. A ring of answers is cut where it closes."""
    sound: set[str] = set()
    for key in arrived:
        chain: dict[str, None] = {}
        while key in arrived and key not in sound and key not in chain:
            chain[key] = None
            said, comment = arrived[key]
            above = said.parent
            if above in arrived and above not in chain:
                comment.parent_id = arrived[above][1].pk
            elif above not in arrived:
                comment.parent_id = known.get(above)
            key = above  # noqa: PLW2901 - up to the first of the conversation
        sound.update(chain)


def _decided(comment: Comment, said: ImportedComment, now: datetime) -> Decision:
    """That it came in, and as what, for moderators who ask why it is not in sight."""
    return Decision(
        comment=comment,
        act=ACTS[said.state],
        reason=said.reason,
        rule=RULE,
        detail=said.why[:300],
        text=comment.text,
        at=now,
    )
