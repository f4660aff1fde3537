"""The shape of the code: small modules, small functions, no path of a machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "digest").rglob("*.py"))
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:work|root|tmp|home/\w+)/\w")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_no_module_passes_300_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_no_function_passes_40_lines(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))

    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and _body_lines(node) > 40
    ]

    assert not long


def test_no_file_carries_a_path_of_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    names = listed.stdout.decode().split("\0")
    texts = [ROOT / name for name in names if name and not name.endswith(".png")]

    found = [
        path.name
        for path in texts
        if path.suffix != ".jpg"
        and path.exists()
        and MACHINE_PATH.search(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert not found


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count from the first statement after the docstring to the end."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if not body:
        return 0
    return (body[-1].end_lineno or 0) - body[0].lineno + 1
