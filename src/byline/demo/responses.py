"""The responses of the demo's readers, and how its moderators decided about them."""

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
    site: Site, responses: Sequence[DemoResponse], articles: Mapping[str, Article], editor: User
) -> None:
    """Post the responses in order; the editor decides about each.

    Afterwards guests need only a name to respond, so that visitors can try it quickly.
    """
    rules = CommentRules.for_site(site)
    rules.who_may_respond, rules.premoderation = WhoMayRespond.NAMED, Premoderation.ALL
    save_rules(rules)
    for response in responses:
        submission = Submission(name=response.name, text=response.text, parent=response.reply_to)
        article = articles[response.article]
        comment = post_comment(article, submission, now=response.posted).comment
        _moderate(comment, response, editor)
    rules.premoderation = Premoderation.FIRST
    save_rules(rules)


def _moderate(comment: Comment, response: DemoResponse, editor: User) -> None:
    if response.state == "waiting":
        return
    if comment.state != State.PUBLISHED:
        decide(comment, Act.PUBLISH, Grounds(Reason.FINE, by=editor, now=response.posted))
    if response.state == "removed":
        decide(comment, Act.REMOVE, Grounds(Reason.ABUSE, by=editor, now=response.posted))
    if response.voice != Voice.READER:
        speak_as(comment, Voice(response.voice))
    if response.pinned:
        pin(comment, pinned=True)
