"""Who serves this installation."""

from byline.nodes.models import Node


def latest_nodes() -> list[Node]:
    """Each node by name, with its newest row."""
    latest: dict[str, Node] = {}
    for node in Node.objects.order_by("name", "-started_at"):
        latest.setdefault(node.name, node)
    return list(latest.values())
