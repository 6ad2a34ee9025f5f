"""Outside services that help to moderate, one folder each with everything that the service needs.

To add a service, copy the nearest folder, name it in `registry.py` and add its settings to the
bases of `models.CommentRules`. The guide to them is docs/spam-filters.md.
"""
