from cast import desk  # noqa: F401  (fixture)
