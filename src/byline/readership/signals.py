"""News of the readership, for rooms above it."""

from django.dispatch import Signal

# The pages of these articles say another number now: `articles`, their ids. Sent inside the transaction that changes it.
reads_shown = Signal()
