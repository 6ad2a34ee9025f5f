from newsrooms import contributor, harbour_post, news, publish  # noqa: F401  (fixtures)
from response_helpers import comment_rules, ferry, respond  # noqa: F401  (fixtures)
