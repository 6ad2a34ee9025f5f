"""The outside services, in the order in which the desk shows their settings."""

from byline.discussion.integrations.akismet.integration import AKISMET
from byline.discussion.integrations.external_filter.integration import EXTERNAL_FILTER
from byline.discussion.models import Decision

INTEGRATIONS = (AKISMET, EXTERNAL_FILTER)


def report_decision(decision: Decision) -> None:
    """Let the services know of a decision; to be called in its transaction."""
    for integration in INTEGRATIONS:
        if integration.on_decision:
            integration.on_decision(decision)
