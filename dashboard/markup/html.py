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
    return "".join(_parts(component, address))


def element(tag: str, children: Any = None, **attributes: Any) -> Markup:
    """An element that Dash has no component of, or not with these attributes: an input, a form for htmx, the
    head of a file. It is written at once, so what it holds keeps its addresses."""
    return Markup("".join(_tagged(tag, attributes | {"children": children}, as_it_is)))


def _parts(component: Any, address: Address) -> Iterator[str]:
    if component is None:
        return
    if isinstance(component, (list, tuple)):
        for child in component:
            yield from _parts(child, address)
    elif isinstance(component, Component):
        yield from _element(component, address)
    elif isinstance(component, Markup):
        yield str(component)
    else:
        yield escape(str(component), quote=False)


def _element(component: Component, address: Address) -> Iterator[str]:
    described = component.to_plotly_json()  # type: ignore[no-untyped-call]
    kind, props = described["type"], described["props"]
    if described["namespace"] == "dash_html_components":
        yield from _tagged(kind.lower(), props, address)
    elif kind == "Input":
        yield from _tagged("input", props, address)
    else:
        raise CannotWrite(f"{described['namespace']}.{kind}")


def _tagged(tag: str, props: Mapping[str, Any], address: Address) -> Iterator[str]:
    yield f"<{tag}{''.join(_attributes(props, address))}>"
    if tag not in VOID:
        yield from _parts(props.get("children"), address)
        yield f"</{tag}>"


def _attributes(props: Mapping[str, Any], address: Address) -> Iterator[str]:
    # Dash gives these in another order in each process.
    for name, value in sorted(props.items(), key=lambda pair: pair[0] if "-" in pair[0] else ""):
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
