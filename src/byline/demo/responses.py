"""What readers of the demo's papers have said, and what its moderators made of it."""

from collections.abc import Mapping, Sequence

from wagtail.models import Site

from byline.accounts.models import User
from byline.demo.content_types import DemoResponse
from byline.discussion.actions import Grounds, decide, pin, post_comment, speak_as
from byline.discussion.actions.rules import save_rules
from byline.discussion.choices import Act, Premoderation, Reason, State, Voice, WhoMayRespond
from byline.discussion.models import Comment, CommentRules
from byline.discussion.submission import Submission
from byline.newsroom.models import Article


def add_responses(
    site: Site, notes: Sequence[DemoResponse], articles: Mapping[str, Article], editor: User
) -> None:
    """Let everybody say theirs in turn, each read by the editor first; guests need only a name, so that it is quickly tried."""
    rules = CommentRules.for_site(site)
    rules.who_may_respond, rules.premoderation = WhoMayRespond.NAMED, Premoderation.ALL
    save_rules(rules)
    for note in notes:
        said = Submission(name=note.name, text=note.text, parent=note.to)
        comment = post_comment(articles[note.article], said, now=note.said).comment
        _moderate(comment, note, editor)
    rules.premoderation = Premoderation.FIRST
    save_rules(rules)


def _moderate(comment: Comment, note: DemoResponse, editor: User) -> None:
    if note.state == "waiting":
        return
    if comment.state != State.PUBLISHED:
        decide(comment, Act.PUBLISH, Grounds(Reason.FINE, by=editor, now=note.said))
    if note.state == "removed":
        decide(comment, Act.REMOVE, Grounds(Reason.ABUSE, by=editor, now=note.said))
    if note.voice != Voice.READER:
        speak_as(comment, Voice(note.voice))
    if note.pinned:
        pin(comment, pinned=True)
