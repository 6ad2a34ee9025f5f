"""A response in HTML.

Set by hand, not by a template: a page has up to fifty of them, and a template takes several times as long for each
(bench/README.md, "from_scratch"). Whatever people wrote is escaped here, but for `html`, which was scrubbed when it was said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from byline.design.templatetags.byline_dates import minute
from byline.discussion.choices import Kind, Reason, ResponseType, State, Voice
from byline.discussion.models import Comment
from byline.discussion.models.comment import permalink_in
from byline.discussion.queries import CommentView, DiscussionPage

PLACEHOLDER_PK = 0  # no response has it: its place in an address is where the numbers go


@dataclass(frozen=True)
class Labels:
    """What is said around responses, in one language; with a number's place where one belongs."""

    response: str
    answers: str
    pinned: str
    changed: str
    after_replies: str
    replies: str
    comma: str
    reply: str
    reply_to: str
    report: str
    report_of: str
    voices: dict[str, str]
    response_types: dict[str, str]
    kinds: dict[str, str]


@dataclass(frozen=True)
class RenderSettings:
    """What is the same for every response of a discussion. `answer` is where one is written, "" where none may be."""

    words: Labels
    article: str
    answer: str
    report: str
    is_static_export: bool


def render_settings(
    discussion: DiscussionPage, *, is_static_export: bool = False
) -> RenderSettings:
    """What responses to this article are set with, in the language that is active."""
    href = discussion.article.href
    return RenderSettings(
        words=_words(get_language()),
        article=href,
        answer=f"{href.rstrip('/')}/respond/?to=" if discussion.openness.is_open else "",
        report=reverse("report", args=[PLACEHOLDER_PK]),
        is_static_export=is_static_export,
    )


def response_html(
    each: CommentView, sheet: RenderSettings, *, is_pinned: bool = False, is_own: bool = False
) -> SafeString:
    """The response as readers see it; `is_pinned` above the others, where it stands a second time; `is_own` to its author."""
    comment, words = each.comment, sheet.words
    is_told = is_own or comment.is_published
    manner = (
        " wordless"
        if comment.is_wordless
        else " elsewhere"
        if comment.response_type == ResponseType.MENTION
        else ""
    )
    name = "" if is_pinned else f' id="response-{comment.number}"'
    anchor = f'<a id="{escape(comment.anchor)}"></a>' if comment.anchor and not is_pinned else ""
    place, label = (
        permalink_in(sheet.article, comment.number),
        words.response.format(comment.number),
    )
    parts = [
        f'<article class="response {comment.voice}{manner}"{name}>\n{anchor}<header>',
        f'<a class="number" href="{escape(place)}" aria-label="{escape(label)}">{comment.number}</a>',
        _who_and_when(each, words, is_pinned=is_pinned) if is_told else "",
        "</header>\n",
        _answered(comment, sheet),
        _said(comment) if is_told else f'<p class="gone">{escape(removal_notice(comment))}</p>\n',
        f"<footer>{_replies(each, sheet)}{_ways_on(comment, sheet)}</footer>\n</article>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 (everything that is not ours is escaped above and below)


def removal_notice(comment: Comment) -> str:
    """Why the words of a response are not shown."""
    if comment.reason == Reason.SOURCE_GONE:
        return _("The page that linked here is gone, or links here no longer.")
    if comment.state == State.WITHDRAWN:
        return _("Withdrawn by its author.")
    if comment.state == State.ERASED:
        return _("Erased at its author's wish.")
    if comment.state == State.PENDING:
        return _("A moderator is looking at it.")
    return _("Removed by a moderator: %(reason)s.") % {"reason": comment.get_reason_display()}


def _who_and_when(each: CommentView, words: Labels, *, is_pinned: bool) -> str:
    comment = each.comment
    name = f"<bdi>{escape(comment.name)}</bdi>"
    if comment.link:
        name = f'<a href="{escape(comment.link)}" rel="nofollow ugc noopener">{name}</a>'
    return "".join(
        [
            f'\n<span class="name">{name}</span>',
            *(
                f' <span class="{kind}">{escape(label)}</span>'
                for kind, label in _labels(comment, words, is_pinned=is_pinned)
            ),
            f'\n<span class="when">{minute(comment.posted_at)}{_changed(each, words)}</span>',
        ]
    )


def _labels(comment: Comment, words: Labels, *, is_pinned: bool) -> Iterator[tuple[str, str]]:
    if comment.voice != Voice.READER:
        yield "voice", words.voices[comment.voice]
    if comment.response_type:
        yield "response-type", words.response_types[comment.response_type]
    elif comment.kind != Kind.RESPONSE:
        yield "voice", words.kinds[comment.kind]
    if is_pinned:
        yield "voice", words.pinned


def _changed(each: CommentView, words: Labels) -> str:
    if not each.comment.edited_at:
        return ""
    later = escape(words.after_replies) if each.is_changed_under_replies else ""
    return f" · {escape(words.changed)} {minute(each.comment.edited_at)}{later}"


def _answered(comment: Comment, sheet: RenderSettings) -> str:
    if comment.parent_id is None or comment.parent is None:
        return ""
    label = sheet.words.answers.format(comment.parent.number)
    return f'<p class="answers">{_link(permalink_in(sheet.article, comment.parent.number), label)}</p>\n'


def _said(comment: Comment) -> str:
    return "" if comment.is_wordless else f'<div class="words" dir="auto">{comment.html}</div>\n'


def _replies(each: CommentView, sheet: RenderSettings) -> str:
    if not each.replies:
        return ""
    numbers: Iterable[int] = (reply.number for reply in each.replies)
    links = escape(sheet.words.comma).join(
        _link(permalink_in(sheet.article, number), str(number)) for number in numbers
    )
    return f'<span class="replies">{escape(sheet.words.replies)} {links}</span>'


def _ways_on(comment: Comment, sheet: RenderSettings) -> str:
    if sheet.is_static_export or not comment.is_published:
        return ""
    words, number, ways = sheet.words, comment.number, []
    if sheet.answer and not comment.is_wordless:
        ways.append((f"{sheet.answer}{number}", words.reply, words.reply_to))
    ways.append(
        (sheet.report.replace(str(PLACEHOLDER_PK), str(comment.pk)), words.report, words.report_of)
    )
    return "".join(
        f'\n<a class="quiet" rel="nofollow" href="{escape(href)}">{escape(label)}'
        f'<span class="unseen"> {escape(of_which.format(number))}</span></a>'
        for href, label, of_which in ways
    )


def _link(href: str, label: str) -> str:
    return f'<a href="{escape(href)}">{escape(label)}</a>'


@cache
def _words(language: str) -> Labels:
    place = {"number": "{}"}
    return Labels(
        response=_("Response %(number)s") % place,
        answers=_("In reply to %(number)s") % place,
        pinned=_("Pinned"),
        changed=_("changed"),
        after_replies=_(", after replies to it"),
        replies=_("Replies:"),
        comma=pgettext("between the names of a list", ", "),
        reply=_("Reply"),
        reply_to=_("to response %(number)s") % place,
        report=_("Report"),
        report_of=_("response %(number)s") % place,
        voices={value: str(label) for value, label in Voice.choices},
        response_types={value: str(label) for value, label in ResponseType.choices},
        kinds={value: str(label) for value, label in Kind.choices},
    )
