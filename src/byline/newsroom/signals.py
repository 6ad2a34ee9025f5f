"""What the newsroom tells of."""

from django.dispatch import Signal

article_saved = Signal()
"""An article's row and all that hangs on it are written, in a transaction that is still open.

`pk` is the article's; `before` is the Appearance it had before, None where readers did not see it, or the press is stopped.
"""
