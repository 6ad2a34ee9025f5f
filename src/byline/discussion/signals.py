"""Sent after commit."""

from django.dispatch import Signal

comment_posted = Signal()  # comment: Comment
comment_decided = Signal()  # comment: Comment, decision: Decision
comment_edited = Signal()  # comment: Comment
