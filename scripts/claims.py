"""Turns the claim functions into pages that show what they count, what they give, and their code."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from compute import Evidence, answer_quotes, claim_source, display_value, helper_source, list_claims
from markup import Quote
from model import Answer, Book, Category
from pieces import UNSEARCHED, escape, indent, join, link_answer, matter, number_anchor, plural, table

Uses = Mapping[tuple[str, str], Sequence[tuple[Quote, Answer]]]


def claim_uses(book: Book) -> Uses:
    """Where each function is quoted, by category and name."""
    uses: dict[tuple[str, str], list[tuple[Quote, Answer]]] = {}
    for answer in book.answers:
        for quote in answer_quotes(answer):
            uses.setdefault((quote.category, quote.function), []).append((quote, answer))
    return uses


def render_claim_pages(book: Book, evidence: Evidence) -> dict[str, str]:
    """The index of computed numbers, and a page for each category that has any."""
    uses = claim_uses(book)
    runnable = {category: runnable_claims(category.id, book) for category in book.categories}
    pages = {f"numbers/{c.id}.md": render_category_claims(c, names, uses, book, evidence) for c, names in runnable.items() if names}
    rows = [
        (
            f"[{escape(category.title)}]({category.id}.md)",
            str(len(names)),
            str(sum(len(uses.get((category.id, name), ())) for name in names)),
        )
        for category, names in runnable.items()
        if names
    ]
    intro = (
        f"{plural(sum(map(len, uses.values())), 'number')} on the pages are quoted from functions. "
        "The build runs each function and refuses a page whose number differs from its result at the precision that is quoted."
    )
    head = matter(title="Computed numbers", description="Every number that the book computes, with its code.", **UNSEARCHED)
    return {"numbers/index.md": head + join("# Computed numbers", intro, table(("Category", "Functions", "Quotations"), rows)), **pages}


def render_category_claims(category: Category, names: list[str], uses: Uses, book: Book, evidence: Evidence) -> str:
    """The functions of one category, and below them the helpers that they share."""
    helpers = helper_source(book.claims[category.id])
    parts = [render_claim(category.id, name, uses.get((category.id, name), ()), book, evidence) for name in names]
    if helpers:
        parts.append(join("## What the functions share", f"```python\n{helpers}\n```"))
    title = f"Computed numbers: {category.title}"
    head = matter(
        title=title, description=f"The numbers computed for the pages on {category.title.lower()}, with their code.", **UNSEARCHED
    )
    return head + join(f"# {escape(title)}", *parts)


def render_claim(category: str, name: str, quotes: Sequence[tuple[Quote, Answer]], book: Book, evidence: Evidence) -> str:
    """One function: what it counts, its values, where they are quoted, its code."""
    code = book.claims[category]
    page = f"numbers/{category}.md"
    values = sorted({show_value(quote, evidence) for quote, _ in quotes})
    pages = ", ".join(link_answer(answer, page) for answer in dict.fromkeys(answer for _, answer in quotes))
    quoted = f"{'; '.join(values)}. Quoted in: {pages}" if quotes else "Quoted nowhere."
    source = indent(f"```python\n{claim_source(code, name)}\n```")
    return join(
        f"## {name.replace('_', ' ').capitalize()} {{ #{number_anchor(name)} }}",
        escape((ast.get_docstring(list_claims(code)[name], clean=False) or "").replace("`", "")),
        quoted,
        f'??? example "Code"\n\n{source}',
    )


def runnable_claims(category: str, book: Book) -> list[str]:
    """The names of a category's claims; none if its file is no Python, of which `check` speaks."""
    try:
        return list(list_claims(book.claims[category])) if category in book.claims else []
    except SyntaxError:
        return []


def show_value(quote: Quote, evidence: Evidence) -> str:
    """A claim's call and value, or that it fails: a served site shows the page all the same."""
    number = evidence.number(quote)
    return f"`{quote.call}` fails: {escape(number.error)}" if number.error else f"`{quote.call}` = {escape(display_value(number.value))}"
