"""Turns the searchable texts of a site into one compact index, which a script in the browser ranks (`docs/assets/js/search.js`)."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from html import unescape
from itertools import accumulate

from markdown.extensions.toc import slugify

import markup
import wording
from answers import follow_ups
from model import Answer, Book
from pieces import cited_numbers, page_texts, plain_text

# ------------------------------------------------------------------ what can be found


@dataclass(frozen=True)
class Name:
    """A wording under which a page, or its section `anchor`, is asked for; `weight` says how well it stands for it (0 to 1)."""

    text: str
    weight: float
    anchor: str = ""


@dataclass(frozen=True)
class Part:
    """A section of a page (of the page itself where `anchor` is empty), and what a word in its text counts."""

    anchor: str
    title: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True)
class Findable:
    """A page as the search sees it; `standing` is what the page counts beside others that match as well (0 to 1)."""

    location: str
    title: str
    summary: str
    standing: float
    names: tuple[Name, ...] = ()
    parts: tuple[Part, ...] = ()


SKIPPED = {"short-answer", "read-next"}  # the one is the page's summary, the other is the titles of other pages
QUIET = {"references": 0.5, "what-the-lists-get-wrong": 0.5, "what-the-lists-say": 0.5, "in-code": 0.6, "try-it": 0.4}


HEADING = re.compile(r'<h([1-6])\b[^>]*?\bid="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
UNREAD = re.compile(r'<(svg|math|pre|script|style)\b.*?</\1>|<a class="headerlink".*?</a>', re.DOTALL)


def cut_page(location: str, title: str, content: str) -> Iterator[dict[str, str]]:
    """A page's content as entries (location, title, text as HTML), cut at the headings that have an address; the first one is the page's own."""
    html = UNREAD.sub(lambda found: "" if found[1] in (None, "math") else " ", content)
    start, place, heading = 0, location, title
    for match in HEADING.finditer(html):
        if start or html[: match.start()].strip():
            yield {"location": place, "title": heading, "text": html[start : match.start()]}
        place = f"{location}#{match[2]}" if start or match[1] != "1" else location
        start, heading = match.end(), match[3]
    yield {"location": place, "title": heading, "text": html[start:]}


def gather_pages(entries: Iterable[Mapping[str, str]], book: Book) -> list[Findable]:
    """The site's pages from entries (see `cut_page`), question pages with all that the book knows of them.

    Raises ValueError for a question whose page is not among the entries.
    """
    sections: dict[str, list[Mapping[str, str]]] = {}
    for entry in entries:
        sections.setdefault(entry["location"].partition("#")[0], []).append(entry)
    answers = {str(answer.page.with_suffix(".html")): answer for answer in book.answers}
    if missing := sorted(answers.keys() - sections.keys()):
        raise ValueError(f"the search index has no entry {missing[0]!r}; its question cannot be found")
    links = _read_links(book)
    return [
        _read_answer(location, parts, answers[location], book, links.get(answers[location].id, []))
        if location in answers
        else _read_page(location, parts)
        for location, parts in sections.items()
    ]


def _read_page(location: str, entries: Sequence[Mapping[str, str]]) -> Findable:
    """A page of another kind: it is found by its title and its headings, after a question that matches as well."""
    first = entries[0]
    title = to_plain(first["title"])
    parts = tuple(_read_parts(entries[1:]))
    names = (Name(title, 1.0), *(Name(part.title, 0.5, part.anchor) for part in parts))
    return Findable(location, title, _shorten(to_plain(first["text"]), 240), 0.7, names, (Part("", title, to_plain(first["text"])), *parts))


def _read_answer(location: str, entries: Sequence[Mapping[str, str]], answer: Answer, book: Book, links: Iterable[str]) -> Findable:
    short = plain_text(answer.section("Short answer").text)
    follow = [(slugify(item.question, "-"), plain_text(item.question), plain_text(item.answer)) for item in follow_ups(answer)]
    sections = [part for part in _read_parts(entries[1:]) if part.anchor != "follow-up-questions"]
    parts = [Part("", answer.question, short, 3.0), *sections, *(Part(anchor, title, text) for anchor, title, text in follow)]
    parts = [replace(part, text=_authors(answer, book)) if part.anchor == "references" else part for part in parts]
    names = [Name(answer.slug.replace("-", " "), 1.0), *_title_names(answer.question), *(Name(alias, 0.93) for alias in answer.aliases)]
    names += [Name(plain_text(book.entries[key].entry.question), 0.9) for key in answer.asks if key in book.entries]
    names += [Name(title, 0.8, anchor) for anchor, title, _ in follow]
    names += [Name(text, 0.7) for text in links]
    return Findable(location, answer.question, short, 1.0, tuple(_differing(names)), tuple(parts))


def _authors(answer: Answer, book: Book) -> str:
    """Who wrote the works that an answer cites: of each the first author's surname; titles say what the page says anyway."""
    works = [book.references[key] for key in cited_numbers(answer) if key in book.references]
    return " ".join(work.authors[0].split()[-1] for work in works if work.authors)


def _title_names(question: str) -> Iterator[Name]:
    """A question, and each of the questions that it is made of: `What is X, and why does Y?` asks two."""
    yield Name(question, 0.93)
    clauses = re.split(r", (?:and |or )?", question)
    if len(clauses) > 1:
        yield from (Name(clause, 0.9 if place == 0 else 0.6) for place, clause in enumerate(clauses))


def _differing(names: Iterable[Name]) -> list[Name]:
    """The names without those that say the same as an earlier one."""
    kept: dict[tuple[tuple[str, ...], str], Name] = {}
    for name in names:
        words = tuple(sorted(telling_stems(name.text)))
        if words:
            kept.setdefault((words, name.anchor), name)
    return list(kept.values())


def _read_parts(entries: Iterable[Mapping[str, str]]) -> Iterator[Part]:
    for entry in entries:
        anchor = entry["location"].partition("#")[2]
        if anchor not in SKIPPED:
            yield Part(anchor, to_plain(entry["title"]), to_plain(entry["text"]), QUIET.get(anchor, 1.0))


def _read_links(book: Book) -> dict[str, list[str]]:
    """By which words the other pages link to each answer."""
    found: dict[str, list[str]] = defaultdict(list)
    for answer in book.answers:
        for text in page_texts(answer):
            for match in markup.LINK.finditer(markup.prose(text)):
                target = match[2].partition("#")[0]
                parts = target.removesuffix(".md").split("/")
                id = "/".join(parts[-2:]) if len(parts) > 1 else f"{answer.category}/{parts[0]}"
                if target.endswith(".md") and id in book.by_id and id != answer.id:
                    found[id].append(plain_text(match[1]))
    return found


def to_plain(html: str) -> str:
    """The words of a piece of HTML, without its code blocks and its marks of citation."""
    html = re.sub(r"<pre\b.*?</pre>|<sup\b[^>]*>\[.*?</sup>", " ", html, flags=re.DOTALL)
    html = re.sub(r"</?(?:em|strong|code|sup|sub|a|span|mark)\b[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def _shorten(text: str, length: int) -> str:
    """The beginning of a text, cut between two words."""
    return text if len(text) <= length else text[: text.rfind(" ", 0, length)].rstrip(",;:–- ") + " …"


# ------------------------------------------------------------------ words


def fold(text: str) -> str:
    """Lower case without accents, Greek letters by their names, `c.n.n.` as `cnn`, no apostrophes."""
    text = text.lower()
    if not text.isascii():
        text = FOREIGN.sub(_spell, unicodedata.normalize("NFKD", text))
    text = re.sub(r"['’](?:s\b)?", "", text)
    return re.sub(r"\b(?:[a-z]\.){2,}", lambda match: match[0].replace(".", "") + " ", text)


FOREIGN = re.compile(r"[^\x00-\x7f]")


def _spell(match: re.Match[str]) -> str:
    """A character beyond ASCII as it is sought: Greek by its name, an accent not at all."""
    character = match[0]
    if character in wording.GREEK:
        return f" {wording.GREEK[character]} "
    return "" if unicodedata.combining(character) else character


def split_words(text: str) -> list[str]:
    """The words of a text as they are typed, but folded; the parts of a compound are words."""
    return re.findall(r"[a-z0-9]+", fold(text))


@cache
def stem(word: str) -> str:
    """The normal form of a folded word: without its ending, in American spelling."""
    word = wording.IRREGULAR.get(word, word)
    for ending, replacement in _ENDINGS:
        word = ending.sub(replacement, word)
    return word


_ENDINGS = [(re.compile(ending), replacement) for ending, replacement in wording.ENDINGS]


def telling_stems(text: str) -> list[str]:
    """The normal forms of the words of a text that say something."""
    return [stem(word) for word in split_words(text) if word not in wording.STOP]


def find_compounds(texts: Iterable[str]) -> set[str]:
    """The compounds that are written with a hyphen (`mini-batch`); readers type them in one word or in two as well."""
    return {word for text in texts for word in re.findall(r"(?<![\w-])[a-z]{2,}(?:-[a-z]{2,})+(?![\w-])", fold(text))}


# ------------------------------------------------------------------ the index

TEASER = 110  # characters of a section that a result shows
LEVELS = "0123456789abcdef"  # how much a word counts in a section, two steps to the octave
GAPS = "".join(chr(code) for code in range(35, 127) if chr(code) not in "\\")  # numbers below 90; the last one is a sign that more follows
K_TITLE, K_NAME, K_HEADING = 5.0, 3.0, 2.5


@dataclass
class _Postings:
    """How much each normal form counts in each part of each page, parts being numbered through all pages."""

    weights: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    surfaces: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, part: int, text: str, weight: float, repeats: bool = True) -> None:
        """Count the words of `text` in `part`; a word that comes again counts less each time."""
        for word, times in Counter(word for word in split_words(text) if word not in wording.STOP).items():
            form = stem(word)
            self.surfaces[form][word] += times
            gain = weight * (1 + math.log(times) if repeats else 1)
            self.weights[form][part] = self.weights[form].get(part, 0.0) + gain


def build_index(pages: Sequence[Findable]) -> dict[str, object]:
    """The index as plain data; what each key holds is said where `docs/assets/js/search.js` reads it."""
    postings = _count_words(pages)
    forms = sorted(postings.weights, key=lambda form: min(postings.surfaces[form]))
    numbers = {form: number for number, form in enumerate(forms)}
    texts = (text for page in pages for text in (page.title, page.summary, *(n.text for n in page.names), *(p.text for p in page.parts)))
    return {
        "stop": " ".join(sorted(wording.STOP)),
        "weak": " ".join(sorted(wording.WEAK)),
        "turns": " ".join(sorted(wording.TURNS)),
        "irregular": wording.IRREGULAR,
        "endings": wording.ENDINGS,
        "kin": wording.KIN,
        "greek": wording.GREEK,
        "same": wording.SAME,
        "meant": wording.MEANT,
        "near": wording.NEAR,
        "compounds": " ".join(sorted(find_compounds(texts))),
        "words": ",".join(" ".join(sorted(postings.surfaces[form])) for form in forms),
        "levels": "".join(_level(weight) for form in forms for _, weight in sorted(postings.weights[form].items())),
        "gaps": "".join(_gaps(postings.weights[form]) for form in forms),
        "pages": [_pack_page(page, numbers) for page in pages],
    }


def _count_words(pages: Sequence[Findable]) -> _Postings:
    postings = _Postings()
    lengths = [sum(len(part.text) for part in page.parts) for page in pages]
    mean = max(1.0, sum(lengths) / max(1, len(lengths)))
    starts = accumulate((len(page.parts) for page in pages), initial=0)
    for page, length, start in zip(pages, lengths, starts, strict=False):
        short = 0.5 + 0.5 * length / mean
        postings.add(start, page.title, K_TITLE, repeats=False)
        postings.add(start, " ".join(name.text for name in page.names if not name.anchor), K_NAME, repeats=False)
        for number, part in enumerate(page.parts, start=start):
            if part.anchor:
                postings.add(number, part.title, K_HEADING, repeats=False)
            postings.add(number, part.text, part.weight / short)
    return postings


def _level(weight: float) -> str:
    return LEVELS[min(len(LEVELS) - 1, max(0, round(2 * math.log2(weight / 0.1))))]


def _gaps(parts: Mapping[int, float]) -> str:
    """The numbers of the parts in order, each as the distance from the one before; then a zero."""
    places = sorted(parts)
    steps = (b - a for a, b in zip([-1, *places], places, strict=False))
    return "".join(_number(step) for step in (*steps, 0))


def _number(value: int) -> str:
    base = len(GAPS) - 1
    return GAPS[base] * (value // base) + GAPS[value % base]


def _pack_page(page: Findable, numbers: Mapping[str, int]) -> list[object]:
    places = {part.anchor: place for place, part in enumerate(page.parts)}
    names = [[round(100 * name.weight), places[name.anchor], *_forms(name.text, numbers)] for name in page.names]
    parts = [
        [part.title, "" if part.anchor == slugify(part.title, "-") else part.anchor, _shorten(part.text, TEASER) if _speaks(part) else ""]
        for part in page.parts[1:]
    ]
    return [page.location, page.title, page.summary, page.standing, names, parts]


def _forms(text: str, numbers: Mapping[str, int]) -> list[int]:
    """The numbers of the normal forms in a text, each once."""
    return [numbers[form] for form in dict.fromkeys(telling_stems(text))]


def _speaks(part: Part) -> bool:
    """Whether the beginning of a section's text says more than its title."""
    return part.anchor not in QUIET


def render_index(index: Mapping[str, object]) -> str:
    """The index as a script: a worker imports it, and a page opened from disk can load it where it could not fetch it."""
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"self.qaIndex = {data};\n"
