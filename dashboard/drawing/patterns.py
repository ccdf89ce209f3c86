"""The patterns of columns as SVG: lines or dots, so that colour is not the only difference."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.scene.theme import PAPER

SIZE = 6
SHAPES = {
    "diagonal": '<path d="M-1,1l2,-2M0,6l6,-6M5,7l2,-2" stroke="{ink}" stroke-width="{width}" fill="none"/>',
    "crossed": (
        '<path d="M-1,1l2,-2M0,6l6,-6M5,7l2,-2M-1,5l2,2M0,0l6,6M5,-1l2,2" '
        'stroke="{ink}" stroke-width="{width}" fill="none"/>'
    ),
    "dotted": '<circle cx="3" cy="3" r="{width}" fill="{ink}"/>',
}


@dataclass
class Patterns:
    """The patterns that one picture needs, each defined once under an id of the picture's own."""

    prefix: str
    _definitions: dict[str, str] = field(default_factory=dict)

    def on_paper(self, name: str, colour: str) -> str:
        """A filling of coloured lines or dots on paper, as an attribute writes it."""
        return self._defined(name, ink=colour, ground=PAPER, width=1.5)

    def over(self, name: str, colour: str) -> str:
        """A filling of thin paper lines or dots on a colour."""
        return self._defined(name, ink=PAPER, ground=colour, width=0.8)

    def _defined(self, name: str, *, ink: str, ground: str, width: float) -> str:
        key = f"{self.prefix}-{name}-{ink.removeprefix('#')}-{ground.removeprefix('#')}"
        self._definitions[key] = (
            f'<pattern id="{key}" width="{SIZE}" height="{SIZE}" patternUnits="userSpaceOnUse">'
            f'<path d="M0,0H{SIZE}V{SIZE}H0Z" fill="{ground}"/>{SHAPES[name].format(ink=ink, width=width)}'
            "</pattern>"
        )
        return f"url(#{key})"

    @property
    def definitions(self) -> str:
        """The element that defines those that were asked for; "" without any."""
        return f"<defs>{''.join(self._definitions.values())}</defs>" if self._definitions else ""
