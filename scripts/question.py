"""Turns one Answer into its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markdown.extensions.toc import slugify

import markup
from answers import follow_ups, interviewer_points
from compute import Evidence
from model import Answer, Book, Correction, Statement, Status, Verdict
from paths import render_way_onward
from pieces import (
    box,
    cited_numbers,
    dresser,
    escape,
    indent,
    join,
    link_answer,
    link_entry,
    matter,
    plain_text,
    plural,
    relative,
    render_reference,
    table,
)

STATUS = {Status.asked: "Still asked", Status.differently: "Asked differently today", Status.obsolete: "Obsolete"}

TOOLS = """<div class="qa-tools" data-question="{id}">
<button type="button" class="qa-tool" data-do="known" aria-pressed="false" aria-keyshortcuts="k">Mark as known</button>
<button type="button" class="qa-tool" data-do="recall" aria-pressed="false" aria-keyshortcuts="r">Recall mode</button>
<button type="button" class="qa-tool" data-do="unfold" aria-keyshortcuts="u">Unfold all</button>
<button type="button" class="qa-tool" data-do="fold" aria-keyshortcuts="c">Fold all</button>
<button type="button" class="qa-tool" data-do="keys" aria-haspopup="dialog">Keys</button>
</div>"""


def render_answer(answer: Answer, book: Book, evidence: Evidence) -> str:
    """The page of one question."""
    page = str(answer.page)
    numbers = cited_numbers(answer)
    dress = dresser(answer, page, numbers, evidence)
    text = join(
        f"# {escape(answer.question)}",
        box("chips", render_chips(answer, book, page)),
        TOOLS.format(id=answer.id),
        f"## Short answer\n\n{box('short', dress(answer.section('Short answer').text))}",
        f"## Explanation\n\n{dress(answer.section('Explanation').text)}",
        heading_if("In code", dress(answer.section("In code").text)),
        heading_if("Try it", render_experiments(answer, book, page)),
        heading_if(corrections_heading(answer), render_answer_corrections(answer, book, page, dress)),
        heading_if("What holds, though it may sound wrong", render_statements(answer, dress)),
        f"## Follow-up questions\n\n{render_follow_ups(answer, dress)}",
        f"## For the interviewer\n\n{render_sheet(answer, dress)}",
        heading_if("As the lists ask it", render_wordings(answer, book, page)),
        f"## References\n\n{render_cited(numbers, book)}",
        heading_if("Read next", "\n".join(f"- {link_answer(book.by_id[id], page)}" for id in answer.related if id in book.by_id)),
        render_way_onward(answer, book, page),
    )
    return render_answer_matter(answer) + text


def heading_if(heading: str, text: str) -> str:
    return f"## {heading}\n\n{text}" if text.strip() else ""


def render_answer_matter(answer: Answer) -> str:
    """The front matter of a question's page."""
    return matter(
        title=answer.question,
        description=plain_text(answer.section("Short answer").text),
        aliases=list(answer.aliases),
        source=answer.path,
        early=["assets/js/recalled.js"],
        scripts=["assets/js/recall.js"],
    )


def render_chips(answer: Answer, book: Book, page: str) -> str:
    """Level, minutes, lists, what became of the question, and how settled the answer is."""
    asked = ", ".join(link_entry(book, key, page) for key in answer.asks)
    chips = [answer.level.capitalize(), plural(answer.minutes, "minute"), f"In {asked}" if asked else "", answer.consensus.capitalize()]
    return "\n".join(f"- {chip}" for chip in [*chips, tell_status(answer)] if chip)


def tell_status(answer: Answer) -> str:
    """What became of the question, and why; words that the reason begins with are not said twice."""
    status, why = STATUS[answer.status], answer.why
    if answer.status is Status.asked and why.startswith("Asked "):
        return f"Still asked {why.removeprefix('Asked ')}"
    said = why.startswith(status) or (answer.status is Status.asked and why.startswith("Still "))
    return why if said else f"{status}: {why}"


def render_experiments(answer: Answer, book: Book, page: str) -> str:
    """Links to the notebooks that put the page's claims to the test."""
    return "\n".join(
        f"- [{escape(notebook.title)}]({relative(notebook.page, page)}): an experiment that the build runs"
        for notebook in book.notebooks
        if answer.id in notebook.answers
    )


def corrections_heading(answer: Answer) -> str:
    return "What the lists get wrong" if wrong_count(answer) else "What the lists say"


def render_answer_corrections(answer: Answer, book: Book, page: str, dress: Callable[[str], str]) -> str:
    """All corrections of an answer, each claim beside what is true."""
    return "\n\n".join(
        render_correction(correction, f"correction-{number}", book, page, dress)
        for number, correction in enumerate(answer.corrections, start=1)
    )


def render_correction(
    correction: Correction, id: str, book: Book, page: str, dress: Callable[[str], str], more: str = "", **data: object
) -> str:
    """One correction: verdict and entries, the claim, the truth, the evidence; `data` are attributes that scripts read."""
    sound = correction.verdict is Verdict.sound
    entries = ", ".join(link_entry(book, key, page) for key in correction.entries)
    parts = (
        box("verdict", f"**{correction.verdict.capitalize()}** · {entries}{more}"),
        box("claim", f'<p class="qa-label">The list says</p>\n\n{escape(correction.claim)}'),
        box("truth", f'<p class="qa-label">{"Why it holds" if sound else "What is true"}</p>\n\n{dress(correction.truth)}'),
        box("evidence", f"Evidence: {dress(mark_computed(correction.evidence))}"),
    )
    return box(f"correction qa-{correction.verdict}", "\n\n".join(parts), id, verdict=correction.verdict, **data)


def mark_computed(evidence: str) -> str:
    """The evidence with a word behind each number that is quoted from a claim function: alone it would not be known for one."""
    return markup.QUOTE.sub(r"\g<0> (computed)", evidence)


def render_statements(answer: Answer, dress: Callable[[str], str]) -> str:
    """The sound statements of an answer, each beside why it holds."""
    return "\n\n".join(render_statement(statement, f"statement-{n}", dress) for n, statement in enumerate(answer.statements, start=1))


def render_statement(statement: Statement, id: str, dress: Callable[[str], str]) -> str:
    """One statement: what may be said, why it holds, the evidence."""
    parts = (
        box("claim", f'<p class="qa-label">You may say</p>\n\n{dress(statement.claim)}'),
        box("truth", f'<p class="qa-label">Why it holds</p>\n\n{dress(statement.why)}'),
        box("evidence", f"Evidence: {dress(mark_computed(statement.evidence))}"),
    )
    return box(f"correction qa-{Verdict.sound}", "\n\n".join(parts), id)


def render_follow_ups(answer: Answer, dress: Callable[[str], str]) -> str:
    """The follow-up questions, each folding its answer away; links can lead to them as to headings."""
    return "\n\n".join(
        f'<div id="{slugify(item.question, "-")}"></div>\n\n??? question "{escape_title(item.question)}"\n\n{indent(dress(item.answer))}'
        for item in follow_ups(answer)
    )


def escape_title(text: str) -> str:
    return text.replace('"', "&quot;")


def render_sheet(answer: Answer, dress: Callable[[str], str]) -> str:
    """The interviewer's sheet, folded."""
    blocks = []
    for label, points in interviewer_points(answer).items():
        items = "\n".join(f"- {dress(point)}" for point in points)
        blocks.append(f"**{label}**\n\n{items}")
    inside = "\n\n".join(blocks)
    return f'??? abstract "Must say, strong signs, red flags"\n\n{indent(inside)}'


def render_wordings(answer: Answer, book: Book, page: str) -> str:
    """How each list words the question."""
    rows = [(link_entry(book, key, page), escape(book.entries[key].entry.question)) for key in answer.asks if key in book.entries]
    return table(("Entry", "Wording, restated"), rows) if rows else ""


def render_cited(numbers: Mapping[str, int], book: Book) -> str:
    """The numbered list of the works that a page cites."""
    return "\n".join(
        f'{number}. <span id="ref-{number}"></span>{render_reference(book.references[key])}'
        for key, number in numbers.items()
        if key in book.references
    )


def wrong_count(answer: Answer) -> int:
    return sum(correction.verdict is not Verdict.sound for correction in answer.corrections)
