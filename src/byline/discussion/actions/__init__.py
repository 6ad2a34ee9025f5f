"""The discussion's verbs: the only writers of what models/ names."""

from byline.discussion.actions.posting import Posted, Refused, post_comment

__all__ = ["Posted", "Refused", "post_comment"]
