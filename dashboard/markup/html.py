"""Write a component tree as HTML: pages are Dash's components, and need none of its scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component
from markupsafe import Markup

ATTRIBUTES = {"className": "class", "htmlFor": "for", "httpEquiv": "http-equiv"}
UNSEEN = {"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SAYS_TRUE_OR_FALSE = ("aria-", "data-")
"""Attributes whose yes and no are words, in React as here."""
ADDRESSES = ("href", "src", "action", "data-copy-picture")
"""The attributes that hold an address."""
Address = Callable[[str], str]


class CannotWrite(Exception):
    """A component that has no plain HTML; the message names it."""


def as_it_is(address: str) -> str:
    """An address where the tree is served: unchanged."""
    return address


def dashed(**attributes: str) -> dict[str, Any]:
    """Attributes whose HTML names have a dash: ``dashed(aria_label="x")`` is aria-label="x"."""
    return {name.replace("_", "-"): value for name, value in attributes.items()}


def to_html(component: Any, *, address: Address = as_it_is) -> str:
    """HTML of a tree of ``dash.html`` components; ``address`` gives what is written for an address.

    A child that is ``Markup``, a picture say, is HTML already and stays as it is; other text is escaped.
    """
    parts: list[str] = []
    _write(component, address, parts)
    return "".join(parts)


def element(tag: str, children: Any = None, **attributes: Any) -> Markup:
    """An element that Dash has no component of, or not with these attributes: an input, a form for htmx, the
    head of a file. It is written at once, so what it holds keeps its addresses."""
    parts: list[str] = []
    _write_tagged(tag, attributes | {"children": children}, as_it_is, parts)
    return Markup("".join(parts))


def _write(component: Any, address: Address, parts: list[str]) -> None:
    """Add the HTML of a component to ``parts``; a generator would hand each up through the whole tree."""
    if component is None:
        return
    if isinstance(component, (list, tuple)):
        for child in component:
            _write(child, address, parts)
    elif isinstance(component, Component):
        _write_element(component, address, parts)
    elif isinstance(component, Markup):
        parts.append(str(component))
    else:
        parts.append(escape(str(component), quote=False))


def _write_element(component: Component, address: Address, parts: list[str]) -> None:
    own = vars(component)
    # As Dash's own ``to_plotly_json``, which looks each name up four times.
    props = {name: own[name] for name in own["_prop_names"] if name in own}
    # Dash gives these in another order in each process.
    props |= sorted((name, value) for name, value in own.items() if name.startswith(SAYS_TRUE_OR_FALSE))
    kind, namespace = str(component._type), component._namespace
    if namespace == "dash_html_components":
        _write_tagged(kind.lower(), props, address, parts)
    elif kind == "Input":
        _write_tagged("input", props, address, parts)
    else:
        raise CannotWrite(f"{namespace}.{kind}")


def _write_tagged(tag: str, props: Mapping[str, Any], address: Address, parts: list[str]) -> None:
    parts.append(f"<{tag}{''.join(_attributes(props, address))}>")
    if tag not in VOID:
        _write(props.get("children"), address, parts)
        parts.append(f"</{tag}>")


def _attributes(props: Mapping[str, Any], address: Address) -> Iterator[str]:
    for name, value in props.items():
        if name.startswith(SAYS_TRUE_OR_FALSE) and isinstance(value, bool):
            yield f' {name}="{str(value).lower()}"'
            continue
        if name in UNSEEN or value is None or value is False:
            continue
        attribute = ATTRIBUTES.get(name, name.lower())
        text = _style(value) if name == "style" else str(value)
        if attribute in ADDRESSES:
            text = address(text)
        yield f" {attribute}" if value is True else f' {attribute}="{escape(text)}"'


def _style(rules: Mapping[str, Any]) -> str:
    return ";".join(f"{_css(name)}:{value}" for name, value in rules.items())


def _css(name: str) -> str:
    """A style's name as CSS writes it: fontSize is font-size."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
