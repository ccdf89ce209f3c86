"""The style sheet styles what there is."""

from __future__ import annotations

import re
from pathlib import Path

import dashboard
from dashboard.scene import theme
from dashboard.scene.dark import DARK

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


def test_the_page_has_the_colours_of_pictures_in_light_and_in_dark() -> None:
    """Paper, words, and the marks of events, which the list below a chart has too."""
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in _blocks(":root"))
    names = {"ink": theme.INK, "quiet": theme.QUIET, "paper": theme.PAPER}
    names |= {f"event-{kind}": style.colour for kind, style in theme.EVENTS.items()}
    for name, colour in names.items():
        assert light[name].upper() == colour
        assert dark[name].upper() == DARK[colour]
    assert light.keys() - dark.keys() == set()


def test_only_the_two_themes_name_colours() -> None:
    """So that no part of a page stays light in a dark window, or dark on paper."""
    rest = STYLE.read_text(encoding="utf-8")
    for block in _blocks(":root"):
        rest = rest.replace(block, "")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)|\b(?:rgb|hsl)a?\(", rest)


def _blocks(head: str) -> list[str]:
    """What stands in the rules of a head that name colours, in their order."""
    style = STYLE.read_text(encoding="utf-8")
    found = re.findall(rf"{re.escape(head)} {{([^{{}}]*)}}", style)
    return [block for block in found if "#" in block]
