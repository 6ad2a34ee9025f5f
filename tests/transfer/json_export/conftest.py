from letters import ferry, house, say  # noqa: F401  (fixtures)
from newsrooms import contributor, harbour_post, news, publish  # noqa: F401  (fixtures)
