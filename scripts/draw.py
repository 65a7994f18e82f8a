"""Turns matplotlib figures into inline SVG that follows the page's light and dark colours."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import matplotlib
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import QuadMesh
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, Normalize, to_rgb
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch
from matplotlib.text import Text

# The colours of a drawing are sentinels: matplotlib passes them through, `to_svg` puts what the page defines in their place.
INK, MUTED, FAINT, PAPER = "#010203", "#040506", "#070809", "#fcfdfe"
SERIES = ("#0a0b01", "#0a0b02", "#0a0b03", "#0a0b04", "#0a0b05", "#0a0b06")
PAGE_COLOURS = {
    INK: "currentColor",
    MUTED: "var(--qa-muted)",
    FAINT: "var(--qa-faint)",
    PAPER: "var(--md-default-bg-color)",
    "#000000": "currentColor",
    "#ffffff": "var(--md-default-bg-color)",
    **{colour: f"var(--qa-series-{number})" for number, colour in enumerate(SERIES, start=1)},
}

# From nothing to the first data colour by opacity alone, so that it reads the same way on paper white and on black.
HEAT = ListedColormap([(*to_rgb(SERIES[0]), round(0.04 + 0.88 * step / 63, 3)) for step in range(64)], name="heat")
# Below the middle the second data colour, above it the first.
DIVERGING = ListedColormap(
    [(*to_rgb(SERIES[1]), round(0.92 - 0.9 * step / 32, 3)) for step in range(32)]
    + [(*to_rgb(SERIES[0]), round(0.02 + 0.9 * step / 31, 3)) for step in range(32)],
    name="diverging",
)

# Set anew for every figure, so that none inherits what another changed.
STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 10.5,
    "axes.labelsize": 10.5,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "legend.fontsize": 10,
    "legend.frameon": False,
    "legend.handlelength": 1.4,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.edgecolor": MUTED,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "axes.prop_cycle": cycler(color=SERIES),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.9,
    "axes.axisbelow": True,
    "axes.grid": False,
    "grid.color": FAINT,
    "grid.linewidth": 0.8,
    "xtick.major.size": 3.5,
    "ytick.major.size": 3.5,
    "xtick.major.width": 0.9,
    "ytick.major.width": 0.9,
    "lines.linewidth": 2.0,
    "lines.markersize": 5.5,
    "lines.solid_capstyle": "round",
    "patch.edgecolor": PAPER,
    "hatch.color": PAPER,
    "boxplot.flierprops.markeredgecolor": MUTED,
    "boxplot.boxprops.color": INK,
    "boxplot.whiskerprops.color": INK,
    "boxplot.capprops.color": INK,
    "boxplot.medianprops.color": SERIES[1],
    "image.cmap": "gray",
    "image.interpolation": "nearest",
    "mathtext.fontset": "dejavuserif",
    "figure.constrained_layout.use": True,
    "svg.fonttype": "none",
}

PIXELS_PER_POINT = 1.4  # how large a figure is shown where there is room: 10.5 points become 15 pixels
LARGEST_MESH = 2500  # cells drawn one by one; more would make the page heavy


# ------------------------------------------------------------------ making a figure


def new_figure(ncols: int = 1, nrows: int = 1, width: float = 5.2, height: float = 3.2, **kw: Any) -> tuple[Figure, Any]:
    """A figure in the house style and its axes: one Axes, or an array of them; sizes in inches, `kw` goes to `subplots`."""
    matplotlib.rcdefaults()
    matplotlib.rcParams.update(STYLE)
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasSVG(figure)
    return figure, figure.subplots(nrows, ncols, **kw)


def new_diagram(columns: float = 10, rows: float = 5, width: float = 5.2) -> tuple[Figure, Axes]:
    """An empty sheet for boxes and arrows: x runs from 0 to `columns`, y from 0 to `rows`, one unit is as long both ways."""
    figure, axes = new_figure(width=width, height=width * rows / columns)
    figure.set_layout_engine("none")
    axes.set_position((0, 0, 1, 1))
    axes.set(xlim=(0, columns), ylim=(0, rows))
    axes.set_axis_off()
    return figure, axes


@dataclass(frozen=True)
class Box:
    """Where a box stands, in data units: its centre and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> tuple[float, float]:
        """The middle of the left edge."""
        return (self.x - self.width / 2, self.y)

    @property
    def right(self) -> tuple[float, float]:
        """The middle of the right edge."""
        return (self.x + self.width / 2, self.y)

    @property
    def top(self) -> tuple[float, float]:
        """The middle of the upper edge."""
        return (self.x, self.y + self.height / 2)

    @property
    def bottom(self) -> tuple[float, float]:
        """The middle of the lower edge."""
        return (self.x, self.y - self.height / 2)


def box(
    axes: Axes,
    xy: tuple[float, float],
    text: str,
    width: float = 2.0,
    height: float = 1.0,
    colour: str = MUTED,
    fill: str = "none",
    opacity: float = 1.0,
    size: float = 10.5,
) -> Box:
    """Draw a box of `width` × `height` data units around the centre `xy`, with its text in the middle."""
    corner = (xy[0] - width / 2, xy[1] - height / 2)
    style = f"round,pad=0,rounding_size={min(width, height) * 0.14}"
    if fill != "none":
        axes.add_patch(FancyBboxPatch(corner, width, height, style, facecolor=fill, edgecolor="none", alpha=opacity))
    axes.add_patch(FancyBboxPatch(corner, width, height, style, facecolor="none", edgecolor=colour, linewidth=1.2))
    _write_lines(axes, xy, text, size)
    return Box(*xy, width, height)


def _write_lines(axes: Axes, xy: tuple[float, float], text: str, size: float) -> None:
    """Each line on its own, so that the page's font, which is narrower than the one measured here, still centres it."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        offset = (0, ((len(lines) - 1) / 2 - number) * size * 1.25)
        axes.annotate(line, xy, offset, textcoords="offset points", ha="center", va="center", fontsize=size, color=INK, zorder=4)


def node(axes: Axes, xy: tuple[float, float], text: str, radius: float = 0.35, colour: str = MUTED, fill: str = PAPER) -> Box:
    """Draw a circle, such as a unit of a layer or the ⊙ of a gate; the axes must have equal units."""
    axes.add_patch(Circle(xy, radius, facecolor=fill, edgecolor=colour, linewidth=1.2, zorder=2))
    _write_lines(axes, xy, text, 10.5)
    return Box(*xy, 2 * radius, 2 * radius)


def arrow(
    axes: Axes,
    a: tuple[float, float],
    b: tuple[float, float],
    text: str = "",
    colour: str = MUTED,
    bend: float = 0.0,
    dashed: bool = False,
    head: bool = True,
) -> None:
    """Draw an arrow from `a` to `b` in data units; `bend` curves it to one side, `text` stands above its middle."""
    axes.add_patch(
        FancyArrowPatch(
            a, b, arrowstyle="-|>" if head else "-", mutation_scale=11, color=colour, linewidth=1.3, shrinkA=0, shrinkB=0,
            linestyle="--" if dashed else "-", connectionstyle=f"arc3,rad={bend}", joinstyle="miter", capstyle="butt",
        )
    )  # fmt: skip
    if text:
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        axes.annotate(text, middle, (0, 4), textcoords="offset points", ha="center", va="bottom", fontsize=10, color=INK)


def heat(
    axes: Axes,
    values: Any,
    rows: Sequence[str] = (),
    columns: Sequence[str] = (),
    low: float | None = None,
    high: float | None = None,
    numbers: str = "",
    cmap: LinearSegmentedColormap | ListedColormap = HEAT,
) -> QuadMesh:
    """Draw a matrix as cells, first row on top; `rows` and `columns` label them, `numbers` is a format such as `.2f`."""
    grid = np.asarray(values, dtype=float)
    mesh = axes.pcolormesh(grid, cmap=cmap, vmin=low, vmax=high, edgecolors=PAPER, linewidth=1.0)
    axes.set(xlim=(0, grid.shape[1]), ylim=(grid.shape[0], 0), aspect="equal")
    axes.set_xticks(np.arange(len(columns)) + 0.5, labels=columns)
    axes.set_yticks(np.arange(len(rows)) + 0.5, labels=rows)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    if numbers:
        _write_numbers(axes, grid, mesh, numbers)
    return mesh


def _write_numbers(axes: Axes, grid: Any, mesh: QuadMesh, numbers: str) -> None:
    for (row, column), value in np.ndenumerate(grid):
        opacity = mesh.cmap(mesh.norm(value))[3]
        colour = PAPER if opacity > 0.72 else INK
        axes.text(column + 0.5, row + 0.5, format(value, numbers), ha="center", va="center", color=colour, fontsize=9.5)


# ------------------------------------------------------------------ writing it as SVG


@dataclass(frozen=True)
class Picture:
    """A figure as a notebook shows it and as the notebook's page holds it."""

    svg: str

    def _repr_html_(self) -> str:
        return f'<div class="qa-figure">{self.svg}</div>'


def picture(figure: Figure, name: str, alt: str) -> Picture:
    """The last value of a notebook's cell that shows `figure`; `name` and `alt` as for `to_svg`."""
    return Picture(to_svg(figure, name, alt))


def to_svg(figure: Figure, name: str, alt: str) -> str:
    """The figure as one line of SVG for a page: `name` begins its ids, `alt` is its text for those who cannot see it.

    The same figure gives the same bytes, whatever was drawn before. The figure cannot be used afterwards. ValueError says
    what would not follow light and dark: a colour that is none of this module's, or a heat map too large for single cells.
    """
    _turn_images_into_cells(figure)
    root = _strip_namespaces(ET.fromstring(_draw(figure, name)))  # noqa: S314 (our own text)
    width, height = figure.get_size_inches() * 72
    figure.clear()
    _drop_needless(root)
    for element in root.iter():
        _tidy(element)
    _join_cells(root)
    _rename_ids(root, name)
    _check_colours(root, name)
    root.attrib = _root_attributes(width, height, alt)
    return ET.tostring(root, encoding="unicode").replace(" />", "/>").replace("\n", " ")


def _draw(figure: Figure, name: str) -> str:
    if figure.get_layout_engine() is None and not figure.get_axes():
        raise ValueError(f"figure {name} has no axes; draw() must return the figure that it drew on")
    target = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": name, "svg.fonttype": "none"}):
        figure.savefig(target, format="svg", metadata={"Date": None}, transparent=True)
    return target.getvalue()


def _root_attributes(width: float, height: float, alt: str) -> dict[str, str]:
    return {
        "class": "qa-drawing",
        "viewBox": f"0 0 {_short(width)} {_short(height)}",
        "width": str(round(width * PIXELS_PER_POINT)),
        "height": str(round(height * PIXELS_PER_POINT)),
        "fill": "currentColor",
        "role": "img",
        "aria-label": alt,
        "data-search-exclude": "1",
    }


def _turn_images_into_cells(figure: Figure) -> None:
    """Pictures of pixels keep the colours that they were drawn in; a heat map made by `imshow` becomes cells instead."""
    for axes in figure.get_axes():
        for image in list(axes.images):
            values = np.asarray(image.get_array())
            if image.get_cmap().name in (HEAT.name, DIVERGING.name) and values.ndim == 2:
                _replace_by_cells(axes, image, values)


def _replace_by_cells(axes: Axes, image: AxesImage, values: Any) -> None:
    rows, columns = values.shape
    if rows * columns > LARGEST_MESH:
        raise ValueError(f"a heat map of {rows} × {columns} cells is too large; draw at most {LARGEST_MESH} cells")
    left, right, bottom, top = image.get_extent()
    ends = (bottom, top) if image.origin == "lower" else (top, bottom)
    limits = axes.get_xlim(), axes.get_ylim()
    x, y = np.linspace(left, right, columns + 1), np.linspace(*ends, rows + 1)
    axes.pcolormesh(x, y, values, cmap=image.get_cmap(), norm=cast(Normalize, image.norm), zorder=image.get_zorder())
    axes.set(xlim=limits[0], ylim=limits[1])
    image.remove()


def _strip_namespaces(root: ET.Element) -> ET.Element:
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
        element.text = element.text if element.tag in ("text", "tspan", "title") else None
        element.tail = element.tail if element.tag == "tspan" else None
    return root


def _drop_needless(root: ET.Element) -> None:
    """Remove what a page does not need: metadata, style sheets, invisible paths, and groups that only nest."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in ("metadata", "style") or _is_invisible(child):
                parent.remove(child)
    _unwrap_groups(root)


def _is_invisible(element: ET.Element) -> bool:
    style = _read_style(element)
    return element.tag == "path" and style.get("fill") == "none" and style.get("stroke", "none") == "none"


def _unwrap_groups(parent: ET.Element) -> None:
    children: list[ET.Element] = []
    for child in parent:
        _unwrap_groups(child)
        plain = child.tag in ("g", "defs") and not (set(child.attrib) - {"id"})
        if child.tag == "defs" and len(child):
            plain = False
        children.extend(child if plain else [child])
    parent[:] = children


def _read_style(element: ET.Element) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    return {key.strip(): value.strip() for key, value in pairs}


def _tidy(element: ET.Element) -> None:
    """Turn the style attribute into attributes of its own, page colours for sentinels, and long numbers into short ones."""
    attributes = {key: value for key, value in element.attrib.items() if key not in ("style", "type")}
    attributes.update(_style_attributes(_read_style(element)))
    if element.tag == "path" and "d" in attributes:
        attributes["d"] = _short_path(attributes["d"])
    if attributes.get("transform", "").startswith("rotate(-0 "):
        del attributes["transform"]
    for key, value in attributes.items():
        value = PAGE_COLOURS.get(value.lower(), value)
        attributes[key] = value if key in ("d", "id", "href", "clip-path") else _shorten_numbers(value)
    element.attrib = attributes


FONT = re.compile(r"(?:(?P<style>italic|oblique)\s+)?(?:(?P<weight>bold|[1-9]00)\s+)?(?P<size>[\d.]+)px\b.*")
KEPT = {
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset",
    "stroke-linecap", "stroke-linejoin", "opacity", "text-anchor", "font-size", "font-style", "font-weight", "shape-rendering",
    "image-rendering",
}  # fmt: skip
DEFAULTS = {("stroke-linecap", "butt"), ("stroke-dashoffset", "0"), ("text-anchor", "start"), ("fill-opacity", "1")}


def _style_attributes(style: dict[str, str]) -> dict[str, str]:
    font = FONT.match(style.get("font", ""))
    found = {key: value for key, value in style.items() if key in KEPT and (key, value) not in DEFAULTS}
    if font:
        found |= {f"font-{key}": value for key, value in font.groupdict().items() if value}
    return {key: value.removesuffix("px") for key, value in found.items()}


NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+e-?\d+")


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _shorten_numbers(text: str) -> str:
    return NUMBER.sub(lambda match: _short(float(match[0])), text)


PATH_STEP = re.compile(r"([MLCQZ])([^MLCQZ]*)", re.IGNORECASE)


def _short_path(d: str) -> str:
    """The same path with two decimals, and without a command's letter where it repeats."""
    parts: list[str] = []
    last = ""
    for letter, numbers in PATH_STEP.findall(_shorten_numbers(d)):
        values = " ".join(numbers.split())
        parts.append(values if letter == last and letter not in "Mz" else letter + values)
        last = letter
    return " ".join(parts)


CELL = re.compile(r"M(\S+) (\S+) L(\S+) \2 \3 (\S+) \1 \4 \1 \2")


def _join_cells(parent: ET.Element) -> None:
    """Make the cells of a heat map that look alike one path; cells are the open rectangles that only a mesh draws."""
    first: dict[tuple[tuple[str, str], ...], ET.Element] = {}
    for child in list(parent):
        _join_cells(child)
        cell = CELL.fullmatch(child.get("d", ""))
        if not cell:
            first.clear()
            continue
        x, y, right, bottom = map(float, cell.groups())
        child.set("d", f"M{cell[1]} {cell[2]}h{_short(right - x)}v{_short(bottom - y)}h{_short(x - right)}z")
        look = tuple((key, value) for key, value in child.items() if key != "d")
        if look in first:
            first[look].set("d", first[look].get("d", "") + child.get("d", ""))
            parent.remove(child)
        else:
            first[look] = child


REFERENCE = re.compile(r"#([\w-]+)")


def _rename_ids(root: ET.Element, name: str) -> None:
    """Number the ids that something refers to, in order, behind the figure's name; drop the rest."""
    used = [match[1] for element in root.iter() for match in _references(element)]
    names = {old: f"{name}-{number}" for number, old in enumerate(dict.fromkeys(used), start=1)}
    for element in root.iter():
        old = element.attrib.pop("id", None)
        if old in names:
            element.set("id", names[old])
        for key in ("href", "clip-path"):
            if key in element.attrib and not element.attrib[key].startswith("data:"):
                element.set(key, REFERENCE.sub(lambda match: "#" + names[match[1]], element.attrib[key]))


def _references(element: ET.Element) -> Iterator[re.Match[str]]:
    for key in ("href", "clip-path"):
        value = element.get(key, "")
        if not value.startswith("data:"):
            yield from REFERENCE.finditer(value)


def _check_colours(root: ET.Element, name: str) -> None:
    found = {element.get(key, "") for element in root.iter() for key in ("fill", "stroke")}
    foreign = sorted(value for value in found if value.startswith("#"))
    if foreign:
        raise ValueError(
            f"figure {name} uses colours that do not follow light and dark: {', '.join(foreign)};"
            " use INK, MUTED, FAINT, PAPER, SERIES, HEAT or DIVERGING"
        )


def text_overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts of a drawn figure whose boxes overlap: a help for those who draw."""
    figure.draw_without_rendering()
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_visible() and text.get_text().strip()]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    return [(a, b) for i, (a, one) in enumerate(boxes) for b, other in boxes[i + 1 :] if one.padded(-1).overlaps(other)]
