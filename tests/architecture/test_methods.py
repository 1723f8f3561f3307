"""Whatever answers GET answers HEAD too, as link checkers and proxies ask (RFC 9110, 9.3.2)."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import files, named


def declared(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Each view that names its methods, with the methods."""
    for view in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(view, ast.FunctionDef):
            continue
        for decorator in view.decorator_list:
            if isinstance(decorator, ast.Name) and decorator.id == "require_GET":
                yield view.name, {"GET"}
            elif isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "require_http_methods":
                yield view.name, set(ast.literal_eval(decorator.args[0]))


def test_no_view_answers_get_and_refuses_head():
    views = [(path, view, methods) for path in files("*.py") for view, methods in declared(path)]

    assert len(views) > 20
    assert [f"{named(path)}: {view}" for path, view, methods in views if "GET" in methods and "HEAD" not in methods] == []
