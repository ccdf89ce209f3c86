"""The style sheet styles what there is."""

from __future__ import annotations

import re
from pathlib import Path

import dashboard

PACKAGE = Path(dashboard.__file__).parent
STYLE = PACKAGE / "assets" / "style.css"


def test_every_class_and_id_of_the_style_sheet_occurs_in_the_code() -> None:
    """As a whole name, or as what an f-string begins: ``fact-{...}``."""
    sources = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources if ".min." not in path.name)
    style = re.sub(r"/\*.*?\*/", "", STYLE.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [head for head in re.findall(r"([^{}]+)\{", style) if not head.strip().startswith("@")]
    names = {name for head in selectors for name in re.findall(r"[.#]([a-z][\w-]*)", head)}
    said = set(re.findall(r"(?<![\w-])[a-z][\w-]*", code))
    unused = {name for name in names if name not in said and f"{name.partition('-')[0]}-" not in said}
    assert len(names) > 100
    assert not unused
