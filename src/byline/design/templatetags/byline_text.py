from django import template
from django.utils.safestring import SafeString, mark_safe

from byline.lib.scrub import scrub_html

register = template.Library()


@register.filter
def scrub(html: str) -> SafeString:
    """Strangers' HTML, made safe to print."""
    return mark_safe(scrub_html(html))  # noqa: S308  (scrubbed just here)
