from byline.discussion.integrations.akismet.reports import queue_report
from byline.discussion.integrations.akismet.rule import akismet
from byline.discussion.integrations.akismet.settings import AkismetSettings
from byline.discussion.integrations.integration import Integration

AKISMET = Integration("akismet", akismet, AkismetSettings, on_decision=queue_report)
