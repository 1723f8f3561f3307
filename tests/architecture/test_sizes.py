"""Files and functions stay small enough to be read at one sitting."""

import ast

import pytest

from tests.architecture.house import ROOT, files, named

LIMITS = {"*.py": 400, "*.html": 120, "*.css": 150, "*.js": 150}


@pytest.mark.parametrize(("pattern", "limit"), LIMITS.items())
def test_no_file_is_longer_than_the_house_limit(pattern, limit):
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(pattern)}

    assert {name: length for name, length in lengths.items() if length > limit} == {}


def test_no_function_is_longer_than_forty_lines_or_takes_more_than_it_can_carry():
    long = []
    for path in [*files("*.py"), *files("*.py", below=ROOT / "tests"), *files("*.py", below=ROOT / "benches")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 40:
                long.append(f"{named(path)}:{node.lineno} {node.name}")

    assert long == []
