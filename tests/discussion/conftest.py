from cli.conftest import open_house, shelf  # noqa: F401  (fixtures)
from letters import ferry, house, say  # noqa: F401  (fixtures)
from newsrooms import contributor, harbour_post, news, publish, reader  # noqa: F401  (fixtures)
