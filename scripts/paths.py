"""Turns the learning paths into their pages, into cards that lead to them, and into the way onward at the foot of a question."""

from __future__ import annotations

from model import Answer, Book, LearningPath, Part
from pieces import UNSEARCHED, box, escape, join, link_answer, matter, plural, relative

STUDY_CARD = "-   **[Study]({})**\n\n    Cards, spot the mistake, mock interview.\n\n    Progress stays in your browser"


def render_path(path: LearningPath, book: Book) -> str:
    """A path's page: its questions, part by part."""
    page = f"paths/{path.id}.md"
    parts = (f"## {escape(part.title)}\n\n{render_part(part, book, page)}" for part in path.parts)
    head = matter(title=path.title, description=path.description, **UNSEARCHED)
    hint = "A question opened from here shows the way to the next one at its foot."
    return head + join(
        f"# {escape(path.title)}", f"{escape(path.description)} {hint}", box("meta", measure(path.pages, book), path=path.id), *parts
    )


def render_part(part: Part, book: Book, page: str) -> str:
    answers = [book.by_id[id] for id in part.pages if id in book.by_id]
    return "\n".join(f"1. {link_answer(a, page)} · {a.level}, {plural(a.minutes, 'minute')}" for a in answers)


def measure(pages: tuple[str, ...], book: Book) -> str:
    """How many questions, and how many minutes the answers take in an interview."""
    answers = [book.by_id[id] for id in pages if id in book.by_id]
    return f"{plural(len(answers), 'question')} · {plural(sum(a.minutes for a in answers), 'minute')} of answers"


def render_path_cards(book: Book, page: str) -> str:
    """The paths as cards."""
    cards = (
        f"-   **[{escape(path.title)}]({relative(f'paths/{path.id}.md', page)})**\n\n"
        f"    {escape(path.description)}\n\n    {measure(path.pages, book)}"
        for path in book.paths
    )
    return box("cards", "\n\n".join([*cards, STUDY_CARD.format(relative("study.md", page))])) if book.paths else ""


def render_way_onward(answer: Answer, book: Book, page: str) -> str:
    """For each path that leads over an answer: where on it one stands, what was before and what comes next."""
    return "\n\n".join(render_steps(path, answer, book, page) for path in book.paths if answer.id in path.pages)


def render_steps(path: LearningPath, answer: Answer, book: Book, page: str) -> str:
    pages = [id for id in path.pages if id in book.by_id]
    position = pages.index(answer.id)
    lines = [f"[{escape(path.title)}]({relative(f'paths/{path.id}.md', page)}), question {position + 1} of {len(pages)}"]
    if position:
        lines.append(f"Before: {link_answer(book.by_id[pages[position - 1]], page)}")
    if position + 1 < len(pages):
        lines.append(f"Next: {link_answer(book.by_id[pages[position + 1]], page)}")
    return box("path", "\n".join(f"- {line}" for line in lines), path=path.id)
