"""Responses as HTML.

Not a template, because a page has up to fifty responses and a template takes several times as long
for each (bench/README.md, "from_scratch"). Everything that people wrote is escaped here, except
`html`, which was sanitized when it was stored.
"""

from collections.abc import Iterator
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

PLACEHOLDER_PK = 0  # placeholder for the primary key in an address


@dataclass(frozen=True)
class Labels:
    """The texts around responses in one language; {} stands for a number."""

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
    """What is the same for every response of an article.

    `respond_href` is where a reply is written, "" if the article is closed.
    """

    labels: Labels
    article_href: str
    respond_href: str
    report_href: str
    is_static_export: bool


def render_settings(
    discussion: DiscussionPage, *, is_static_export: bool = False
) -> RenderSettings:
    """The settings for responses to this article, in the active language."""
    href = discussion.article.href
    return RenderSettings(
        labels=_labels_in(get_language()),
        article_href=href,
        respond_href=f"{href.rstrip('/')}/respond/?to=" if discussion.openness.is_open else "",
        report_href=reverse("report", args=[PLACEHOLDER_PK]),
        is_static_export=is_static_export,
    )


def response_html(
    view: CommentView, settings: RenderSettings, *, is_pinned: bool = False, is_own: bool = False
) -> SafeString:
    """The response as readers see it; `is_pinned`: repeated above the others; `is_own`: as its
    author sees it.
    """
    comment, labels = view.comment, settings.labels
    is_visible = is_own or comment.is_published
    modifier = (
        " wordless"
        if comment.is_wordless
        else " elsewhere"
        if comment.response_type == ResponseType.MENTION
        else ""
    )
    number = comment.number
    name = "" if is_pinned or number is None else f' id="response-{number}"'
    anchor = f'<a id="{escape(comment.anchor)}"></a>' if comment.anchor and not is_pinned else ""
    parts = [
        f'<article class="response {comment.voice}{modifier}"{name}>\n{anchor}<header>',
        _number_link(number, settings) if number is not None else "",
        _author_and_time(view, labels, is_pinned=is_pinned) if is_visible else "",
        "</header>\n",
        _parent_link(comment, settings),
        _text_of(comment) if is_visible else _removal_notice_html(comment),
        f"<footer>{_replies(view, settings)}{_links(comment, settings)}</footer>\n</article>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - people's words are escaped above


def _number_link(number: int, settings: RenderSettings) -> str:
    permalink = permalink_in(settings.article_href, number)
    label = settings.labels.response.format(number)
    return f'<a class="number" href="{escape(permalink)}" aria-label="{escape(label)}">{number}</a>'


def removal_notice(comment: Comment) -> str:
    """Why the text of a response is not shown."""
    if comment.reason == Reason.SOURCE_GONE:
        return _("The page that linked here is gone or no longer links here.")
    if comment.state == State.WITHDRAWN:
        return _("Withdrawn by its author.")
    if comment.state == State.ERASED:
        return _("Erased at the author's request.")
    if comment.state == State.PENDING:
        return _("A moderator is reviewing this response.")
    return _("Removed by a moderator: %(reason)s.") % {"reason": comment.get_reason_display()}


def _removal_notice_html(comment: Comment) -> str:
    return f'<p class="gone">{escape(removal_notice(comment))}</p>\n'


def _author_and_time(view: CommentView, labels: Labels, *, is_pinned: bool) -> str:
    comment = view.comment
    name = f"<bdi>{escape(comment.name)}</bdi>"
    if comment.link:
        name = f'<a href="{escape(comment.link)}" rel="nofollow ugc noopener">{name}</a>'
    return "".join(
        [
            f'\n<span class="name">{name}</span>',
            *(
                f' <span class="{kind}">{escape(label)}</span>'
                for kind, label in _labels(comment, labels, is_pinned=is_pinned)
            ),
            f'\n<span class="when">{minute(comment.posted_at)}{_changed(view, labels)}</span>',
        ]
    )


def _labels(comment: Comment, labels: Labels, *, is_pinned: bool) -> Iterator[tuple[str, str]]:
    if comment.voice != Voice.READER:
        yield "voice", labels.voices[comment.voice]
    if comment.response_type:
        yield "response-type", labels.response_types[comment.response_type]
    elif comment.kind != Kind.RESPONSE:
        yield "voice", labels.kinds[comment.kind]
    if is_pinned:
        yield "voice", labels.pinned


def _changed(view: CommentView, labels: Labels) -> str:
    if not view.comment.edited_at:
        return ""
    later = escape(labels.after_replies) if view.is_changed_under_replies else ""
    return f" · {escape(labels.changed)} {minute(view.comment.edited_at)}{later}"


def _parent_link(comment: Comment, settings: RenderSettings) -> str:
    if comment.parent_id is None or comment.parent is None or comment.parent.number is None:
        return ""
    permalink = permalink_in(settings.article_href, comment.parent.number)
    label = settings.labels.answers.format(comment.parent.number)
    return f'<p class="answers">{_link(permalink, label)}</p>\n'


def _text_of(comment: Comment) -> str:
    return "" if comment.is_wordless else f'<div class="words" dir="auto">{comment.html}</div>\n'


def _replies(view: CommentView, settings: RenderSettings) -> str:
    if not view.replies:
        return ""
    numbers = (reply.number for reply in view.replies)
    links = escape(settings.labels.comma).join(
        _link(permalink_in(settings.article_href, number), str(number)) for number in numbers
    )
    return f'<span class="replies">{escape(settings.labels.replies)} {links}</span>'


def _links(comment: Comment, settings: RenderSettings) -> str:
    if settings.is_static_export or not comment.is_published:
        return ""
    labels, number, links = settings.labels, comment.number, []
    if settings.respond_href and not comment.is_wordless:
        links.append((f"{settings.respond_href}{number}", labels.reply, labels.reply_to))
    report_href = settings.report_href.replace(str(PLACEHOLDER_PK), str(comment.pk))
    links.append((report_href, labels.report, labels.report_of))
    return "".join(
        f'\n<a class="quiet" rel="nofollow" href="{escape(href)}">{escape(label)}'
        f'<span class="unseen"> {escape(of_which.format(number))}</span></a>'
        for href, label, of_which in links
    )


def _link(href: str, label: str) -> str:
    return f'<a href="{escape(href)}">{escape(label)}</a>'


@cache
def _labels_in(language: str) -> Labels:
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
