"""Draws pictures for places where the site's style does not reach: the previews of links, and the icons of the installed site."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import matplotlib
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from fontTools.ttLib import TTFont
from PIL import Image, ImageColor, ImageDraw, ImageFont

from share import Preview

SIZE = (1200, 630)
MARGIN = 72
STRIP_HEIGHT = 222
GAP = 16  # between the lines of the strip
FINE = 4  # how much larger shapes are drawn than they are shown, so that their edges are smooth
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
FACES = {  # the serif that is wanted, and the one that has nearly every character
    "bold": ("STIXGeneralBol.ttf", "DejaVuSerif-Bold.ttf"),
    "plain": ("STIXGeneral.ttf", "DejaVuSerif.ttf"),
    "italic": ("STIXGeneralItalic.ttf", "DejaVuSerif-Italic.ttf"),
}

Colours = Mapping[str, str]
Box = tuple[int, int, int, int]


# ------------------------------------------------------------------ previews of links


def draw_preview(preview: Preview, name: str, mark: str, colours: Colours) -> bytes:
    """A PNG of 1200 × 630 in few colours; the same bytes every time.

    `name` is the site's, `mark` its favicon as SVG, `colours` its palette by name (paper, sheet, ink, muted, faint, pencil, right).
    """
    image = Image.new("RGB", SIZE, colours["paper"])
    draw = ImageDraw.Draw(image)
    top = SIZE[1] - STRIP_HEIGHT
    head(image, preview, name, mark, colours)
    draw_block(draw, preview.title, "bold", (MARGIN, 138, SIZE[0] - MARGIN, top - 26), colours["ink"], largest=84)
    draw.rectangle((0, top, SIZE[0], SIZE[1]), fill=colours["sheet"])
    draw.line((0, top, SIZE[0], top), fill=colours["faint"], width=2)
    draw_strip(image, preview.strip, (MARGIN, top + 24, SIZE[0] - MARGIN, SIZE[1] - 26), colours)
    return save(image.quantize(palette=few_colours(colours), dither=Image.Dither.NONE))


def few_colours(colours: Colours) -> Image.Image:
    """A palette of the colours that stand on the picture and of the steps from each ground to them, which smooth edges need."""
    steps = 6
    tones = [ImageColor.getrgb(colours[name]) for name in ("ink", "muted", "pencil", "right", "faint")]
    grounds = [ImageColor.getrgb(colours[name]) for name in ("paper", "sheet")]
    mixed = [
        tuple(round(low + (high - low) * step / steps) for low, high in zip(ground, tone, strict=False))
        for ground in grounds
        for tone in tones
        for step in range(steps + 1)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in dict.fromkeys(mixed) for part in colour])
    return palette


def head(image: Image.Image, preview: Preview, name: str, mark: str, colours: Colours) -> None:
    """The mark and the site's name on the left, where the question belongs on the right."""
    draw = ImageDraw.Draw(image)
    image.paste(draw_mark(mark, 56, colours["paper"]), (MARGIN - 8, 56))
    if name != preview.title:
        draw.text((MARGIN + 58, 84), name, colours["muted"], face("italic", 34, name), anchor="lm")
    draw.text((SIZE[0] - MARGIN, 84), preview.corner, colours["pencil"], face("italic", 34, preview.corner), anchor="rm")


def draw_strip(image: Image.Image, strip: tuple[tuple[str, str], ...], box: Box, colours: Colours) -> None:
    """The lines below the title, each in its share of the height, all in one size of type, behind its mark."""
    left, top, right, bottom = box
    height = (bottom - top + GAP) // max(len(strip), 1) - GAP
    marked = any(mark for mark, _ in strip)
    indent, largest = (62, 36) if marked else (0, 42)
    largest = min((fit(text, "plain", right - left - indent, height, largest)[0] for _, text in strip), default=largest)
    for number, (mark, text) in enumerate(strip):
        y = top + number * (height + GAP)
        if mark:
            image.paste(draw_verdict(mark, colours), (left - 2, y + height // 2 - 18))
        colour = colours["muted"] if mark == "wrong" else colours["ink"]
        draw_block(ImageDraw.Draw(image), text, "plain", (left + indent, y, right, y + height), colour, largest)


STROKES = {
    "wrong": ("pencil", (((4, 4), (32, 32)), ((4, 32), (32, 4)))),
    "right": ("right", (((2, 18), (13, 31), (34, 4)),)),
}


def draw_verdict(mark: str, colours: Colours) -> Image.Image:
    """A cross in the corrector's red or a tick in green."""
    colour, strokes = STROKES[mark]
    image = Image.new("RGB", (36 * FINE, 36 * FINE), colours["sheet"])
    for stroke in strokes:
        ImageDraw.Draw(image).line([(x * FINE, y * FINE) for x, y in stroke], colours[colour], 6 * FINE, joint="curve")
    return image.resize((36, 36), Image.Resampling.BOX)


def draw_mark(mark: str, size: int, ground: str) -> Image.Image:
    """The favicon's mark on a ground of one colour."""
    image = Image.new("RGB", (size * FINE, size * FINE), ground)
    for polygon, fill in read_mark(mark, size * FINE, (0, 0)):
        ImageDraw.Draw(image).polygon(polygon, fill)
    return image.resize((size, size), Image.Resampling.BOX)


def draw_block(draw: ImageDraw.ImageDraw, text: str, style: str, box: Box, colour: str, largest: int) -> None:
    """`text` as large as fits into the box, at most `largest`, in the middle of its height."""
    left, top, right, bottom = box
    size, lines = fit(text, style, right - left, bottom - top, largest)
    step = leading(size)
    y = top + (bottom - top - step * len(lines)) // 2 + step // 2
    for line in lines:
        draw.text((left, y), line, colour, face(style, size, text), anchor="lm")
        y += step


def fit(text: str, style: str, width: int, height: int, largest: int) -> tuple[int, list[str]]:
    """The size at which `text` fits, and its lines. Raises ValueError if it does not fit at the smallest."""
    for size in range(largest, 17, -2):
        font = face(style, size, text)
        words = measure(text, font, width)
        lines = wrap(words, font.getlength(" "), width)
        if leading(size) * len(lines) <= height:
            return size, balance(words, font.getlength(" "), width, len(lines))
    raise ValueError(f"no room for {text!r} on the picture of its page; shorten it")


def leading(size: int) -> int:
    return round(size * 1.16)


def measure(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[tuple[str, float]]:
    """The words with their widths; one that is wider than `width` comes in pieces."""
    words = [piece for word in text.split() for piece in break_word(word, font, width)]
    return [(word, font.getlength(word)) for word in words]


def break_word(word: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """The word, or pieces of it that are no wider than `width`."""
    while font.getlength(word) > width and len(word) > 1:
        count = next(count for count in range(len(word) - 1, 0, -1) if count == 1 or font.getlength(word[:count]) <= width)
        yield word[:count]
        word = word[count:]
    yield word


def wrap(words: list[tuple[str, float]], space: float, width: float) -> list[str]:
    """Words with their widths on lines of at most `width`."""
    lines: list[str] = []
    used = width
    for word, length in words:
        if used + space + length <= width:
            lines[-1] += f" {word}"
            used += space + length
        else:
            lines.append(word)
            used = length
    return lines


def balance(words: list[tuple[str, float]], space: float, width: int, count: int) -> list[str]:
    """The words on `count` lines, which is how many `width` takes, of about the same length."""
    narrow, wide = max(length for _, length in words), float(width)
    while wide - narrow > 8:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(wrap(words, space, middle)) == count else (middle, wide)
    return wrap(words, space, wide)


@lru_cache(maxsize=256)
def face(style: str, size: int, text: str) -> ImageFont.FreeTypeFont:
    """A font that has every character of `text`, as far as one has."""
    name = next((name for name in FACES[style] if not {ord(c) for c in text} - characters(name)), FACES[style][-1])
    return ImageFont.truetype(str(FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache
def characters(name: str) -> frozenset[int]:
    """The characters that a font file has."""
    with TTFont(FONTS / name, lazy=True) as font:
        return frozenset(font.getBestCmap())


# ------------------------------------------------------------------ icons


def draw_icon(mark: str, size: int, whole: bool) -> bytes:
    """The favicon as PNG; `whole` fills the square and keeps the mark within the circle that a system may cut out."""
    large = size * FINE
    image = Image.new("RGBA", (large, large))
    draw = ImageDraw.Draw(image)
    paper, radius = read_ground(mark)
    draw.rounded_rectangle((0, 0, large - 1, large - 1), 0 if whole else radius * large, fill=paper)
    inner = large * (0.72 if whole else 1.0)
    corner = (large - inner) / 2
    for polygon, fill in read_mark(mark, inner, (corner, corner)):
        draw.polygon(polygon, fill=fill)
    small = image.resize((size, size), Image.Resampling.LANCZOS)
    return save(small.convert("RGB").quantize(colors=64, dither=Image.Dither.NONE) if whole else small)


def read_mark(svg: str, size: float, corner: tuple[float, float]) -> Iterator[tuple[list[tuple[float, float]], str]]:
    """The polygons of a drawing of straight lines, scaled to `size` and set at `corner`, each with its colour."""
    root = ET.fromstring(svg)  # noqa: S314, our own file
    scale = size / view(root)
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        pen = RecordingPen()
        parse_path(path.get("d"), pen)
        for polygon in contours(pen.value):
            yield [(corner[0] + x * scale, corner[1] + y * scale) for x, y in polygon], path.get("fill", "#000000")


def contours(commands: list[tuple[str, Any]]) -> Iterator[list[tuple[float, float]]]:
    """The closed outlines that a pen has drawn. Raises ValueError for a curve."""
    points: list[tuple[float, float]] = []
    for command, arguments in commands:
        if command in {"moveTo", "lineTo"}:
            points.append(arguments[0])
        elif command in {"closePath", "endPath"}:
            yield points
            points = []
        else:
            raise ValueError(f"the favicon has a {command}; its icons are drawn of straight lines, see scripts/previews.py")


def read_ground(svg: str) -> tuple[str, float]:
    """The colour of the ground that a drawing stands on, and the radius of its corners as a part of its width."""
    root = ET.fromstring(svg)  # noqa: S314, our own file
    ground = root.find("{http://www.w3.org/2000/svg}rect")
    if ground is None:
        raise ValueError("the favicon has no <rect> as its ground; its icons need one, see scripts/previews.py")
    return ground.get("fill", "#ffffff"), float(ground.get("rx", "0")) / view(root)


def view(root: ET.Element) -> float:
    """The width of a square drawing in its own units."""
    return float(root.get("viewBox", "0 0 24 24").split()[2])


def save(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()
