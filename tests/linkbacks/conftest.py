from linkbacks.elsewhere import another_site, door_is_open, ferry_page  # noqa: F401  (fixtures)
from newsrooms import contributor, harbour_post, news, publish, reader  # noqa: F401  (fixtures)
from response_helpers import comment_rules, ferry  # noqa: F401  (fixtures)
