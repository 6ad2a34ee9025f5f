from newsrooms import contributor, harbour_post, news, publish, reader  # noqa: F401  (fixtures)
