from byline.discussion.models.ban import Ban
from byline.discussion.models.comment import MAX_NAME_LENGTH, RESPONSES_PER_PAGE, Comment
from byline.discussion.models.comment_rules import CommentRules, ListedWord, SectionRules
from byline.discussion.models.complaint import Objection, Report
from byline.discussion.models.decision import Decision
from byline.discussion.models.moderated_day import ModeratedDay
from byline.discussion.models.reply_template import ReplyTemplate
from byline.discussion.models.spent_proof import SpentProof
from byline.discussion.models.thread import Thread

__all__ = [
    "MAX_NAME_LENGTH",
    "RESPONSES_PER_PAGE",
    "Ban",
    "Comment",
    "CommentRules",
    "Decision",
    "ListedWord",
    "ModeratedDay",
    "Objection",
    "ReplyTemplate",
    "Report",
    "SectionRules",
    "SpentProof",
    "Thread",
]
