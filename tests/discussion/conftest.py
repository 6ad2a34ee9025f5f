from cli.conftest import open_installation, shelf  # noqa: F401  (fixtures)
from newsrooms import contributor, harbour_post, news, publish, reader  # noqa: F401  (fixtures)
from response_helpers import comment_rules, ferry, respond  # noqa: F401  (fixtures)
