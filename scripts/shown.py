"""Turns findings into what is shown of them: a table for the terminal, records for JSON, a page of its own."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Sequence

from cover import Finding, clean
from model import Answer, Category
from pieces import plain_text, plural


def render_records(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """The findings as `cover --json` prints them, in the order of the list."""
    return [
        {"question": f.entry.question, "slug": f.answer.id if f.answer else None, "score": f.score, "category": f.category}
        for f in findings
    ]


def escape_controls(text: str) -> str:
    """JSON text in which the characters that a terminal would obey are escapes."""
    return re.sub(r"[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def summarise(findings: Sequence[Finding]) -> str:
    """How many of a list's questions are answered here."""
    return f"{sum(f.answer is not None for f in findings):,} of {plural(len(findings), 'question')} are answered here."


def tell_language(findings: Sequence[Finding]) -> str:
    """A sentence about questions that are not in English; empty if all are."""
    others = sum(not finding.english for finding in findings)
    if not others:
        return ""
    some = "All questions seem" if others == len(findings) else f"{plural(others, 'question')} {'seems' if others == 1 else 'seem'}"
    return f"{some} not to be in English, the language of the answers here; nothing was matched to {'it' if others == 1 else 'them'}."


# ---- text ------------------------------------------------------------------------------------------------------------


def render_text(findings: Sequence[Finding], categories: Sequence[Category], width: int) -> str:
    """The findings for a terminal of `width` columns: the answered questions with their pages, then the gaps by category."""
    parts = [summarise(findings)]
    answered = [(number, finding) for number, finding in enumerate(findings, start=1) if finding.answer]
    if answered:
        pages = max(len(finding.answer.id) for _, finding in answered if finding.answer)
        room = max(30, width - pages - 18)
        parts.append("\n".join(text_row(number, finding, room) for number, finding in answered))
    for category, gaps in group_gaps(findings, categories):
        head = f"{category.title}: {plural(len(gaps), 'gap')}"
        lines = [f"{number:>6}  {shorten(finding.entry.question, max(30, width - 8))}" for number, finding in gaps]
        parts.append("\n".join([head, *lines]))
    return "\n\n".join(parts)


def text_row(number: int, finding: Finding, room: int) -> str:
    """One answered question: its number in the list, the question, how sure the match is, the page."""
    page = finding.answer.id if finding.answer else ""
    return f"{number:>6}  {shorten(finding.entry.question, room):<{room}}  {finding.score:.2f}  {page}"


def shorten(question: str, room: int) -> str:
    """A question on one line of so many characters."""
    return textwrap.shorten(clean(question), room, placeholder=" …") or "…"


def group_gaps(findings: Sequence[Finding], categories: Sequence[Category]) -> list[tuple[Category, list[tuple[int, Finding]]]]:
    """The findings without an answer, with their numbers in the list, by category in reading order."""
    gaps: dict[str, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(findings, start=1):
        if finding.answer is None:
            gaps.setdefault(finding.category, []).append((number, finding))
    return [(category, gaps[category.id]) for category in categories if category.id in gaps]


# ---- a page of its own -------------------------------------------------------------------------------------------------

STYLE = """
:root { color-scheme: light dark; --ink: #1d2430; --quiet: #556070; --line: #d5dae2; --paper: #fff; --link: #1f4fa3; --mark: #eef2f8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e8ef; --quiet: #a7b0bf; --line: #3a4352; --paper: #14181f; --link: #9dbcf5; --mark: #1e2530; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 48rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .25rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.quiet { color: var(--quiet); }
ol { list-style: none; margin: 0; padding: 0; }
li { border-top: 1px solid var(--line); display: grid; gap: 0 .75rem; grid-template-columns: minmax(2.5rem, max-content) minmax(0, 1fr); padding: .6rem 0; overflow-wrap: anywhere; }
li > .number { color: var(--quiet); font-variant-numeric: tabular-nums; text-align: right; }
li p { margin: 0; }
summary { cursor: pointer; min-height: 1.5rem; width: fit-content; }
details p { background: var(--mark); border-radius: .25rem; margin: .25rem 0 .25rem; padding: .5rem .75rem; }
.asked { font-weight: 600; }
@media print { body { max-width: none; padding: 0; } a { color: inherit; } li { break-inside: avoid; } }
""".strip()


def render_html(findings: Sequence[Finding], categories: Sequence[Category], name: str, site: str) -> str:
    """A page of its own, in one file: the answered questions with links below `site` and the short answers folded, the gaps by category."""
    answered = [(number, finding) for number, finding in enumerate(findings, start=1) if finding.answer]
    groups = group_gaps(findings, categories)
    gaps = sum(len(items) for _, items in groups)
    title = f"{name}: what is answered"
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(summarise(findings))} {escape(tell_language(findings))}</p>",
        f'<nav aria-label="On this page"><p><a href="#answered">Answered</a> ({len(answered):,}) · <a href="#gaps">Gaps</a> ({gaps:,})</p></nav>',
        '<main>\n<h2 id="answered">Answered</h2>',
        render_list([render_match(number, finding, site) for number, finding in answered]) or "<p>None of the questions is answered.</p>",
        '<h2 id="gaps">Gaps</h2>',
        "<p>The questions that no page answers, in the category in which each would stand.</p>"
        if groups
        else "<p>None: every question is answered.</p>",
        *(render_gaps(category, items) for category, items in groups),
        "</main>",
    ]
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n"
    )


def render_list(items: Sequence[str]) -> str:
    return "<ol>\n" + "\n".join(items) + "\n</ol>" if items else ""


def render_match(number: int, finding: Finding, site: str) -> str:
    """An answered question with a link to its page and the short answer folded."""
    answer = finding.answer
    assert answer is not None  # noqa: S101 - only answered questions are passed
    link = f'<a href="{escape(address(answer, site))}">{escape(answer.question)}</a>'
    short = escape(plain_text(answer.section("Short answer").text))
    return (
        f'<li><span class="number">{number}</span><div><p class="asked">{escape(clean(finding.entry.question))}</p>\n'
        f'<p>{link} <span class="quiet">certainty {finding.score:.2f}</span></p>\n'
        f"<details><summary>Short answer</summary><p>{short}</p></details></div></li>"
    )


def render_gaps(category: Category, items: Sequence[tuple[int, Finding]]) -> str:
    """A category's gaps, each with its number in the list."""
    rows = [f'<li><span class="number">{number}</span><p>{escape(clean(finding.entry.question))}</p></li>' for number, finding in items]
    return f'<h3>{escape(category.title)} <span class="quiet">({len(items):,})</span></h3>\n{render_list(rows)}'


def address(answer: Answer, site: str) -> str:
    """Where an answer's page is, below `site` or, where that is empty, relative."""
    page = f"questions/{answer.category}/{answer.slug}.html"
    return f"{site.rstrip('/')}/{page}" if site else page


def escape(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=True)
