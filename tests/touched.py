"""Run the tests that import what was changed, nearest first: the everyday loop of ``make quick``.

Changed is what differs from the branch ``main`` (on it: from its last commit), new files included. How near
a test is says the graph of imports: 0 changed itself, 1 imports what was changed, 2 imports what imports it.
Nothing is kept between runs. A test that starts a program in a process of its own, a browser test say,
imports none of it and waits for ``make test``.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import grimp
import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGES = ("dashboard", "ingest")
ROOMS = ("unit", "contracts", "integration", "browser")  # of two equally near the quicker comes first
READ_BY = {"data": "ingest.load"}
COLLECTORS = ("collect", "collect_rules", "pkgutil.iter_modules")
"""What looks through the modules of the package that is its argument."""
ITSELF = ("__path__", "package.__path__", "sys.modules[__name__]")


def changed_files() -> list[Path]:
    """What differs from ``main``, by path in the project; what was deleted is left out."""
    base = _git("merge-base", "HEAD", "main") or ["HEAD"]
    names = [*_git("diff", "--name-only", *base), *_git("ls-files", "--others", "--exclude-standard")]
    return sorted({Path(name) for name in names if (PROJECT / name).exists()})


def _git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=PROJECT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def module_of(file: Path, graph: grimp.ImportGraph) -> str | None:
    """The module that a file is; for what is no Python, the package that it lies in or that reads it."""
    parts = [*file.parts[:-1], file.stem] if file.suffix == ".py" else list(file.parts[:-1])
    if parts and parts[0] in READ_BY:
        return READ_BY[parts[0]]
    while parts and ".".join(parts) not in graph.modules:
        parts.pop()
    return ".".join(parts) or None


def imports_of(file: Path) -> set[str]:
    """Every name that a file may import: modules, and names in them, which may be modules as well."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def full_graph() -> grimp.ImportGraph:
    """The imports of the program; a package that looks through its modules (``collect``) imports them all."""
    graph = grimp.build_graph(*PACKAGES)
    for module in sorted(graph.modules):
        path = PROJECT.joinpath(*module.split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and call.args and ast.unparse(call.func) in COLLECTORS:
                package = ast.unparse(call.args[0])
                for part in graph.find_children(module if package in ITSELF else package):
                    graph.add_import(importer=module, imported=part)
    return graph


def distances(changed: Iterable[str], graph: grimp.ImportGraph) -> dict[str, int]:
    """How many imports away from what was changed each module is; those that it does not touch are not in."""
    ring, away = set(changed), 0
    near: dict[str, int] = {}
    while ring:
        near |= dict.fromkeys(ring, away)
        users = (graph.find_modules_that_directly_import(module) for module in ring & graph.modules)
        ring, away = set().union(*users) - set(near), away + 1
    return near


def touched_tests() -> list[Path]:
    """Test files by distance from what was changed."""
    changed, graph = changed_files(), full_graph()
    for helper in (PROJECT / "tests").glob("*.py"):
        graph.add_module(helper.stem)
        for name in imports_of(helper) & graph.modules:
            graph.add_import(importer=helper.stem, imported=name)
    modules = {module_of(file, graph) for file in changed if file.parts[0] != "tests"}
    modules |= {file.stem for file in changed if file.parent == Path("tests")}
    near = distances([module for module in modules if module], graph)
    folders = [file.parent for file in changed if file.name == "conftest.py"]
    order = []
    for room, name in enumerate(ROOMS):
        for path in (PROJECT / "tests" / name).rglob("test_*.py"):
            file = path.relative_to(PROJECT)
            steps = [1 + near[module] for module in imports_of(path) & set(near)]
            steps += [0] if file in changed else []
            steps += [2 for folder in folders if file.is_relative_to(folder)]
            if steps:
                order.append((min(steps), room, file))
    return [file for _, _, file in sorted(order)]


def main(options: list[str]) -> int:
    """Run them; 0 where the change touches none."""
    files = touched_tests()
    print(f"The change touches {len(files)} files of tests.", flush=True)
    return int(pytest.main([*options, *map(str, files)])) if files else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
