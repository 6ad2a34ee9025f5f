"""The times of the protocol, and its channel in the database."""

LEASE_SECONDS = 2.5  # from before a renewal was sent, by the node's clock
RENEWAL_SECONDS = 0.5  # between two renewals
EXPIRY_SECONDS = 3.0
"""How long a writer waits, by its own clock, for a node that gives no receipt. It is longer than a
lease, so that clocks may differ in speed by a sixth."""

CHANGES_CHANNEL = "byline_changes"  # a change was announced, or has ended
KEPT_DAYS = 1  # that the row of a node which is gone is kept
