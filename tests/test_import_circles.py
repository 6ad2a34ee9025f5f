"""No file of the package imports, over any number of others, itself."""

from collections.abc import Iterable, Mapping

import grimp

Graph = Mapping[str, Iterable[str]]


def circles(graph: Graph) -> list[list[str]]:
    """The groups of nodes that all reach one another: the strongly connected components (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    components: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in graph[node]:
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            component = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            components.append(sorted(component))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return [
        component
        for component in components
        if len(component) > 1 or component[0] in graph[component[0]]
    ]


def test_circles_are_found() -> None:
    graph = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["e"], "e": [], "f": ["f"]}
    assert circles(graph) == [["a", "b", "c"], ["f"]]


def test_no_files_import_each_other() -> None:
    """Imports for types alone (`if TYPE_CHECKING`) do not count."""
    package = grimp.build_graph("byline", exclude_type_checking_imports=True, cache_dir=None)
    graph = {
        module: package.find_modules_directly_imported_by(module) for module in package.modules
    }
    assert len(graph) > 300
    assert circles(graph) == []
