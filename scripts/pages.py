"""Turns a Book and its evidence into the pages of the site: a plain mapping from a page's path to its Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import yaml

import markup
from claims import render_claim_pages, runnable_claims
from compute import Evidence, answer_quotes, find_pairs
from downloads import render_downloads_page
from indexes import (
    count_verdicts,
    has_open_lists,
    render_category,
    render_corrections,
    render_experiments_index,
    render_questions,
    render_references,
    render_source,
    render_sources,
    render_unanswered,
)
from model import Book, Comparison, Verdict
from paths import render_path, render_path_cards
from pieces import box, cited_numbers, dresser, escape, link_answer, page_texts, plural, relative, table
from question import render_answer, render_correction, wrong_count
from releases import render_changes
from study import render_study

Pages = dict[str, str]
NAVIGATION = ".nav.yml"  # beside the written pages
SLOT = re.compile(r"\{\{ *([a-z-]+)(?::([^{}\s]+))? *\}\}")


def render_pages(book: Book, evidence: Evidence, handwritten: Mapping[str, str]) -> Pages:
    """Every page of the site that is Markdown, by its path below the folder of pages.

    `handwritten` are the pages of `docs/`, whose slots `{{ … }}` are filled from the book.
    Raises ValueError for a slot that nothing fills.
    """
    pages = {path: fill_slots(text, path, book) for path, text in handwritten.items()}
    pages |= {str(answer.page): render_answer(answer, book, evidence) for answer in book.answers}
    pages |= {f"questions/{category.id}/index.md": render_category(category, book) for category in book.categories}
    pages |= {f"lists/{source.id}.md": render_source(source, book) for source in book.sources}
    pages |= {f"paths/{path.id}.md": render_path(path, book) for path in book.paths}
    pages["questions/index.md"] = render_questions(book)
    pages["lists/index.md"] = render_sources(book)
    if has_open_lists(book):
        pages["lists/unanswered.md"] = render_unanswered(book)
    pages["study.md"] = render_study(book, evidence)
    pages["corrections.md"] = render_corrections(book)
    pages["references.md"] = render_references(book)
    pages["downloads.md"] = render_downloads_page(book)
    pages["deck-changes.md"] = render_changes(book)
    if book.notebooks:
        pages["notebooks/index.md"] = render_experiments_index(book)
    return pages | render_claim_pages(book, evidence)


def render_navigation(book: Book) -> list[Any]:
    """The navigation as MkDocs takes it: titles and paths in reading order."""
    questions: list[Any] = ["questions/index.md"]
    for category in book.categories:
        inside = [str(answer.page) for answer in book.answers if answer.category == category.id]
        questions.append({category.title: [f"questions/{category.id}/index.md", *inside]})
    lists = ["lists/index.md", *(f"lists/{source.id}.md" for source in book.sources)]
    lists += ["lists/unanswered.md"] if has_open_lists(book) else []
    claims = [{category.title: f"numbers/{category.id}.md"} for category in book.categories if runnable_claims(category.id, book)]
    evidence: list[Any] = ["method.md", "second-reading.md", {"Computed numbers": ["numbers/index.md", *claims]}, "references.md"]
    experiments = [{"Experiments": ["notebooks/index.md", *(notebook.page for notebook in book.notebooks)]}] if book.notebooks else []
    return [
        {"Home": "index.md"},
        {"Questions": questions},
        {"Study": ["study.md", *(f"paths/{path.id}.md" for path in book.paths)]},
        {"Mistakes": "corrections.md"},
        *experiments,
        {"The lists": lists},
        {"Evidence": evidence},
        {"Downloads": ["downloads.md", "deck-changes.md"]},
    ]


def render_plan(book: Book) -> str:
    """The navigation as a file for builders that read one beside the pages (awesome-nav does, others take its `nav` into their configuration)."""
    return yaml.safe_dump({"nav": render_navigation(book)}, allow_unicode=True, sort_keys=False, width=200)


def fill_slots(text: str, path: str, book: Book) -> str:
    """A hand-written page with its slots filled. Raises ValueError for a slot that nothing fills."""
    counts = count_all(book)

    def fill(match: re.Match[str]) -> str:
        name, argument = match[1], match[2]
        if name == "count" and argument in counts:
            return f"{counts[argument]:,}"
        if name == "categories":
            return render_cards(book, path)
        if name == "paths":
            return render_path_cards(book, path)
        if name == "counts":
            return table(("What", "Count"), [(label.capitalize(), f"{n:,}") for label, n in counts.items()])
        if name == "findings":
            return count_findings(text)
        if name == "builders":
            return render_comparison(book.comparison) if book.comparison else "Nothing is recorded yet; `make other` does that."
        if name == "correction" and argument:
            return render_showpiece(argument, book, path)
        raise ValueError(f"docs/{path}: nothing fills the slot {match[0]}; see fill_slots in scripts/pages.py")

    return SLOT.sub(fill, text)


def render_comparison(comparison: Comparison) -> str:
    """What builders made of the same pages: a row for each count, and when it was counted."""
    rows = [(what, *(f"{number:,}" for number in numbers)) for what, numbers in comparison.counts.items()]
    return f"{table(('Counted', *comparison.builders), rows)}\n\nCounted on {comparison.day}."


def count_findings(text: str) -> str:
    """The rows of a page's tables, counted by the kind in their first cell."""
    kinds = Counter(re.findall(r"^\| (false|unproven|ambiguous|missing) \|", text, re.M))
    return table(
        ("Kind", "Count"), [*((kind.capitalize(), str(count)) for kind, count in kinds.most_common()), ("All", str(kinds.total()))]
    )


@lru_cache(maxsize=1)
def count_all(book: Book) -> dict[str, int]:
    """What the book counts of itself, by name."""
    verdicts = count_verdicts(book)
    figures = {use for a in book.answers for s in a.sections for use, _, _ in markup.find_figures(s.text)}
    return {
        "entries": sum(len(source.entries) for source in book.sources),
        "answered": sum(key in book.entries for key in book.answered),
        "pages": len(book.answers),
        "corrections": sum(count for verdict, count in verdicts.items() if verdict is not Verdict.sound),
        **{str(verdict): verdicts[verdict] for verdict in Verdict},
        "references": len({key for answer in book.answers for key in cited_numbers(answer)}),
        "citations": sum(1 for a in book.answers for text in page_texts(a) for _ in markup.find_citations(text)),
        "numbers": sum(1 for a in book.answers for _ in answer_quotes(a)),
        "figures": len(figures),
        "code-blocks": sum(1 for a in book.answers for _ in find_pairs(a)),
        "experiments": len(book.notebooks),
    }


def render_cards(book: Book, path: str) -> str:
    """The categories as cards: how many questions, how many corrections, and a place for how many the reader knows."""
    cards = []
    for category in book.categories:
        answers = [answer for answer in book.answers if answer.category == category.id]
        link = relative(f"questions/{category.id}/index.md", path)
        counts = f"{plural(len(answers), 'question')} · {plural(sum(map(wrong_count, answers)), 'correction')}"
        known = f'<span class="qa-known-count" data-questions="{" ".join(answer.id for answer in answers)}"></span>'
        cards.append(f"-   **[{escape(category.title)}]({link})**\n\n    {counts}{known}")
    return box("cards", "\n\n".join(cards))


def render_showpiece(key: str, book: Book, path: str) -> str:
    """The first correction of an entry, as the home page shows one; empty in a book that has none."""
    for answer in book.answers:
        for correction in answer.corrections:
            if key in correction.entries:
                dress = dresser(answer, path, cited_numbers(answer), Evidence({}, {}))
                return render_correction(correction, "showpiece", book, path, dress, f" · {link_answer(answer, path)}")
    return ""


def page_sources(book: Book) -> Iterator[tuple[str, str]]:
    """(page, file it is made from) of every page that is made from a file of its own."""
    for answer in book.answers:
        yield str(answer.page), answer.path
