"""Turns a Book into the pages that list many things: questions, lists, corrections, literature."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from compute import Evidence
from model import Answer, Book, Category, Correction, Reference, Source, SourceEntry, Verdict
from pieces import UNSEARCHED, box, cited_numbers, dresser, escape, indent, join, link_answer, matter, plural, render_reference, table
from question import render_correction, wrong_count

VERDICTS = {
    Verdict.wrong: "false as stated",
    Verdict.misleading: "true in part, and a reader draws a false conclusion",
    Verdict.outdated: "was true once",
    Verdict.incomplete: "what is missing changes the answer",
    Verdict.garbled: "copying or translation destroyed it",
    Verdict.meaningless: "no statement that could be true or false",
    Verdict.sound: "nothing in the entry is wrong",
}


def render_questions(book: Book) -> str:
    """The index of all categories and questions."""
    parts = []
    for category in book.categories:
        answers = [a for a in book.answers if a.category == category.id]
        lines = [f"- [{escape(a.question)}]({a.category}/{a.slug}.md) · {a.level}" for a in answers]
        parts.append(join(f"## [{escape(category.title)}]({category.id}/index.md)", escape(category.description), "\n".join(lines)))
    head = matter(title="All questions", description="Every question of the book, by category.", **UNSEARCHED)
    return head + join("# All questions", f"{plural(len(book.answers), 'question')} in {plural(len(book.categories), 'category')}.", *parts)


def render_category(category: Category, book: Book) -> str:
    """A category's questions with their short answers."""
    page = f"questions/{category.id}/index.md"
    answers = [answer for answer in book.answers if answer.category == category.id]
    items = (
        join(
            f"## [{escape(a.question)}]({a.slug}.md)",
            box("meta", f"{a.level.capitalize()} · {plural(a.minutes, 'minute')} · {plural(wrong_count(a), 'correction')}"),
            in_index(a, page),
        )
        for a in answers
    )
    none = "" if answers else "No question of this category is answered yet."
    head = matter(title=category.title, description=category.description, **UNSEARCHED)
    return head + join(f"# {escape(category.title)}", escape(category.description), none, *items)


def in_index(answer: Answer, page: str) -> str:
    """An answer's short answer as an index page shows it, its links still leading where they led."""
    return dresser(answer, page, cited_numbers(answer), Evidence({}, {}))(answer.section("Short answer").text)


def render_sources(book: Book) -> str:
    """What the lists are, and how far they are answered."""
    rows = [
        (
            f"[{escape(s.title)}]({s.id}.md)",
            str(s.year or "undated"),
            escape(s.kind),
            str(len(s.entries)),
            str(sum(e.key in book.answered for e in s.entries)),
        )
        for s in book.sources
    ]
    text = (
        "The lists are other people's texts. The book neither stores nor shows them: it restates each entry in words of its own, "
        "with the mistakes kept, and answers it."
    )
    if has_open_lists(book):
        text += " An entry whose answer still waits is on the page of [unanswered entries](unanswered.md)."
    head = matter(title="The lists", description="The question lists that the book corrects, entry by entry.", **UNSEARCHED)
    return head + join("# The lists", text, table(("List", "Year", "What it is", "Entries", "Answered"), rows))


def has_open_lists(book: Book) -> bool:
    """Whether some list is not declared complete, so that entries without an answer are to be shown."""
    return not all(source.complete for source in book.sources)


def render_source(source: Source, book: Book) -> str:
    """One list, entry by entry: number, question, verdicts, page."""
    page = f"lists/{source.id}.md"
    rows = [
        (f'<span id="entry-{e.name}">{escape(e.entry.number or e.name)}</span>', escape(e.entry.question), *answer_cells(e, book, page))
        for e in source.entries
    ]
    head = matter(title=source.title, description=f"{source.title}: every entry with its verdict and its answer.", **UNSEARCHED)
    intro = f"{escape(source.kind).capitalize()}; {source.year or 'undated'}; {plural(len(source.entries), 'entry')}, restated in our own words."
    intro += " " + " ".join(tell_numbering(source)) if any(tell_numbering(source)) else ""
    return head + join(f"# {escape(source.title)}", intro, table(("No.", "Question", "Verdicts", "Answer"), rows))


def tell_numbering(source: Source) -> Iterator[str]:
    """What is odd about the numbers of a list: some stand twice, some entries have none."""
    numbers = Counter(entry.entry.number for entry in source.entries)
    twice = [number for number, count in numbers.items() if number and count > 1]
    if twice:
        yield f"{'Number' if len(twice) == 1 else 'Numbers'} {', '.join(twice)} {'stands' if len(twice) == 1 else 'stand'} in it more than once."
    if numbers[None]:
        yield f"{plural(numbers[None], 'entry')} {'has' if numbers[None] == 1 else 'have'} no number."


def answer_cells(entry: SourceEntry, book: Book, page: str) -> tuple[str, str]:
    """The verdicts on an entry, and a link to the page that answers it."""
    answer = book.answered.get(entry.key)
    if answer is None:
        return "–", "not answered yet"
    counts = Counter(c.verdict for c in answer.corrections if entry.key in c.entries)
    verdicts = ", ".join(f"{counts[v]}\u00a0×\u00a0{v}" if counts[v] > 1 else str(v) for v in Verdict if counts[v])
    return verdicts, link_answer(answer, page)


def render_unanswered(book: Book) -> str:
    """The entries that no page answers yet."""
    parts = []
    for source in book.sources:
        open_entries = [e for e in source.entries if e.key not in book.answered]
        rows = [(escape(e.entry.number or e.name), escape(e.entry.question)) for e in open_entries]
        text = table(("No.", "Question"), rows) if rows else "Every entry is answered."
        parts.append(join(f"## {escape(source.title)}", text))
    head = matter(title="Unanswered entries", description="Entries of the lists that no page answers yet.", **UNSEARCHED)
    return head + join("# Unanswered entries", *parts)


def render_corrections(book: Book) -> str:
    """Every correction of the book, the most repeated first; a script sorts and filters them by what each says of itself."""
    page = "corrections.md"
    found = [
        (correction, n, answer) for answer in book.answers for n, correction in enumerate(answer.corrections, 1) if is_mistake(correction)
    ]
    found.sort(key=lambda item: (-len(item[0].entries), list(Verdict).index(item[0].verdict)))
    counts = count_verdicts(book)
    rows = [(v.capitalize(), str(counts[v]), VERDICTS[v]) for v in Verdict if v is not Verdict.sound]
    head = matter(
        title="The most taught mistakes",
        description="Every claim of the lists that the book corrects, beside what is true; sorted by how many entries repeat it.",
        hide=["navigation", "toc"],
        scripts=["assets/js/corrections.js"],
        **UNSEARCHED,
    )
    intro = (
        f"{plural(len(found), 'claim')} of the lists had to be corrected, those first that more than one entry teaches. "
        "Each stands beside what is true and has an address of its own."
    )
    blocks = [correction_block(answer, correction, n, book, page) for correction, n, answer in found]
    return head + join(
        "# The most taught mistakes",
        intro,
        f'??? note "What the verdicts mean"\n\n{indent(table(("Verdict", "Count", "Meaning"), rows))}',
        render_sorting(book),
        box("mistakes", "\n\n".join(blocks)),
    )


def is_mistake(correction: Correction) -> bool:
    return correction.verdict is not Verdict.sound


def correction_block(answer: Answer, correction: Correction, n: int, book: Book, page: str) -> str:
    """A correction on the page of all: with its address, its page, and what it is sorted by; references are the answer's own."""
    id = f"{answer.category}-{answer.slug}-{n}"
    dress = dresser(answer, page, cited_numbers(answer), Evidence({}, {}))
    more = f" · {link_answer(answer, page)} [#](#{id}){{ .qa-address aria-label='Link to this correction' }}"
    return render_correction(correction, id, book, page, dress, more, category=answer.category, entries=len(correction.entries))


def render_sorting(book: Book) -> str:
    """The controls by which a reader sorts and filters; without a script they are not shown."""
    verdicts = "".join(f'<option value="{v}">{v.capitalize()}</option>' for v in Verdict if v is not Verdict.sound)
    categories = "".join(f'<option value="{c.id}">{escape(c.title)}</option>' for c in book.categories)
    sorts = (
        '<option value="entries">Most repeated</option><option value="verdict">Verdict</option><option value="category">Category</option>'
    )
    return (
        '<form class="qa-sorting" aria-label="Corrections">\n'
        f'<label>Sort by <select name="sort">{sorts}</select></label>\n'
        f'<label>Verdict <select name="verdict"><option value="">All</option>{verdicts}</select></label>\n'
        f'<label>Category <select name="category"><option value="">All</option>{categories}</select></label>\n'
        '<label>Containing <input name="words" type="search" autocomplete="off"></label>\n'
        '<output name="count"></output>\n'
        '<p class="qa-none" hidden>No correction fits this choice. <button type="reset" class="qa-tool">Show all corrections</button></p>\n</form>'
    )


def count_verdicts(book: Book) -> Counter[Verdict]:
    return Counter(correction.verdict for answer in book.answers for correction in answer.corrections)


def render_references(book: Book) -> str:
    """The literature, by first author, with the pages that cite each work."""
    page = "references.md"
    uses: dict[str, list[Answer]] = defaultdict(list)
    for answer in book.answers:
        for key in cited_numbers(answer):
            uses[key].append(answer)
    lines = []
    for reference in sorted(book.references.values(), key=lambda r: (surname(r), r.year, r.title)):
        citing = ", ".join(link_answer(answer, page) for answer in uses[reference.key])
        lines.append(f'- <span id="{reference.key}"></span>{render_reference(reference)}. {escape(reference.note)}. Cited in: {citing}')
    head = matter(title="References", description="Every work that the book cites, and where.", **UNSEARCHED)
    intro = f"{plural(len(book.references), 'work')}, each looked up; what each entry was checked against stands behind it."
    return head + join("# References", intro, "\n".join(lines))


def surname(reference: Reference) -> str:
    return reference.authors[0].split()[-1].casefold() if reference.authors else ""


def render_experiments_index(book: Book) -> str:
    """The notebooks, each with the claim it tests, the pages it belongs to, and a place for its first picture."""
    page = "notebooks/index.md"
    items = (
        join(
            f"## [{escape(notebook.title)}]({notebook.name}.py)",
            re.sub(r"(\(\.\./questions/[^)]+)\.html", r"\1.md", notebook.claim),
            f'<div class="qa-picture" id="picture-{notebook.name}"></div>',
            f"For {', '.join(link_answer(book.by_id[id], page) for id in notebook.answers if id in book.by_id)} · "
            f"[Download {notebook.name}.ipynb]({notebook.name}.ipynb)",
        )
        for notebook in book.notebooks
    )
    head = matter(title="Experiments", description="The disputed claims settled by running them, in short notebooks.", **UNSEARCHED)
    intro = (
        "A claim about behaviour is decided by trying it. These notebooks are run when the site is built; each ends in assertions of what "
        "its text says, so that a page whose experiment no longer holds stops the build. They need NumPy, SciPy and matplotlib. "
        "[All of them, with the helpers that draw their pictures](notebooks.zip)."
    )
    return head + join("# Experiments", intro, *items)
