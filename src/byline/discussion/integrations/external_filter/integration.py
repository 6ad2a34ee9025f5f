from byline.discussion.integrations.external_filter.rule import external_filter
from byline.discussion.integrations.external_filter.settings import ExternalFilterSettings
from byline.discussion.integrations.integration import Integration

EXTERNAL_FILTER = Integration(
    "external-filter",
    external_filter,
    ExternalFilterSettings,
    secrets=("external_filter_secret",),
)
