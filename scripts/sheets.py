"""Turns a Book into the interviewer's sheets, pages for paper that stand by themselves: per category, with and without answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape

from markdown import Markdown

from answers import follow_ups, interviewer_points
from mathml import MathExtension, find_formulas, read_letters, subset_font
from model import Answer, Book, Category
from pieces import plural
from portable import to_portable

STYLE, SITE_STYLE = "assets/print.css", "assets/site.css"
ICON, FONT = "assets/favicon.svg", "assets/fonts/math.woff2"


def render_sheets(book: Book) -> dict[str, str]:
    """Two HTML pages for every category that has questions, by their paths on the site."""
    pages = {}
    for category in book.categories:
        answers = tuple(answer for answer in book.answers if answer.category == category.id)
        if answers:
            pages[sheet_path(category.id)] = render_sheet(category, answers, True)
            pages[sheet_path(category.id, False)] = render_sheet(category, answers, False)
    return pages


def sheet_path(category: str, answered: bool = True) -> str:
    return f"sheets/{category}{'' if answered else '-questions'}.html"


def render_sheet(category: Category, answers: tuple[Answer, ...], answered: bool) -> str:
    """The sheet of one category: every question with what to listen for, or with room for notes."""
    block = render_answered if answered else render_open
    total = sum(answer.minutes for answer in answers)
    kind = "Interviewer’s sheet" if answered else "Interview questions"
    other = sheet_path(category.id, not answered).rpartition("/")[2]
    intro = (
        f'<p class="qa-print-bar"><a href="../downloads.html">All downloads</a> · '
        f'<a href="{other}">The same {"without" if answered else "with"} answers</a></p>\n'
        f'<p class="qa-print-kind">{kind}</p>\n<h1>{escape(category.title)}</h1>\n'
        f'<p class="qa-print-meta">{plural(len(answers), "question")}, {plural(total, "minute")} in all</p>\n'
    )
    form = "" if answered else '<p class="qa-print-form"><span>Candidate</span><span>Interviewer</span><span>Date</span></p>\n'
    blocks = "\n".join(block(number, answer) for number, answer in enumerate(answers, start=1))
    return frame(f"{category.title}: {kind.lower()}", intro + form + blocks, "../", "qa-sheet")


def frame(title: str, body: str, root: str, kind: str) -> str:
    """A page for paper: no script, no navigation, one style sheet; `root` leads from the page to the site's root."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light">
<title>{escape(title)} · Deep Learning Interviews, Corrected</title>
<link rel="icon" href="{root}{ICON}">
<link rel="stylesheet" href="{root}{STYLE}">
</head>
<body dir="ltr">
<main class="md-content__inner md-typeset qa-print {kind}">
{body}
</main>
</body>
</html>
"""


def dress_sheets(pages: Mapping[str, bytes], assets: Mapping[str, str]) -> dict[str, bytes]:
    """What sheets outside the site need to look as they do on it, by path: one style sheet, the mark, the font of their formulas."""
    formulas = find_formulas(page.decode() for path, page in pages.items() if path.endswith(".html"))
    files = {STYLE: assets[SITE_STYLE] + assets[STYLE], ICON: assets[ICON]}
    return {path: text.encode() for path, text in files.items()} | {FONT: subset_font(read_letters(formulas))}


def render_head(number: int, answer: Answer) -> str:
    about = f"{answer.level.capitalize()} · {plural(answer.minutes, 'minute')}"
    return f'<h2 id="{answer.slug}">{number}. {escape(answer.question)}</h2>\n<p class="qa-print-meta">{about}</p>'


def render_answered(number: int, answer: Answer) -> str:
    """A question with its short answer, the points to listen for, and the follow-ups with their answers."""
    points = "\n".join(
        f'<div class="qa-print-points qa-print-{label.lower().replace(" ", "-")}"><h3>{escape(label)}</h3>\n{to_page(bullets(texts))}</div>'
        for label, texts in interviewer_points(answer).items()
    )
    asked = "\n".join(f"<dt>{to_line(item.question)}</dt>\n<dd>{to_page(to_portable(item.answer))}</dd>" for item in follow_ups(answer))
    return (
        f'<section class="qa-print-question">\n{render_head(number, answer)}\n<div class="qa-print-short">{to_page(to_portable(answer.section("Short answer").text))}</div>\n'
        f'<div class="qa-print-columns">\n{points}\n</div>\n<h3>Follow-up questions</h3>\n<dl>\n{asked}\n</dl>\n</section>'
    )


def render_open(number: int, answer: Answer) -> str:
    """A question with its follow-ups, room for notes and a scale."""
    asked = "\n".join(f"<li>{to_line(item.question)}</li>" for item in follow_ups(answer))
    scale = "".join(f"<span>{mark}</span>" for mark in (1, 2, 3, 4, 5))
    return (
        f'<section class="qa-print-question">\n{render_head(number, answer)}\n<ul class="qa-print-asked">\n{asked}\n</ul>\n'
        f'<div class="qa-print-notes" aria-hidden="true"></div>\n<p class="qa-print-scale">Score {scale}</p>\n</section>'
    )


def bullets(points: tuple[str, ...]) -> str:
    return "\n".join(f"- {to_portable(point)}" for point in points)


def to_line(text: str) -> str:
    """Markdown of one paragraph as HTML, without the paragraph's tags."""
    return to_page(to_portable(text)).removeprefix("<p>").removesuffix("</p>")


@lru_cache(maxsize=4096)
def to_page(text: str) -> str:
    """Portable Markdown as HTML with formulas in MathML."""
    converter = _converter()
    converter.reset()
    return str(converter.convert(text))


@cache
def _converter() -> Markdown:
    return Markdown(extensions=["tables", "fenced_code", MathExtension()])
