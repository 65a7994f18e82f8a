"""Turns the TeX of a page into MathML while the site is built, and gathers the font that draws it."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from math_core import LatexError, LatexToMathML
from pymdownx.arithmatex import ArithmatexExtension

if TYPE_CHECKING:
    from fontTools import subset
    from fontTools.ttLib import TTFont

# ------------------------------------------------------------------ TeX to MathML

# The pages forbid style attributes; these are all that math-core writes, and site.css says the same by class.
CLASS_OF_DECLARATION = {
    "text-align:right": "mr",
    "text-align:left": "ml",
    "justify-items:end": "",
    "justify-items:start": "",
    "padding-left:0": "mpl0",
    "padding-right:0": "mpr0",
    "padding-left:1em": "mpl1",
    "padding-right:0.1667em": "mprt",
    "margin-left:-0.16666667em": "mn1",
    "margin-left:-0.22222222em": "mn2",
    "margin-left:-0.27777778em": "mn3",
    "border-right:0.05em solid currentcolor": "mbr",
    "border-left:0.05em solid currentcolor": "mbl",
    "border-top:0.05em solid currentcolor": "mbt",
    "border-bottom:0.05em solid currentcolor": "mbb",
    "width:100%": "mw",
    "width:50%": "mh",
}
ATTRIBUTES = re.compile(r'(?: class="(?P<kept>[^"]*)")? style="(?P<style>[^"]*)"')
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
# The least that stands under a root: without it the bar lies on a small letter, and the sign, never shorter than this, hangs below the line.
STRUT = '<mspace width="0" height="0.73em" depth="0.2em"/>'
ENTITIES = {"&ApplyFunction;": "\u2061", "&InvisibleTimes;": "\u2062", "&nbsp;": "\u00a0"}


@lru_cache(maxsize=8192)
def to_mathml(tex: str, display: bool) -> str:
    """One formula as a `<math>` element; ValueError says what is wrong with the TeX, and where."""
    source = tex.strip()
    if not source:
        raise ValueError("the formula is empty")
    if FORBIDDEN.search(source):
        raise ValueError("the formula holds a character that no page may hold; write it anew")
    if count_unclosed(source) > UNCLOSED:
        raise ValueError(f"more than {UNCLOSED} brackets are opened and not closed, in ${' '.join(source.split())[:60]}$")
    try:
        element = _converter().convert_with_local_state(source, displaystyle=display)
    except LatexError as error:
        raise ValueError(_explain(source, str(error))) from None
    for entity, character in ENTITIES.items():
        element = element.replace(entity, character)
    element = ATTRIBUTES.sub(lambda match: _as_class(match, source), element)
    _refuse_other_markup(element, source)
    element = element.replace("</msqrt>", f"{STRUT}</msqrt>")
    return element.replace("<math", '<math data-search-exclude="1"', 1)


def _refuse_other_markup(element: str, tex: str) -> None:
    """Raises ValueError unless the element is well-formed and made of MathML alone: math-core lets `<` through in some places."""
    try:
        tags = {part.tag for part in ET.fromstring(element).iter()}  # noqa: S314 (our own text)
    except ET.ParseError:
        tags = {"<"}
    if any(not re.fullmatch(r"m[a-z]+|semantics|annotation", tag) for tag in tags):
        raise ValueError(f"a “<” would be read as markup; write \\lt for it, in ${' '.join(tex.split())}$")


BRACKET = re.compile(
    r"(?P<open>[(\[]|\\\{|\\l(?:angle|floor|ceil|brace|brack|group|vert|Vert)\b)|(?P<close>[)\]]|\\\}|\\r(?:angle|floor|ceil|brace|brack|group|vert|Vert)\b)"
    r"|(?P<group>\{)|(?P<end>\})|\\."
)
UNCLOSED = 10  # with each more, math-core takes twice as long


def count_unclosed(tex: str) -> int:
    """How many brackets are opened and not closed in the same group."""
    count, groups = 0, [0]
    for bracket in BRACKET.finditer(tex):
        if bracket["open"]:
            groups[-1] += 1
        elif bracket["close"]:
            groups[-1] = max(0, groups[-1] - 1)
        elif bracket["group"]:
            groups.append(0)
        elif bracket["end"] and len(groups) > 1:
            count += groups.pop()
    return count + sum(groups)


@lru_cache(maxsize=1)
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


def _explain(tex: str, error: str) -> str:
    """`12: Unknown command` becomes the same with the TeX at which it stands."""
    position, _, message = error.partition(": ")
    near = tex.encode()[int(position) :].decode(errors="ignore")[:24] if position.isdecimal() else tex[:24]
    return f"{(message or error).rstrip('.')} at “{' '.join(near.split())}” in ${' '.join(tex.split())}$"


def _as_class(match: re.Match[str], tex: str) -> str:
    names = [match["kept"]] if match["kept"] else []
    for declaration in filter(None, match["style"].split(";")):
        key = re.sub(r"\s*:\s*", ":", declaration.strip())
        if key not in CLASS_OF_DECLARATION:
            raise ValueError(f"The style “{key}” cannot be shown, colours and free spaces are not supported, in ${tex}$")
        names.append(CLASS_OF_DECLARATION[key])
    return f' class="{" ".join(filter(None, names))}"'


# ------------------------------------------------------------------ the Markdown extension


class MathExtension(Extension):  # type: ignore[misc]
    """`$…$` and `$$…$$` in Markdown become MathML, drawings are passed through; a formula that cannot be read is told to `report` and shown as code."""

    def __init__(self, report: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self.report = report or _refuse

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Find formulas with arithmatex, then turn what it found into MathML before headings get their names."""
        md.preprocessors.register(_DrawingStash(md), "qa-drawings", 27)
        md.preprocessors.register(_FormulaGuard(md), "qa-formula-guard", 21)
        ArithmatexExtension(generic=True).extendMarkdown(md)
        md.treeprocessors.register(_MathTreeprocessor(md, self.report), "qa-math", 12)
        md.treeprocessors.register(_PercentTreeprocessor(md), "qa-percent", 11)


def _refuse(message: str) -> None:
    raise ValueError(message)


class _DrawingStash(Preprocessor):  # type: ignore[misc]
    """Put drawings aside: they hold no Markdown, and looking for some in them takes longer than all the rest of a page."""

    DRAWING = re.compile(r'^<div class="qa-figure">\n<svg.*?</svg>\n</div>$', re.DOTALL | re.MULTILINE)

    def run(self, lines: list[str]) -> list[str]:
        return self.DRAWING.sub(lambda match: f"\n{self.md.htmlStash.store(match[0])}\n", "\n".join(lines)).split("\n")


class _FormulaGuard(Preprocessor):  # type: ignore[misc]
    """Keep `$a<b$` from being read as the start of an HTML tag `<b>`; runs after fences are gone, before HTML is sought."""

    FORMULA_OR_CODE = re.compile(
        r"(?P<code>(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n\n).)+?(?<!`)(?P=ticks)(?!`))"
        r"|(?<![\\$])(?P<dollars>\$\$?)(?![\s$])(?:(?!\n\n|\$).)+(?P=dollars)"
        r"|^\$\$\n(?:(?!\n\n|\$\$).)+\$\$",
        re.DOTALL | re.MULTILINE,
    )

    def run(self, lines: list[str]) -> list[str]:
        return self.FORMULA_OR_CODE.sub(self._guard, "\n".join(lines)).split("\n")

    @staticmethod
    def _guard(match: re.Match[str]) -> str:
        return match[0] if match["code"] else match[0].replace("<", r"\lt ")


class _MathTreeprocessor(Treeprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, report: Callable[[str], None]) -> None:
        super().__init__(md)
        self.report = report

    def run(self, root: ET.Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.get("class") == "arithmatex":
                    self._replace(parent, child)
        for text in _texts(root):
            if "$" in text:
                self.report(f"a dollar sign opens or closes no formula; write \\$ for the sign, in “{' '.join(text.split())[:60]}”")

    def _replace(self, parent: ET.Element, child: ET.Element) -> None:
        formula = (child.text or "").strip()
        display = formula.startswith(r"\[")
        tex = unescape(formula[2:-2]) if display else formula[2:-2]  # arithmatex escapes the one, not the other
        placeholder = self.md.htmlStash.store(self._formula(tex, display))
        if display:
            child.tag, child.text = "div", placeholder
            child.set("class", "qa-math")
        else:
            _tie(parent, child, placeholder)

    def _formula(self, tex: str, display: bool) -> str:
        try:
            return to_mathml(tex, display)
        except ValueError as error:
            self.report(str(error))
            return f"<code>{escape(tex)}</code>"


class _PercentTreeprocessor(Treeprocessor):  # type: ignore[misc]
    """Keep a per cent sign and a sign of multiplication on the line of their numbers; in code they are other signs."""

    def run(self, root: ET.Element) -> None:
        if root.tag in ("code", "pre"):
            return
        root.text = self._keep(root.text)
        for child in root:
            self.run(child)
            child.tail = self._keep(child.tail)

    @staticmethod
    def _keep(text: str | None) -> str | None:
        if not text or not (" %" in text or " ×" in text):
            return text
        return re.sub(r"(?<=\d\u00a0×) (?=\d)", "\u00a0", re.sub(r"(?<=\d) (?=[%×])", "\u00a0", text))


BEFORE = re.compile(r"[(\[“‘]+$")
BEHIND = re.compile(
    r"[^\s\x02\x03–—/-]*[–—/-]?"
)  # to the next place where a line may end; the two signs enclose what Markdown has put aside


def _tie(parent: ET.Element, child: ET.Element, formula: str) -> None:
    """Put `formula` where `child` stands, tied to brackets before it and signs or letters behind it: a browser would end a line there."""
    tail = child.tail or ""
    behind = BEHIND.match(tail)[0]  # type: ignore[index]
    before = _take_end(parent, child, BEFORE)
    if not before + behind:
        _put_text(parent, child, formula)
        return
    child.tag, child.text, child.tail = "span", before + formula + behind, tail[len(behind) :]
    child.set("class", "qa-tied")


def _take_end(parent: ET.Element, child: ET.Element, pattern: re.Pattern[str]) -> str:
    """Take away what `pattern` finds in the text before `child`, and hand it back."""
    place = list(parent).index(child)
    holder, name = (parent[place - 1], "tail") if place else (parent, "text")
    text = getattr(holder, name) or ""
    found = pattern.search(text)
    setattr(holder, name, text[: found.start()] if found else text)
    return found[0] if found else ""


def _put_text(parent: ET.Element, child: ET.Element, text: str) -> None:
    """Put `text` where `child` stands, keeping what follows it."""
    place = list(parent).index(child)
    text += child.tail or ""
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(child)


def _texts(element: ET.Element) -> Iterator[str]:
    """All text below `element` that is not code."""
    if element.tag not in ("code", "pre"):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


# ------------------------------------------------------------------ TeX to plain text


def to_text(tex: str) -> str:
    r"""A formula as one line of plain text, as for a search result: `\frac{1}{1+e^{-z}}` gives `1/(1 + e⁻ᶻ)`."""
    element = ET.fromstring(to_mathml(tex, False))  # noqa: S314 (our own text)
    text = unicodedata.normalize("NFC", _text_of(element))
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"(?<=[(\[{⟨⌊⌈]) | (?=[)\]}⟩⌋⌉,;])", "", text).strip()


def _text_of(element: ET.Element) -> str:
    parts = [_text_of(child) for child in element]
    match element.tag:
        case "mi" | "mn" | "mtext" | "ms":
            return _plain(element.text or "")
        case "mo":
            return _plain(element.text or "")
        case "mspace":
            return " " if element.get("width", "0").startswith(("1", "2")) else ""
        case "mfrac":
            return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
        case "msqrt":
            return "√" + _grouped("".join(parts))
        case "mroot":
            return _script(parts[1], SUPERSCRIPTS, "^") + "√" + _grouped(parts[0])
        case "munder" | "mover" if parts[1].strip() in BARS:
            return parts[0]
        case "msub" | "munder":
            return parts[0] + _script(parts[1], SUBSCRIPTS, "_")
        case "msup":
            return parts[0] + _script(parts[1], SUPERSCRIPTS, "^")
        case "mover":
            return parts[0] + (ACCENTS.get(parts[1].strip()) or _script(parts[1], SUPERSCRIPTS, "^"))
        case "msubsup" | "munderover":
            return parts[0] + _script(parts[1], SUBSCRIPTS, "_") + _script(parts[2], SUPERSCRIPTS, "^")
        case "mtable":
            return "; ".join(parts)
        case "mtr":
            return " ".join(parts)
    return _row(list(element), parts)


def _row(elements: list[ET.Element], parts: list[str]) -> str:
    """Join the parts of a row, with spaces around what relates two of them and after the name of a function."""
    text = ""
    for element, part in zip(elements, parts, strict=True):
        if element.tag == "mo" and part.strip() in INFIX and _ends_operand(text):
            text += f" {part.strip()} "
        elif part == "\u2061":
            text += " "
        elif part.startswith(("(", "[")) and text.endswith(" ") and text[-2:-1].isalpha():
            text = text.rstrip() + part
        else:
            text += part + (" " if part == "," else "")
    return text


def _ends_operand(text: str) -> bool:
    return bool(text.strip()) and text.rstrip()[-1] not in INFIX | set("([{,|⟨")


def _plain(text: str) -> str:
    """Letters of the mathematical alphabets as ordinary letters; a blackboard ℝ or ℓ stays."""
    return "".join(unicodedata.normalize("NFKC", c) if c >= "\U0001d400" else c for c in text if c not in UNSEEN)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if re.fullmatch(r"[∂Δ∇√]?\w*|\w*\([^()]*\)|\W", text) else f"({text})"


def _script(text: str, table: dict[str, str], mark: str) -> str:
    text = text.strip()
    tight = text.replace(" ", "")
    if tight in PRIMES or not text:
        return PRIMES.get(tight, "")
    if all(character in table for character in tight):
        return "".join(table[character] for character in tight)
    return mark + (text if len(text) == 1 or re.fullmatch(r"[A-Za-z0-9.]+", text) else f"({text})")


INFIX = set("=≈<>≤≥≠∈∉⊂⊆+−-±×·→←↦∝≪≫∼≔≡⇒⇔⟹⟺⊙⊗∘∪∩∧∨∣∗⋅")
PRIMES = {"′": "′", "″": "″", "⊤": "ᵀ", "∗": "*", "*": "*"}
UNSEEN = set("\u2062\u2063\u2064\ufe00\ufe01")
BARS = {"⏞", "⏟", "⎴", "⎵"}
ACCENTS = {"_": "\u0304", "\u0332": "\u0304", "^": "\u0302", "ˆ": "\u0302", "¯": "\u0304", "‾": "\u0304", "~": "\u0303", "˜": "\u0303", "˙": "\u0307",
           "¨": "\u0308", "→": "\u20d7", "⃗": "\u20d7"}  # fmt: skip
SUPERSCRIPTS = dict(zip("0123456789+−-=()abcdefghijklmnoprstuvwxyzTLdβγ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᴸᵈᵝᵞ", strict=True))  # fmt: skip
SUBSCRIPTS = dict(zip("0123456789+−-=()aehijklmnoprstuvxβ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦ", strict=True))


# ------------------------------------------------------------------ the font


FORMULA = re.compile(r"<math\b[^>]*>.*?</math>", re.DOTALL)


def find_formulas(texts: Iterable[str]) -> Iterator[str]:
    """Every formula of pages, and of strings in scripts and JSON, once, as the element that a browser draws."""
    known: set[bytes] = set()
    for text in texts:
        for formula in FORMULA.findall(_unescape_json(text)):
            mark = hashlib.blake2b(formula.encode(), digest_size=16).digest()  # the formulas themselves would fill the memory
            if mark not in known:
                known.add(mark)
                yield formula


def _unescape_json(text: str) -> str:
    """JSON's strings as they are meant, in as far as that matters to formulas; HTML stays as it is."""
    if not re.search(r'<math\b[^>]*\\"|\\u003[cC]math', text):
        return text
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text).replace('\\"', '"').replace("\\/", "/")
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


@dataclass(frozen=True)
class Letters:
    """What the font has to draw: characters as they are shown, italic ones included, and those that stand raised or lowered."""

    all: frozenset[str]
    small: frozenset[str]


SCRIPTS = {"msub": {1}, "msup": {1}, "munder": {1}, "mover": {1}, "msubsup": {1, 2}, "munderover": {1, 2}}  # as in site.css
TOKENS = {"mi", "mo", "mn", "mtext", "ms"}
UNWRITTEN = {" ", "√"}  # no text of a formula holds the root's sign


def read_letters(formulas: Iterable[str]) -> Letters:
    """The characters that a browser draws for `<math>` elements. Raises ValueError for one that is not well-formed."""
    every, small = set(UNWRITTEN), set[str]()
    for formula in formulas:
        try:
            root = ET.fromstring(formula)  # noqa: S314 (our own text)
        except ET.ParseError as error:
            raise ValueError(f"a formula of the built site is not well-formed ({error}): {formula[:80]}") from None
        for text, is_small in _drawn(root, False):
            every.update(text)
            small.update(text if is_small else "")
    return Letters(frozenset(every), frozenset(small))


def _drawn(element: ET.Element, is_small: bool) -> Iterator[tuple[str, bool]]:
    """The texts below an element, and whether they stand raised or lowered; a variable of one letter is drawn in italics."""
    if element.tag in TOKENS:
        text = element.text or ""
        alone = element.tag == "mi" and len(text) == 1 and element.get("mathvariant") != "normal"
        yield _italic(text) if alone else text, is_small
    for place, child in enumerate(element):
        yield from _drawn(child, is_small or place in SCRIPTS.get(element.tag, ()))


LARGER = 1.04  # as large as the letters of the text beside it look


def subset_font(letters: Letters) -> bytes:
    """STIX Two Math as WOFF2 with the letters, their small forms where such are used, and all larger forms of what stretches.

    The same bytes every time.
    """
    from fontTools import subset  # 15 MiB, for what most builds have kept
    from fontTools.ttLib import TTFont

    font = TTFont(_font_file(), recalcTimestamp=False, lazy=True)
    font["head"].unitsPerEm = round(font["head"].unitsPerEm / LARGER)
    _limit_small_forms(font, letters.small)
    _narrow_roots(font)
    subsetter = subset.Subsetter(_font_options(subset.Options()))
    subsetter.populate(text="".join(sorted(letters.all)))
    subsetter.subset(font)
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def font_script(font: bytes) -> str:
    """A script that has the font in it, and so has it ready before anything is drawn.

    A font that comes later moves the lines that it draws in. Asking for it early by a link is refused to pages opened from disk,
    and a font in a style sheet to pages under a strict policy; a script is refused to neither.
    """
    data = base64.b64encode(font).decode()
    return (
        "(() => {\n"
        f'  const data = atob("{data}");\n'
        "  const bytes = new Uint8Array(data.length);\n"
        "  for (let i = 0; i < data.length; i++) bytes[i] = data.charCodeAt(i); // several times as fast as a function for each\n"
        '  document.fonts.add(new FontFace("QA Math Ready", bytes));\n'
        "})();\n"
    )


def _limit_small_forms(font: TTFont, small: frozenset[str]) -> None:
    """Let only the `small` characters have a small form, and the same one at every depth: the second is told from the first by few."""
    glyphs = font.getBestCmap()
    used = {glyphs[ord(character)] for character in small if ord(character) in glyphs}
    table = font["GSUB"].table
    lookups = {i for record in table.FeatureList.FeatureRecord if record.FeatureTag == "ssty" for i in record.Feature.LookupListIndex}
    for subtable in (subtable for i in sorted(lookups) for subtable in table.LookupList.Lookup[i].SubTable):
        subtable.alternates = {name: forms[:1] * len(forms) for name, forms in subtable.alternates.items() if name in used}


def _narrow_roots(font: TTFont) -> None:
    """Make every form of the root's sign as wide as the smallest.

    Chromium leaves the room of the widest one to each root: a gap behind small ones, and a bar too long over what is under large ones.
    """
    variants = font["MATH"].table.MathVariants
    root = font.getBestCmap()[ord("√")]
    forms = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(root)]
    width, edge = font["hmtx"][root][0], font["glyf"][root].xMax
    for name in [record.VariantGlyph for record in forms.MathGlyphVariantRecord]:
        scale = edge / font["glyf"][name].xMax
        _move_points(font, name, width, [round(x * scale) for x in _places(font, name)])
    parts = [record.glyph for record in forms.GlyphAssembly.PartRecords]
    away = font["glyf"][parts[0]].xMax - edge  # the parts' upright stroke comes to end where the bar begins
    for name in parts:
        _move_points(font, name, width, [min(x - away, edge) for x in _places(font, name)])


def _places(font: TTFont, name: str) -> list[int]:
    """How far to the right each point of an outline lies."""
    return [x for x, _ in font["glyf"][name].coordinates]


def _move_points(font: TTFont, name: str, width: int, places: list[int]) -> None:
    glyph = font["glyf"][name]
    glyph.coordinates = type(glyph.coordinates)([(x, y) for x, (_, y) in zip(places, glyph.coordinates, strict=True)])
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)


def _font_file() -> Path:
    """The font as the package ziamath brings it, found without importing that package, which takes its time."""
    package = find_spec("ziamath")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("the package ziamath is missing, which brings the math font; install requirements.txt")
    return Path(package.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"


def _font_options(options: subset.Options) -> subset.Options:
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.layout_features = ["ssty", "kern", "mark", "mkmk", "ccmp"]
    options.name_IDs = [0, 1, 2, 13, 14]  # whose it is and under which licence stays with it
    return options


def _italic(character: str) -> str:
    """The slanted letter that a browser draws for a letter that stands alone."""
    starts = (("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("Α", "Ω", 0x1D6E2), ("α", "ω", 0x1D6FC))
    if character == "h":
        return "ℎ"
    for first, last, start in starts:
        if first <= character <= last:
            return chr(start + ord(character) - ord(first))
    return {"∂": "𝜕", "∇": "𝛻", "ϵ": "𝜖", "ϑ": "𝜗", "ϕ": "𝜙", "ϱ": "𝜚", "ϖ": "𝜛", "ı": "𝚤", "ȷ": "𝚥"}.get(character, character)
