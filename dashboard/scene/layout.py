"""Lay a scene out at a size: the one place where ticks, marks and labels get their places. Pure."""

from __future__ import annotations

from functools import lru_cache

from dashboard.scene.grid import lay_out_grid
from dashboard.scene.placed import Layout
from dashboard.scene.scene import Scene
from dashboard.scene.stack import lay_out_stack
from dashboard.scene.theme import Size

LAYOUTS_KEPT = 256


@lru_cache(maxsize=LAYOUTS_KEPT)
def lay_out(scene: Scene, size: Size) -> Layout:
    """Everything in its place; its ``size`` is higher than asked where events or panels need it."""
    return lay_out_grid(scene, size) if scene.is_grid else lay_out_stack(scene, size)
