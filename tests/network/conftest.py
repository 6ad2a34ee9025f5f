from newsrooms import harbour_post  # noqa: F401  (fixture)
