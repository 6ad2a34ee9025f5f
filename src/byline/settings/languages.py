"""The languages of the desk."""

from django.conf.locale import LANG_INFO
from wagtail.admin.localization import WAGTAILADMIN_PROVIDED_LANGUAGES

_provided = dict(WAGTAILADMIN_PROVIDED_LANGUAGES)

# Variants for which Django has dates and numbers, but no names.
LANG_INFO.update(
    {
        code: {"bidi": False, "code": code, "name": name, "name_local": own_name}
        for code, name, own_name in (
            ("de-at", "Austrian German", "Deutsch (Österreich)"),
            ("de-ch", "Swiss German", "Deutsch (Schweiz)"),
            ("en-ca", "Canadian English", "Canadian English"),
            ("en-ie", "Irish English", "Irish English"),
            ("en-us", "American English", "American English"),
            ("fr-be", "Belgian French", "français (Belgique)"),
            ("fr-ca", "Canadian French", "français (Canada)"),
            ("fr-ch", "Swiss French", "français (Suisse)"),
        )
    }
)

# Those of Wagtail, and their regional variants: without these, the desk of a site in British
# English would have American dates, and that of one in Swiss German would be in English.
DESK_LANGUAGES = [
    *WAGTAILADMIN_PROVIDED_LANGUAGES,
    *(
        (code, language["name"])
        for code, language in LANG_INFO.items()
        if code not in _provided and code.partition("-")[0] in _provided and "name" in language
    ),
]
