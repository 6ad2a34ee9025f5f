"""The languages of the desk."""

from django.conf.locale import LANG_INFO
from wagtail.admin.localization import WAGTAILADMIN_PROVIDED_LANGUAGES

_provided = dict(WAGTAILADMIN_PROVIDED_LANGUAGES)

# Those of Wagtail, and their regional variants that Django knows: without these, the desk of a site
# in British English would have American dates.
DESK_LANGUAGES = [
    *WAGTAILADMIN_PROVIDED_LANGUAGES,
    *(
        (code, language["name"])
        for code, language in LANG_INFO.items()
        if code not in _provided and code.partition("-")[0] in _provided and "name" in language
    ),
]
