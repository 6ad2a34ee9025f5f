"""The text of an XML element."""

import re

from lxml import etree

NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')


def element_content(element: etree._Element) -> str:
    """All of the element's text. Markup inside it that is not escaped is kept as text."""
    if not len(element):
        return element.text or ""
    inner = [element.text or ""]
    inner += [
        NAMESPACES.sub("", str(etree.tostring(child, encoding="unicode"))) for child in element
    ]
    return "".join(inner)
