"""Shapes and texts of PowerPoint slides, written as DrawingML; places and sizes are in points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Final, Literal, TypeAlias

from bansac.kit.names import Name

EMU: Final = 12700
"""English Metric Units in a point."""
NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_STEPS: Final = re.compile(r"([MLCQZ])([^MLCQZ]*)")
_NUMBERS: Final = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_VERBS: Final = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Q": "quadBezTo"}
_FINE: Final = 100
"""Steps of a unit in the coordinates of a path."""
Anchor: TypeAlias = Literal["t", "ctr", "b"]


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in points."""

    x: float
    y: float
    width: float
    height: float

    def xml(self) -> str:
        """The place as ``a:xfrm``."""
        x, y, width, height = (round(value * EMU) for value in (self.x, self.y, self.width, self.height))
        return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def colour(value: str) -> str:
    """A fill: a slot of the theme such as ``accent1``, or ``#rrggbb``."""
    if value.startswith("#"):
        return f'<a:solidFill><a:srgbClr val="{value[1:].upper()}"/></a:solidFill>'
    return f'<a:solidFill><a:schemeClr val="{value}"/></a:solidFill>'


def freeform(number: int, name: str, box: Box, path: str, units: tuple[float, float], fill: str) -> str:
    """A filled outline; holes are cut by the even-odd rule.

    Args:
        number: The id of the shape on its slide.
        name: Its name in the selection pane.
        box: Its place.
        path: Path data, absolute, of ``M``, ``L``, ``C``, ``Q`` and ``Z``.
        units: Width and height of the path's own plane.
        fill: A slot of the theme or ``#rrggbb``.
    """
    steps = "".join(_step(verb, numbers) for verb, numbers in _STEPS.findall(path))
    width, height = (round(value * _FINE) for value in units)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{box.xml()}'
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}">{steps}</a:path></a:pathLst></a:custGeom>{colour(fill)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _step(verb: str, numbers: str) -> str:
    if verb == "Z":
        return "<a:close/>"
    values = [round(float(value) * _FINE) for value in _NUMBERS.findall(numbers)]
    points = "".join(f'<a:pt x="{x}" y="{y}"/>' for x, y in zip(values[::2], values[1::2], strict=True))
    return f"<a:{_VERBS[verb]}>{points}</a:{_VERBS[verb]}>"


def rectangle(number: int, name: str, box: Box, fill: str) -> str:
    """A filled rectangle without a line."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{box.xml()}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{colour(fill)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def paragraph(name: Name, size: float, fill: str, *, family: str | None = None, bold: bool = False, align: str = "l") -> str:
    """One paragraph of one language; ``family`` is the font of a script that the theme's own font lacks."""
    rtl = ' rtl="1"' if name.direction == "rtl" else ""
    fonts = "".join(f'<a:{kind} typeface="{family}"/>' for kind in ("latin", "ea", "cs")) if family else ""
    return (
        f'<a:p><a:pPr algn="{align}"{rtl}/><a:r><a:rPr lang="{name.lang}" sz="{round(size * 100)}" b="{int(bold)}" dirty="0">'
        f"{colour(fill)}{fonts}</a:rPr><a:t>{escape(name.text, quote=False)}</a:t></a:r></a:p>"
    )


def textbox(number: int, name: str, box: Box, paragraphs: str, anchor: Anchor = "t") -> str:
    """A box of text that is part of the layout."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        f'<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle/>'
        f"{paragraphs}</p:txBody></p:sp>"
    )


def picture(number: int, name: str, box: Box, relation: str) -> str:
    """A picture of the layout that says nothing: pattern."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{escape(name)}" descr=""/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>'
        f'<p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def placeholder(  # noqa: PLR0913  # a placeholder has this many properties
    number: int, name: str, kind: str, box: Box, *, index: int | None = None, prompt: str, style: str = "", anchor: Anchor = "t"
) -> str:
    """A placeholder of a layout.

    Args:
        number: The id of the shape.
        name: Its name.
        kind: Its type in the format: ``title``, ``body``, ``pic``…; empty for any content.
        box: Its place.
        index: What ties a slide's shape to it.
        prompt: The text that stands there until somebody writes.
        style: ``a:lvl1pPr`` and so on, where it differs from the master's.
        anchor: Where the text stands in its height.
    """
    place = (f' type="{kind}"' if kind else "") + (f' idx="{index}"' if index is not None else "")
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{place}/>'
        f'</p:nvPr></p:nvSpPr><p:spPr>{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle>{prompt}</p:txBody></p:sp>"
    )


def prompt(text: str, lang: str) -> str:
    """A line that stands in a placeholder until somebody writes."""
    return f'<a:p><a:r><a:rPr lang="{lang}"/><a:t>{escape(text, quote=False)}</a:t></a:r></a:p>'


def field(kind: str, lang: str, shown: str) -> str:
    """A line that the program fills: the number of the slide, the date."""
    return f'<a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="{kind}"><a:rPr lang="{lang}"/><a:t>{shown}</a:t></a:fld></a:p>'
