"""Reads `content/` and joins lists, answers and literature into a Book; the only part that reads content."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError

from answers import Text, parse_answer
from literature import parse_references
from model import (
    Answer,
    Book,
    Category,
    Code,
    Comparison,
    Entry,
    LearningPath,
    Level,
    Notebook,
    Part,
    Place,
    Problem,
    Reference,
    Release,
    Released,
    Source,
    SourceEntry,
    Unusable,
)
from parse import decode_list, parse_list

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Matter = TypeVar("Matter", bound=BaseModel)


class SourceMatter(BaseModel):
    """What `sources.toml` says of one list."""

    model_config = ConfigDict(extra="forbid")
    title: Text
    short: Text
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None  # None: the list bears no date
    kind: Text
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    restated: StrictBool
    complete: StrictBool


class CategoryMatter(BaseModel):
    """What `categories.toml` says of one category."""

    model_config = ConfigDict(extra="forbid")
    title: Text
    description: Text


class PartMatter(BaseModel):
    """A part of a learning path, as `paths.toml` has it."""

    model_config = ConfigDict(extra="forbid")
    title: Text
    pages: Annotated[list[Text], Field(min_length=1)]


class PathMatter(BaseModel):
    """What `paths.toml` says of one learning path."""

    model_config = ConfigDict(extra="forbid")
    title: Text
    description: Text
    parts: Annotated[list[PartMatter], Field(min_length=1)]


class ReleaseMatter(BaseModel):
    """A file of `releases/`: one release of the flashcards."""

    model_config = ConfigDict(extra="forbid")
    version: Text
    day: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    new: int
    changed: int
    removed: int
    cards: dict[str, tuple[str, int, str]]


class ComparisonMatter(BaseModel):
    """The record that `make other` writes."""

    model_config = ConfigDict(extra="forbid")
    day: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    builders: tuple[str, ...]
    counts: dict[str, tuple[int, ...]]


def read_book(root: Path, replaced: Mapping[str, Path] | None = None) -> Book:
    """The Book in `root`/content, with the lists in `replaced` (id → file) read in place of their restatements.

    Raises Unusable if something cannot be read at all; what can be read but is wrong is in the Book's problems.
    """
    content = root / "content"
    if not content.is_dir():
        raise Unusable(f"{content}: no such folder; the project's root has a folder 'content'")
    problems: list[Problem] = []
    categories = tuple(read_categories(root, problems))
    sources = tuple(read_sources(root, replaced or {}, problems))
    answers = tuple(read_answers(root, categories, sources, problems))
    references = read_references(root, problems)
    claims, figures = read_code(root, "claims"), read_code(root, "figures")
    paths = tuple(read_paths(root, problems))
    releases = tuple(read_releases(root, problems))
    problems += find_strays(root, sources)
    terms = read_phrases(root, "content/terms.toml", {category.id for category in categories}, "category", problems)
    wordings = read_phrases(root, "content/wordings.toml", {answer.id for answer in answers}, "page", problems)
    notebooks = tuple(read_notebooks(root))
    comparison = read_comparison(root, problems)
    found = tuple(problems)
    return Book(
        str(root), sources, categories, answers, references, claims, figures, notebooks, paths, found, releases, terms, wordings, comparison
    )


def read_text(path: Path, name: str) -> str:
    """The text of a content file; Unusable says which file cannot be read, and why."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise Unusable(f"{name}: no such file; restore it") from None
    except UnicodeDecodeError as error:
        raise Unusable(f"{name}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise Unusable(f"{name}: {error.strerror or error}") from None
    if "\0" in text:
        raise Unusable(f"{name}: holds NUL bytes and is not text; restore it")
    return text.replace("\r\n", "\n")


def read_toml(root: Path, name: str) -> tuple[dict[str, Any], str]:
    """The data of a TOML file in content, and its text."""
    text = read_text(root / name, name)
    return parse_toml(name, text), text


def parse_toml(name: str, text: str) -> dict[str, Any]:
    """The data of TOML text. Raises Unusable, naming the file, where it is none."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number may be too long to be read, and arrays too deep
        raise Unusable(f"{name}: not TOML: {' '.join(str(error).split())}") from None


def table_line(text: str, name: str) -> int:
    """The line of the table `[name]` in TOML text."""
    match = re.search(rf"^\[\"?{re.escape(name)}\"?\]", text, re.M)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def place_of(name: str, text: str, id: str) -> Place:
    """Where the table `[id]` stands. Raises Unusable if no file or page could be named after it."""
    place = Place(name, table_line(text, id))
    if not SLUG.fullmatch(id):
        raise Unusable(f"{place}: '{' '.join(id.split())}' is no id; use lower-case words joined by hyphens")
    return place


def validated(schema: type[Matter], data: Any, place: Place, problems: list[Problem]) -> Matter | None:
    """`data` as `schema`, or None with its errors appended to `problems`."""
    try:
        return schema.model_validate(data)
    except ValidationError as error:
        for item in error.errors():
            key = ".".join(str(part) for part in item["loc"]) or "table"
            problems.append(Problem(place, f"'{key}': {item['msg'][:1].lower()}{item['msg'][1:]}; correct it"))
        return None


def read_categories(root: Path, problems: list[Problem]) -> Iterator[Category]:
    """The categories in reading order."""
    name = "content/categories.toml"
    data, text = read_toml(root, name)
    for id, table in data.items():
        place = place_of(name, text, id)
        matter = validated(CategoryMatter, table, place, problems)
        if matter:
            yield Category(id, matter.title, matter.description, place)


def read_paths(root: Path, problems: list[Problem]) -> Iterator[LearningPath]:
    """The learning paths in their order; a book may have none."""
    name = "content/paths.toml"
    data, text = read_toml(root, name) if (root / name).exists() else ({}, "")
    for id, table in data.items():
        place = Place(name, table_line(text, id))
        matter = validated(PathMatter, table, place, problems)
        if not SLUG.fullmatch(id):
            problems.append(Problem(place, f"'{id}' is no id of a path; use lower-case words joined by hyphens"))
        elif matter:
            parts = tuple(Part(part.title, tuple(part.pages)) for part in matter.parts)
            yield LearningPath(id, matter.title, matter.description, parts, place)


def read_phrases(root: Path, name: str, known: set[str], kind: str, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """The lists of phrases in a TOML file of content by their keys, each of which is one of `known`; none where the file is not."""
    if not (root / name).exists():
        return {}
    data, text = read_toml(root, name)
    phrases: dict[str, tuple[str, ...]] = {}
    for id, items in data.items():
        place = Place(name, text.count("\n", 0, max(text.find(f"\n{id} ="), text.find(f'\n"{id}" =')) + 1) + 1)
        if id not in known:
            problems.append(Problem(place, f"there is no {kind} '{id}'; correct it"))
        elif not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
            problems.append(Problem(place, f"'{id}' is no list of phrases; write a list of words in quotes"))
        else:
            phrases[id] = tuple(items)
    return phrases


def read_sources(root: Path, replaced: Mapping[str, Path], problems: list[Problem]) -> Iterator[Source]:
    """The lists with their entries, in the order of `sources.toml`."""
    name = "content/sources.toml"
    data, text = read_toml(root, name)
    unknown = [id for id in replaced if id not in data]
    if unknown:
        raise Unusable(f"unknown source id '{unknown[0]}'; {name} has {', '.join(data) or 'none'}")
    for id, table in data.items():
        place = place_of(name, text, id)
        matter = validated(SourceMatter, table, place, problems)
        if matter:
            path = replaced.get(id, root / "content" / "sources" / f"{id}.txt")
            source = Source(id=id, place=place, replaced=id in replaced, **matter.model_dump())
            yield fill_source(source, path, path.name if id in replaced else f"content/sources/{id}.txt")


def fill_source(source: Source, path: Path, name: str) -> Source:
    """`source` with the entries of the list in `path`."""
    parsed = parse_list(read_list(path, name))
    if not parsed.entries:
        raise Unusable(f"{name}: no question found in it; is it a list of questions?")
    return dataclasses.replace(source, entries=tuple(key_entries(source.id, parsed.entries)), notes=parsed.notes)


def read_list(path: Path, name: str = "") -> str:
    """The decoded text of any list; Unusable, naming it, if it is missing or no text."""
    try:
        return decode_list(path.read_bytes())
    except FileNotFoundError:
        raise Unusable(f"{name or path}: no such file") from None
    except OSError as error:
        raise Unusable(f"{name or path}: {error.strerror or error}") from None
    except Unusable as error:
        raise Unusable(f"{name or path}: {error}") from None


def key_entries(source: str, entries: tuple[Entry, ...]) -> Iterator[SourceEntry]:
    """The entries with their keys: the number, `11b` for the second 11, `tail` for an unnumbered last one."""
    seen: Counter[str] = Counter()
    for position, entry in enumerate(entries, start=1):
        last = position == len(entries)
        name = entry.number or ("tail" if last else f"at-{position}")
        name = re.sub(r"[^A-Za-z0-9.-]", "-", name)
        seen[name] += 1
        suffix = "" if seen[name] == 1 else chr(ord("a") + seen[name] - 1) if seen[name] <= 26 else f"-{seen[name]}"
        yield SourceEntry(f"{source}/{name}{suffix}", entry)


def read_answers(root: Path, categories: tuple[Category, ...], sources: tuple[Source, ...], problems: list[Problem]) -> Iterator[Answer]:
    """The answers by category in reading order, within one from foundation to advanced, then as the lists ask them."""
    categories_in_order = [category.id for category in categories]
    keys = [entry.key for source in sources for entry in source.entries]
    asked = {key: position for position, key in enumerate(keys)}

    def place(answer: Answer) -> tuple[int, int, int, str]:
        first = min((asked.get(key, len(asked)) for key in answer.asks), default=len(asked))
        return categories_in_order.index(answer.category), list(Level).index(answer.level), first, answer.slug

    yield from sorted(read_answer_files(root, set(categories_in_order), problems), key=place)


def read_answer_files(root: Path, categories: set[str], problems: list[Problem]) -> Iterator[Answer]:
    """Every answer that can be read, in the order of the paths."""
    folder = root / "content" / "answers"
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(root).as_posix()
        place, inside = Place(name), path.relative_to(folder)
        if len(inside.parts) != 2 or path.suffix != ".md":
            problems.append(Problem(place, "not an answer; answers are content/answers/<category>/<slug>.md"))
        elif inside.parts[0] not in categories:
            problems.append(Problem(place, f"'{inside.parts[0]}' is no category; use one of content/categories.toml"))
        elif not SLUG.fullmatch(path.stem):
            problems.append(Problem(place, "a slug is lower-case words joined by hyphens; rename the file"))
        else:
            yield from read_answer(path, name, problems)


def read_answer(path: Path, name: str, problems: list[Problem]) -> Iterator[Answer]:
    """The answer in `path`, unless its bytes are no text or its front matter is wrong."""
    try:
        text = read_text(path, name)
    except Unusable as error:
        problems.append(Problem(Place(name), str(error).removeprefix(f"{name}: ")))
        return
    answer, wrong = parse_answer(path.parent.name, path.stem, name, text)
    problems += wrong
    if answer:
        yield answer


def read_references(root: Path, problems: list[Problem]) -> dict[str, Reference]:
    """The literature by key."""
    name = "content/references.bib"
    references, wrong = parse_references(name, read_text(root / name, name))
    problems += wrong
    return references


def read_releases(root: Path, problems: list[Problem]) -> Iterator[Release]:
    """The releases of the flashcards, oldest first."""
    found = []
    for path in sorted((root / "content" / "releases").glob("*.json")):
        name = path.relative_to(root).as_posix()
        try:
            matter = ReleaseMatter.model_validate_json(read_text(path, name))
        except ValidationError:
            problems.append(Problem(Place(name), "this is no record of a release; restore it, or write it anew with qa.py release"))
            continue
        cards = {id: Released(*card) for id, card in matter.cards.items()}
        found.append(Release(matter.version, matter.day, cards, matter.new, matter.changed, matter.removed))
    yield from sorted(found, key=lambda release: (release.day, version_key(release.version)))


def read_comparison(root: Path, problems: list[Problem]) -> Comparison | None:
    """What was recorded of other builders; None if nothing was."""
    name = "content/other.json"
    if not (root / name).exists():
        return None
    try:
        matter = ComparisonMatter.model_validate_json(read_text(root / name, name))
    except ValidationError:
        matter = None
    if not matter or any(len(numbers) != len(matter.builders) for numbers in matter.counts.values()):
        problems.append(Problem(Place(name), "this is no record of what other builders made of the pages; write it anew with make other"))
        return None
    return Comparison(matter.day, matter.builders, matter.counts)


def version_key(version: str) -> tuple[int, ...]:
    """What versions are ordered by: `2026.9` comes before `2026.11`."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def read_code(root: Path, folder: str) -> dict[str, Code]:
    """The Python files of `content/<folder>/` by their names."""
    files = sorted((root / "content" / folder).glob("*.py"))
    names = {path.stem: path.relative_to(root).as_posix() for path in files}
    return {path.stem: Code(path.stem, names[path.stem], read_text(path, names[path.stem])) for path in files}


def read_notebooks(root: Path) -> Iterator[Notebook]:
    """The experiments, by name."""
    for path in sorted((root / "docs" / "notebooks").glob("*.py")):
        name = path.relative_to(root).as_posix()
        text = read_text(path, name)
        words = "\n".join(line.removeprefix("#").removeprefix(" ") for line in text.splitlines() if line.startswith("#"))
        title = re.search(r"^# (.+)$", words, re.M)
        claim = re.search(r"^\*\*The claims? under test\.\*\* (.+?)\n\s*\n", words, re.M | re.S)
        answers = dict.fromkeys(re.findall(r"\]\(\.\./questions/([a-z0-9-]+/[a-z0-9-]+)\.html", words))
        yield Notebook(path.stem, name, text, title[1] if title else "", " ".join(claim[1].split()) if claim else "", tuple(answers))


def read_scripts() -> dict[str, str]:
    """The texts of this project's own modules, by name."""
    return {path.stem: read_text(path, f"scripts/{path.name}") for path in sorted(Path(__file__).parent.glob("*.py"))}


def read_handwritten(root: Path) -> dict[str, str]:
    """The pages written by hand, by their paths below `docs/`."""
    docs = root / "docs"
    return {p.relative_to(docs).as_posix(): read_text(p, p.relative_to(root).as_posix()) for p in sorted(docs.rglob("*.md"))}


def read_assets() -> dict[str, str]:
    """The site's style sheets and its mark, by their paths on the site."""
    docs = Path(__file__).resolve().parent.parent / "docs"
    names = ("assets/site.css", "assets/print.css", "assets/favicon.svg")
    return {name: read_text(docs / name, f"docs/{name}") for name in names}


def read_asset_files(root: Path) -> dict[str, bytes]:
    """Every style sheet, script and picture below `docs/assets`, by its path on the site; none if there is no such folder."""
    docs = root / "docs"
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in sorted((docs / "assets").rglob("*")) if path.is_file()}


def find_strays(root: Path, sources: tuple[Source, ...]) -> Iterator[Problem]:
    """Files that no rule of the house expects where they are."""
    known = {f"{name}.toml" for name in ("categories", "sources", "paths", "terms", "wordings")} | {"references.bib", "other.json"}
    known |= {f"sources/{s.id}.txt" for s in sources}
    content = root / "content"
    for path in sorted(p for p in content.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        inside = path.relative_to(content)
        code = len(inside.parts) == 2 and inside.parts[0] in {"claims", "figures"} and path.suffix == ".py"
        release = len(inside.parts) == 2 and inside.parts[0] == "releases" and path.suffix == ".json"
        if inside.as_posix() not in known and inside.parts[0] != "answers" and not code and not release:
            yield Problem(Place(path.relative_to(root).as_posix()), "nothing reads this file; remove it or move it where it belongs")
