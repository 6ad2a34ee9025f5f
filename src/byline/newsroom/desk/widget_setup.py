"""Widgets that a script sets up, without inline scripts, which the desk's CSP forbids.

Wagtail prints a script beside each chooser. Here an element names the function and its arguments,
and `widget_setup.js` calls it. The templates in `wagtailadmin/` do the same for the other widgets.
"""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def render_chooser(
    chooser: BaseChooser,
    name: str,
    value: object,
    attrs: dict[str, Any] | None = None,
    renderer: object = None,
) -> SafeString:
    """The chooser and the element that sets it up. It needs an `id` among its attributes."""
    if not attrs or not attrs.get("id"):
        raise TypeError("a chooser cannot be rendered without an id")
    value_data = chooser.get_value_data(value)
    html = SafeString(chooser.render_html(name, value_data, attrs))
    if isinstance(chooser, AdminTaskChooser):
        element = '{}<template data-desk-setup="createTaskChooser" data-id="{}"></template>'
        return format_html(element, html, attrs["id"])
    return format_html(
        '{}<template data-desk-setup="{}" data-id="{}" data-options="{}"></template>',
        html,
        chooser.js_constructor,
        attrs["id"],
        json.dumps(chooser.get_js_init_options(attrs["id"], name, value_data)),
    )


BaseChooser.render = render_chooser
