"""Computes what the answers lean on: the numbers they quote, the output of their code, the pictures they show."""

from __future__ import annotations

import ast
import hashlib
import json
import math
import numbers
import os
import re
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.metadata import version
from inspect import signature
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kept import keep, read_kept
from markup import Block, Quote, find_blocks, find_figures, find_quotes
from model import Answer, Book, Code

SECONDS_PER_BLOCK = 60
MAGNITUDES = {"": 1.0, "%": 0.01, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
NUMBER = re.compile(
    r"(?P<mantissa>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)"
    r"(?:(?:e|\s*×\s*10\^?)(?P<exponent>[+-]?\d+))?\s*(?P<magnitude>%|thousand|million|billion|trillion|)"
)
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What running something gave: its result as text, or why there is none."""

    text: str = ""
    error: str = ""


@dataclass(frozen=True)
class Number:
    """What a claim function returned, or why it returned nothing."""

    value: Any = None
    error: str = ""


Call = tuple[str, str, tuple[tuple[str, Any], ...]]  # category, function, arguments


@dataclass(frozen=True)
class Evidence:
    """Everything computed for a Book: block outputs by code, pictures by name and alternative text, numbers by call.

    `broken` are the claims files that cannot be run, by category, and why.
    """

    outputs: Mapping[str, Outcome]
    figures: Mapping[tuple[str, str], Outcome]
    numbers: Mapping[Call, Number] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)

    def number(self, quote: Quote) -> Number:
        """What the claim that `quote` quotes came to."""
        return self.numbers.get((quote.category, quote.function, quote.arguments), Number(error="it was not computed"))


def gather_evidence(book: Book, cache: Path, tell: Tell) -> Evidence:
    """Runs the code blocks and the claims and draws the figures of `book`, saying how far it is; results are kept in `cache`."""
    codes = sorted({block.text for a in book.answers for block, _ in find_pairs(a)})
    uses = sorted({(name, alt) for a in book.answers for name, alt in figure_uses(a) if name in book.figures})
    outputs, figures = run_blocks(codes, cache / "blocks", tell), draw_figures(book, uses, cache / "figures", tell)
    return Evidence(outputs, figures, *compute_numbers(book, cache / "numbers"))


def find_pairs(answer: Answer) -> Iterator[tuple[Block, Block | None]]:
    """Every Python block of an answer with the `text` block that directly follows it, if one does."""
    for section in answer.sections:
        blocks = list(find_blocks(section.text))
        for block, following in zip(blocks, [*blocks[1:], None], strict=False):
            if block.language == "python":
                adjacent = following and not section.text[block.end : following.start].strip()
                yield block, following if adjacent and following and following.language == "text" else None


def figure_uses(answer: Answer) -> Iterator[tuple[str, str]]:
    """(name, alternative text) of every figure in an answer."""
    for section in answer.sections:
        yield from ((name, alt) for name, alt, _ in find_figures(section.text))


def answer_quotes(answer: Answer) -> Iterator[Quote]:
    """Every number that an answer quotes, in its body and in its corrections."""
    for section in answer.sections:
        yield from find_quotes(section.text, answer.category)
    for correction in answer.corrections:
        yield from find_quotes(f"{correction.truth}\n\n{correction.evidence}", answer.category)
    for statement in answer.statements:
        yield from find_quotes(f"{statement.claim}\n\n{statement.why}\n\n{statement.evidence}", answer.category)


# Numbers


def compute_numbers(book: Book, cache: Path) -> tuple[dict[Call, Number], dict[str, str]]:
    """The number of every call that the book quotes, and why claims files cannot be run; known numbers are read from `cache`."""
    calls: dict[str, dict[Call, None]] = {name: {} for name in book.claims}
    for answer in book.answers:
        for quote in answer_quotes(answer):
            calls.setdefault(quote.category, {})[quote.category, quote.function, quote.arguments] = None
    numbers: dict[Call, Number] = {}
    broken: dict[str, str] = {}
    for category, asked in calls.items():
        code = book.claims.get(category)
        if code is None:
            numbers |= {call: Number(error=f"LookupError: there is no content/claims/{category}.py") for call in asked}
            continue
        path = cache / digest(code.text, sys.version, numpy_version())
        known = read_numbers(path, category)
        if known is None or asked.keys() - known.keys():
            known, broken[category] = run_claims(code, asked)
            if not broken[category]:
                keep_numbers(path, known)
        numbers |= known
    return numbers, {category: error for category, error in broken.items() if error}


def run_claims(code: Code, calls: Iterable[Call]) -> tuple[dict[Call, Number], str]:
    """What the calls into a claims file come to, and why it cannot be run, if it cannot."""
    try:
        names = definitions(code)
    except Exception as error:  # whatever the author's code raises is the author's to read
        return {call: Number(error=describe(error)) for call in calls}, describe(error)
    return {call: call_claim(code, names, call) for call in calls}, ""


def call_claim(code: Code, names: Mapping[str, Any], call: Call) -> Number:
    """What one call comes to."""
    _, function, arguments = call
    if function not in list_claims(code):
        return Number(error=f"LookupError: {code.path} has no function '{function}'")
    try:
        value = names[function](**dict(arguments))
    except Exception as error:
        return Number(error=describe(error))
    return Number(value.item() if hasattr(value, "item") else value)


def describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def read_numbers(path: Path, category: str) -> dict[Call, Number] | None:
    """The numbers kept of a claims file; None if none are."""
    data = read_kept(path)
    if data is None:
        return None
    return {(category, function, tuple((k, v) for k, v in arguments)): Number(value) for function, arguments, value in json.loads(data)}


def keep_numbers(path: Path, numbers: Mapping[Call, Number]) -> None:
    """Keeps the numbers of a claims file that ran without error; others are computed again the next time."""
    if not any(number.error or not isinstance(number.value, int | float | str) for number in numbers.values()):
        keep(path, json.dumps([[call[1], call[2], number.value] for call, number in numbers.items()]).encode())


@cache
def definitions(code: Code) -> dict[str, Any]:
    """Everything that a claims file defines, by name."""
    names: dict[str, Any] = {"__name__": f"claims.{code.name}", "__file__": code.path}
    exec(compile(code.text, code.path, "exec"), names)
    return names


def open_claims(category: str) -> SimpleNamespace:
    """For a notebook: all that the project's claims file of a category defines, by name."""
    path = Path(__file__).resolve().parent.parent / "content" / "claims" / f"{category}.py"
    return SimpleNamespace(**definitions(Code(category, str(path), path.read_text(encoding="utf-8"))))


@cache
def list_claims(code: Code) -> dict[str, ast.FunctionDef]:
    """The public functions that a claims file defines, by name. Raises SyntaxError if it is no Python."""
    return {node.name: node for node in statements(code) if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}


def first_line(node: ast.stmt) -> int:
    """The line of a statement, or of its first decorator."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def claim_source(code: Code, function: str) -> str:
    """The text of a claim function."""
    return source_of(list_claims(code)[function], code)


def helper_source(code: Code) -> str:
    """The constants, classes and helper functions of a claims file: what is neither an import nor a claim."""
    claims = list_claims(code)
    kinds = (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
    return "\n\n\n".join(
        source_of(node, code) for node in statements(code) if isinstance(node, kinds) and getattr(node, "name", "") not in claims
    )


@cache
def statements(code: Code) -> tuple[ast.stmt, ...]:
    """The statements of a Python file."""
    return tuple(ast.parse(code.text).body)


def source_of(node: ast.stmt, code: Code) -> str:
    """The lines of a statement, its decorators included."""
    return "\n".join(code.text.splitlines()[first_line(node) - 1 : node.end_lineno])


def agrees(text: str, value: Any) -> bool:
    """Whether a quoted number is `value`, rounded to the digits that are quoted; words are compared as they stand."""
    if isinstance(value, str):
        return " ".join(text.split()) == " ".join(value.split())
    parsed = parse_number(text)
    if parsed is None or isinstance(value, bool) or not isinstance(value, numbers.Real):
        return False
    quoted, unit = parsed
    return math.isfinite(float(value)) and abs(float(value) - quoted) <= 0.5 * unit * (1 + 1e-9)


def parse_number(text: str) -> tuple[float, float] | None:
    """The quoted number and the unit of its last digit: `1.2 million` is (1200000.0, 100000.0); None if it is none."""
    clean = re.sub(r"[\u00a0\u2009\u202f]", " ", text).replace("\N{MINUS SIGN}", "-").translate(SUPERSCRIPTS).strip()
    match = NUMBER.fullmatch(clean)
    if not match:
        return None
    decimals = len(match["mantissa"].partition(".")[2])
    try:
        scale = 10.0 ** int(match["exponent"] or 0) * MAGNITUDES[match["magnitude"]]
    except (OverflowError, ValueError):  # larger than any number that is computed here
        return None
    return float(match["mantissa"].replace(",", "")) * scale, 10.0**-decimals * scale


def display_value(value: Any) -> str:
    """A claim's value as the page of numbers shows it: integers with commas, other reals to six digits."""
    if isinstance(value, numbers.Integral):
        return f"{int(value):,}"
    return f"{float(value):.6g}" if isinstance(value, numbers.Real) else str(value)


# Code blocks


def run_blocks(codes: Iterable[str], cache: Path, tell: Tell) -> dict[str, Outcome]:
    """The outcome of every code, run in a process of its own, two at a time; known ones are read from `cache`."""
    outcomes = {code: read_outcome(cache / block_key(code)) for code in codes}
    missing = [code for code, outcome in outcomes.items() if outcome is None]
    with ThreadPoolExecutor(max_workers=2) as pool:
        for count, (code, outcome) in enumerate(zip(missing, pool.map(run_code, missing), strict=True), start=1):
            tell(f"ran code block {count} of {len(missing)}")
            outcomes[code] = outcome
            write_outcome(cache / block_key(code), outcome)
    return {code: outcome for code, outcome in outcomes.items() if outcome}


def run_code(code: str) -> Outcome:
    """What `code` prints, or the last line of its error."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            timeout=SECONDS_PER_BLOCK,
            encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired:
        return Outcome(error=f"it ran longer than {SECONDS_PER_BLOCK} seconds")
    if done.returncode:
        return Outcome(error=(done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1])
    return Outcome(done.stdout)


def block_key(code: str) -> str:
    """A name for the outcome of `code` that changes with it and with what runs it."""
    return digest(code, sys.version, numpy_version())


@lru_cache(maxsize=1)
def numpy_version() -> str:
    return version("numpy")


# Figures


def draw_figures(book: Book, uses: Iterable[tuple[str, str]], cache: Path, tell: Tell) -> dict[tuple[str, str], Outcome]:
    """The SVG of every figure used, by name and alternative text; known ones are read from `cache`."""
    keys = {use: cache / figure_key(book.figures[use[0]], use[1], book.claims) for use in uses}
    outcomes = {use: read_outcome(path) for use, path in keys.items()}
    missing = [use for use, outcome in outcomes.items() if outcome is None]
    for count, use in enumerate(missing, start=1):
        tell(f"drawing figure {count} of {len(missing)}: {use[0]}")
        outcomes[use] = draw_figure(book.figures[use[0]], use[1], book.claims)
        write_outcome(keys[use], outcomes[use] or Outcome())
    return {use: outcome for use, outcome in outcomes.items() if outcome}


def draw_figure(code: Code, alt: str, claims: Mapping[str, Code]) -> Outcome:
    """The SVG that a figure's `draw()` gives, or why there is none.

    A `draw(claims)` is handed a function that gives, for a category, everything its claims file defines, by name.
    """
    from draw import to_svg  # matplotlib takes a second to import; a build whose figures are cached does without

    names: dict[str, Any] = {"__name__": f"figures.{code.name}", "__file__": code.path}
    try:
        exec(compile(code.text, code.path, "exec"), names)
        arguments = [lambda category: SimpleNamespace(**definitions(claims[category]))] if signature(names["draw"]).parameters else []
        return Outcome(to_svg(names["draw"](*arguments), code.name, alt))
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Outcome(error=f"{type(error).__name__}: {error} (line {last.lineno} of {Path(last.filename).name})")


def figure_key(code: Code, alt: str, claims: Mapping[str, Code]) -> str:
    """A name for a picture that changes with all that it is drawn by."""
    leaned_on = [claims[name].text for name in re.findall(r"\bclaims\(\"([a-z-]+)\"\)", code.text) if name in claims]
    return digest(code.text, code.name, alt, *drawing_tools(), *leaned_on)


@lru_cache(maxsize=1)
def drawing_tools() -> tuple[str, str]:
    """What every picture is drawn by: the helpers' text and the library's version."""
    return Path(__file__).with_name("draw.py").read_text(encoding="utf-8"), version("matplotlib")


# The cache


def digest(*parts: str) -> str:
    """A file name for what the parts determine."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32] + ".kept"


def read_outcome(path: Path) -> Outcome | None:
    """A kept outcome; None if there is none, or it is damaged."""
    data = read_kept(path)
    return None if data is None else Outcome(data.decode())


def write_outcome(path: Path, outcome: Outcome) -> None:
    """Keeps a good outcome; an error is tried again the next time."""
    if not outcome.error:
        keep(path, outcome.text.encode())
