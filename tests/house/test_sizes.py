import ast
from pathlib import Path

FILES = [file for file in Path("quiz").rglob("*.py") if "migrations" not in file.parts]


def test_files_stay_under_250_lines():
    assert [str(file) for file in FILES if len(file.read_text().splitlines()) > 250] == []


def test_functions_stay_under_40_lines():
    long = [
        f"{file}: {node.name}"
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]

    assert long == []
