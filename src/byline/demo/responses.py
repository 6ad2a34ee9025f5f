"""What readers of the demo's papers have said, and what its moderators made of it."""

from collections.abc import Mapping, Sequence

from wagtail.models import Site

from byline.accounts.models import User
from byline.demo.content_types import DemoResponse
from byline.discussion.actions import Ground, decide, pin, post_comment, speak_as
from byline.discussion.actions.tuning import tune
from byline.discussion.choices import Act, Premoderation, Reason, State, Voice, Who
from byline.discussion.models import Comment, HouseRules
from byline.discussion.submission import Submission
from byline.newsroom.models import Article


def add_responses(
    site: Site, notes: Sequence[DemoResponse], articles: Mapping[str, Article], editor: User
) -> None:
    """Let everybody say theirs in turn, each read by the editor first; guests need only a name, so that it is quickly tried."""
    rules = HouseRules.for_site(site)
    rules.who, rules.premoderation = Who.NAMED, Premoderation.ALL
    tune(rules)
    for note in notes:
        said = Submission(name=note.name, text=note.text, parent=note.to)
        comment = post_comment(articles[note.article], said, now=note.said).comment
        _moderate(comment, note, editor)
    rules.premoderation = Premoderation.FIRST
    tune(rules)


def _moderate(comment: Comment, note: DemoResponse, editor: User) -> None:
    if note.state == "waiting":
        return
    if comment.state != State.PUBLISHED:
        decide(comment, Act.PUBLISH, Ground(Reason.FINE, by=editor, now=note.said))
    if note.state == "removed":
        decide(comment, Act.REMOVE, Ground(Reason.ABUSE, by=editor, now=note.said))
    if note.voice != Voice.READER:
        speak_as(comment, Voice(note.voice))
    if note.pinned:
        pin(comment, pinned=True)
