"""Turns a Book into what others see of it: titles, descriptions and pictures of links, data for search engines, lists for language models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from model import Answer, Book, Category, Correction, Verdict
from pages import count_all
from pieces import plain_text, plural, relative
from question import wrong_count

PREVIEWS = "assets/previews"  # where the pictures of links are on the site
DESCRIPTION = 160  # characters, about what a page of search results shows
ALT = 400  # characters, what a reader of the screen is told of a picture
STRIP = 170  # characters, what two or three lines of a picture hold
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|vs|cf|etc|al|Fig|Eq|no|approx|resp)|\b[A-Z])\.$")


@dataclass(frozen=True)
class Home:
    """The site as a whole: its name, and its address with a slash at the end, empty where that is not known."""

    name: str
    address: str


@dataclass(frozen=True)
class Preview:
    """What the picture of a link shows: the title between two quiet words above and lines of (mark, text) below."""

    title: str
    corner: str
    strip: tuple[tuple[str, str], ...]
    alt: str


@dataclass(frozen=True)
class Share:
    """What a page says of itself to whoever links to it; `url` and `image` are empty where the site's address is not known."""

    title: str
    heading: str
    description: str
    kind: str
    url: str
    image: str
    alt: str
    data: tuple[str, ...]


# ------------------------------------------------------------------ pages


def share_page(page: str, url: str, title: str, description: str, book: Book, home: Home) -> Share:
    """What `page` (a path below the pages' folder) says of itself; `url` is its path on the site."""
    path, preview = preview_page(page, book, home)
    first = page == "index.md"
    tested = next((notebook.claim for notebook in book.notebooks if notebook.page == page), "")
    description = f"The claim under test: {plain_text(tested)}" if tested else description
    return Share(
        title=home.name if first else f"{title} - {home.name}",
        heading=home.name if first else title,
        description=shorten(description, DESCRIPTION),
        kind="website" if first else "article",
        url=home.address and home.address + ("" if first else url),
        image=home.address and home.address + path,
        alt=shorten(preview.alt, ALT),
        data=tuple(to_data(item) for item in describe_page(page, url, description, book, home)),
    )


def shorten(text: str, limit: int) -> str:
    """`text` within `limit` characters: whole sentences if they use a third of the room, else whole words and an ellipsis."""
    text = " ".join(text.split())
    fitting = whole_sentences(text, limit)
    if fitting == text or len(fitting) >= limit / 3:
        return fitting
    words = text[:limit].rpartition(" ")[0] or text[: limit - 1]
    return f"{words.rstrip(' ,;:–(')}…"


def whole_sentences(text: str, limit: int) -> str:
    """The first sentences of `text` that fit into `limit` characters together; empty if not even one does."""
    fitting = ""
    for sentence in split_sentences(text):
        longer = f"{fitting} {sentence}".strip()
        if len(longer) > limit:
            break
        fitting = longer
    return fitting


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of one line of plain text; the stop of an abbreviation ends none."""
    start = 0
    for match in re.finditer(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“‘(A-ZÀ-Þ0-9])", text):
        if not ABBREVIATED.search(text[start : match.start()]):
            yield text[start : match.end()].strip()
            start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def first_sentence(text: str) -> str:
    return next(split_sentences(text), "")


# ------------------------------------------------------------------ pictures


def preview_page(page: str, book: Book, home: Home) -> tuple[str, Preview]:
    """The path and the content of the picture that stands for a page."""
    answer = find_answer(page, book)
    if answer:
        return f"{PREVIEWS}/{answer.id}.png", preview_answer(answer, category_of(answer, book))
    counts = count_all(book)
    if page == "index.md":
        return f"{PREVIEWS}/home.png", preview_home(counts, home)
    text = "Two lists of interview questions, answered anew, with every mistake put right beside its evidence."
    return f"{PREVIEWS}/page.png", Preview(home.name, "", (("", text),), f"{home.name}: {text}")


def preview_home(counts: dict[str, int], home: Home) -> Preview:
    numbers = f"{plural(counts['pages'], 'question')}, {plural(counts['corrections'], 'corrected claim')}"
    works = f"{plural(counts['numbers'], 'number')} computed by the build, {plural(counts['references'], 'work')} cited"
    return Preview(home.name, "", (("", numbers), ("", works)), f"{home.name}: {numbers}; {works}.")


def preview_answer(answer: Answer, category: Category) -> Preview:
    """A question, and one claim of the lists beside what is true, or how many claims are corrected."""
    title = re.sub(r'"([^"]*)"', r"“\1”", answer.question)
    pairs = sorted(telling_pairs(answer.corrections), key=lambda pair: pair[0])
    if pairs:
        _, claim, truth = pairs[0]
        alt = f"{answer.question} The list says: “{claim}” What is true: {truth}"
        return Preview(title, category.title, (("wrong", f"“{claim}”"), ("right", truth)), alt)
    wrong = wrong_count(answer)
    text = (
        f"{plural(wrong, 'claim')} of the lists corrected" if wrong else f"{answer.level.capitalize()}, {plural(answer.minutes, 'minute')}"
    )
    return Preview(title, category.title, (("right" if wrong else "", text),), f"{answer.question} {text}.")


def telling_pairs(corrections: Iterable[Correction]) -> Iterator[tuple[int, str, str]]:
    """(rank, claim, what is true) of each correction that a picture has room for; the lower the rank, the more it says by itself."""
    for correction in corrections:
        claim, truth = " ".join(correction.claim.split()), whole_sentences(plain_text(correction.truth), STRIP)
        if correction.verdict is not Verdict.sound and len(claim) <= STRIP and truth and claim[-1] not in ":,":
            weak = (
                correction.verdict is not Verdict.wrong,
                claim.endswith("?"),
                "…" in claim,
                len(claim.split()) < 5,
                len(truth.split()) < 8,
            )
            yield sum(weak), claim, truth


def find_answer(page: str, book: Book) -> Answer | None:
    return book.by_id.get(page.removeprefix("questions/").removesuffix(".md"))


def category_of(answer: Answer, book: Book) -> Category:
    return next(category for category in book.categories if category.id == answer.category)


# ------------------------------------------------------------------ data for search engines


def describe_page(page: str, url: str, description: str, book: Book, home: Home) -> Iterator[dict[str, Any]]:
    """What schema.org has words for: a question with its answer and the way to it, the site as a whole."""
    answer = find_answer(page, book)
    if answer:
        yield describe_question(answer, url, home)
        yield describe_way(answer, category_of(answer, book), url, home)
    elif page == "index.md":
        yield describe_site(description, home)


def describe_question(answer: Answer, url: str, home: Home) -> dict[str, Any]:
    author = {"@type": "Organization", "name": home.name}
    here = locate(url, url, home)
    reply = {
        "@type": "Answer",
        "text": plain_text(answer.section("Short answer").text),
        "url": f"{here}#short-answer",
        "author": author,
    }
    question = {
        "@type": "Question",
        "name": answer.question,
        "text": answer.question,
        "url": here,
        "author": author,
        "answerCount": 1,
        "acceptedAnswer": reply,
    }
    return {"@context": "https://schema.org", "@type": "QAPage", "inLanguage": "en", "license": LICENCE, "mainEntity": question}


def describe_way(answer: Answer, category: Category, url: str, home: Home) -> dict[str, Any]:
    steps = [
        (home.name, "index.html"),
        ("All questions", "questions/index.html"),
        (category.title, f"questions/{category.id}/index.html"),
        (answer.question, url),
    ]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": locate(target, url, home)}
        for position, (name, target) in enumerate(steps, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def describe_site(description: str, home: Home) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": home.name,
        "description": description,
        "url": home.address or "index.html",
        "inLanguage": "en",
        "license": LICENCE,
    }


def locate(target: str, page: str, home: Home) -> str:
    """The address of `target`, or, where the site's is not known, the way to it from `page`."""
    return home.address + ("" if target == "index.html" else target) if home.address else relative(target, page)


def to_data(item: dict[str, Any]) -> str:
    """JSON that no text in it can break out of, in HTML or as a script."""
    text = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


# ------------------------------------------------------------------ lists for programs


def render_robots(home: Home) -> str:
    """`robots.txt`: everything may be read, and where the list of pages is."""
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {home.address}sitemap.xml\n" if home.address else "")


def render_llms(book: Book, home: Home, urls: Iterable[str]) -> str:
    """`llms.txt`: what the site is and each question with the sentence that answers it; `urls` are all files of the site."""
    parts = [introduce(book, home)]
    for category, answers in by_category(book):
        lines = [f"- {link(a.question, answer_url(a), home)}: {first_sentence(short_answer(a))}" for a in answers]
        parts.append("\n".join([f"## {category.title}", "", *lines]))
    known = set(urls) | {"llms-full.txt"}
    more = [f"- {link(title, path, home)}: {text}" for path, title, text in OTHER_PAGES if path in known]
    return "\n\n".join([*parts, "\n".join(["## More", "", *more])]) + "\n"


OTHER_PAGES = (
    ("llms-full.txt", "All questions in full", "every question with its short answer and its corrections, as one text"),
    ("corrections.html", "All corrections", "every claim of the lists that is put right, with what is true"),
    ("study.html", "Study", "flash cards, spot the mistake, mock interviews"),
    ("downloads.html", "Downloads", "the book as data, cards and print"),
    ("method.html", "How it is proven", "where every fact, number and picture comes from"),
    ("references.html", "References", "every work that is cited, and where"),
    ("notebooks/index.html", "Experiments", "disputed claims settled by running them"),
)


def render_llms_full(book: Book, home: Home) -> str:
    """`llms-full.txt`: every question with its short answer and its corrections."""
    shorts = {source.id: source.short for source in book.sources}
    parts = [introduce(book, home)]
    for category, answers in by_category(book):
        parts.append(f"## {category.title}")
        for answer in answers:
            lines = [describe_correction(c, shorts) for c in answer.corrections]
            parts += [f"### {link(answer.question, answer_url(answer), home)}", short_answer(answer), "\n".join(lines)]
    return "\n\n".join(part for part in parts if part) + "\n"


def introduce(book: Book, home: Home) -> str:
    """The head of both lists."""
    counts = count_all(book)
    text = (
        f"{plural(counts['pages'], 'interview question')} on deep learning with answers that hold, and "
        f"{plural(counts['corrections'], 'claim')} of two widely copied question lists put right beside the evidence. "
        f"Facts carry references ({plural(counts['references'], 'work')}); numbers are computed, pictures drawn and code run when the "
        "site is built. Text under CC BY 4.0."
    )
    return f"# {home.name}\n\n> {text}"


def by_category(book: Book) -> Iterator[tuple[Category, list[Answer]]]:
    """The categories that have answers, with them, in reading order."""
    for category in book.categories:
        answers = [answer for answer in book.answers if answer.category == category.id]
        if answers:
            yield category, answers


def describe_correction(correction: Correction, shorts: dict[str, str]) -> str:
    entries = ", ".join(f"{shorts.get(key.partition('/')[0], '')} {key.partition('/')[2]}".strip() for key in correction.entries)
    label = "Why it holds" if correction.verdict is Verdict.sound else "What is true"
    return (
        f"- {correction.verdict.capitalize()} ({entries}): “{' '.join(correction.claim.split())}” {label}: {plain_text(correction.truth)}"
    )


def short_answer(answer: Answer) -> str:
    return plain_text(answer.section("Short answer").text)


def answer_url(answer: Answer) -> str:
    return str(answer.page.with_suffix(".html"))


def link(text: str, path: str, home: Home) -> str:
    """A Markdown link; where the site's address is not known it leads on from the site's root."""
    name = text.replace("[", "\\[").replace("]", "\\]")
    return f"[{name}]({home.address}{path})"
