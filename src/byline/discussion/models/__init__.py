from byline.discussion.models.ban import Ban
from byline.discussion.models.comment import A_PAGE, LONGEST_NAME, Comment
from byline.discussion.models.complaint import Objection, Report
from byline.discussion.models.day import ModeratedDay
from byline.discussion.models.decision import Decision
from byline.discussion.models.house_rules import HouseRules, ListedWord, SectionRules
from byline.discussion.models.lesson import Lesson
from byline.discussion.models.proof import SpentProof
from byline.discussion.models.reply import ReplyTemplate
from byline.discussion.models.thread import Thread

__all__ = [
    "A_PAGE",
    "LONGEST_NAME",
    "Ban",
    "Comment",
    "Decision",
    "HouseRules",
    "Lesson",
    "ListedWord",
    "ModeratedDay",
    "Objection",
    "ReplyTemplate",
    "Report",
    "SectionRules",
    "SpentProof",
    "Thread",
]
