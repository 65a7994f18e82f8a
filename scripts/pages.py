"""Turns a Book and its evidence into the pages of the site: a plain mapping from a page's path to its Markdown."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import yaml
from markdown.extensions.toc import slugify

import markup
from answers import follow_ups, interviewer_points
from compute import Evidence, answer_quotes, claim_functions, claim_source, display_value, evaluate, find_pairs
from mathml import to_text
from model import Answer, Book, Category, Correction, Reference, Source, SourceEntry, Status, Verdict

Pages = dict[str, str]
STATUS = {Status.asked: "Still asked", Status.differently: "Asked differently today", Status.obsolete: "Obsolete"}
SLOT = re.compile(r"\{\{ *([a-z-]+)(?::([^{}\s]+))? *\}\}")
UNSEARCHED = {"search": {"exclude": True}}


def render_pages(book: Book, evidence: Evidence, handwritten: Mapping[str, str]) -> Pages:
    """Every page of the site that is Markdown, by its path below the folder of pages.

    `handwritten` are the pages of `docs/`, whose slots `{{ … }}` are filled from the book.
    Raises ValueError for a slot that nothing fills.
    """
    pages = {path: fill_slots(text, path, book) for path, text in handwritten.items()}
    pages |= {str(answer.page): render_answer(answer, book, evidence) for answer in book.answers}
    pages |= {f"questions/{category.id}/index.md": render_category(category, book) for category in book.categories}
    pages |= {f"lists/{source.id}.md": render_source(source, book) for source in book.sources}
    pages["questions/index.md"] = render_questions(book)
    pages["lists/index.md"] = render_sources(book)
    pages["lists/unanswered.md"] = render_unanswered(book)
    pages["corrections.md"] = render_corrections(book)
    pages["references.md"] = render_references(book)
    pages["numbers.md"] = render_numbers(book)
    return pages


def render_navigation(book: Book, notebooks: Iterable[str] = ()) -> list[Any]:
    """The navigation as MkDocs takes it: titles and paths in reading order."""
    questions: list[Any] = ["questions/index.md"]
    for category in book.categories:
        inside = [str(answer.page) for answer in book.answers if answer.category == category.id]
        questions.append({category.title: [f"questions/{category.id}/index.md", *inside]})
    lists = ["lists/index.md", *(f"lists/{source.id}.md" for source in book.sources), "lists/unanswered.md"]
    evidence: list[Any] = ["method.md", "numbers.md", "references.md", *notebooks]
    return [{"Home": "index.md"}, {"Questions": questions}, {"Corrections": "corrections.md"}, {"The lists": lists}, {"Evidence": evidence}]


# Pieces


def escape(text: str) -> str:
    """`text` on one line as data: whatever could be markup, a link or a formula in it shows as it is typed."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_{}\[\]#|$~^])", lambda match: f"&#{ord(match[1])};", text)
    text = re.sub(r"(?i)(https?|ftp|javascript|data|mailto):", r"\1&#58;", text)
    text = re.sub(r"(?i)www\.", lambda match: match[0][:-1] + "&#46;", text)
    text = re.sub(r"(?<=\w)@(?=\w)", "&#64;", text).replace("!&#91;", "&#33;&#91;")
    return re.sub(r"^([-+:](?=\s|$)|[?!=]{3}|\d+(?=[.)](?:\s|$)))", lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", text)


def matter(**keys: Any) -> str:
    """YAML front matter holding `keys`."""
    return f"---\n{yaml.safe_dump(keys, sort_keys=False, allow_unicode=True, width=10_000)}---\n\n"


def plain_text(text: str) -> str:
    """An answer's Markdown as one plain line; a formula that cannot be read stays as it is written."""
    return markup.to_plain(text, read_formula)


def read_formula(tex: str) -> str:
    try:
        return to_text(tex)
    except ValueError:
        return tex


def relative(target: str, page: str) -> str:
    """The path of the page `target` as seen from `page`."""
    path, hash, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + hash + anchor


def indent(text: str) -> str:
    return "\n".join(f"    {line}" if line.strip() else "" for line in text.splitlines())


def box(name: str, text: str, id: str = "") -> str:
    """`text` in a division of the class `qa-<name>`."""
    return f'<div class="qa-{name}"{f" id={chr(34)}{id}{chr(34)}" if id else ""} markdown>\n{text.strip()}\n</div>'


def plural(count: int, noun: str) -> str:
    """`1 page`, `2 pages`; a noun in -y gives -ies."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else many}"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def join(*parts: str) -> str:
    """The parts that are not empty, between blank lines."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


# One question


def render_answer(answer: Answer, book: Book, evidence: Evidence) -> str:
    """The page of one question."""
    page = str(answer.page)
    numbers = cited_numbers(answer)
    dress = dresser(answer, page, numbers, evidence)
    text = join(
        f"# {escape(answer.question)}",
        box("chips", render_chips(answer, book, page)),
        f"## Short answer\n\n{box('short', dress(answer.section('Short answer').text))}",
        f"## Explanation\n\n{dress(answer.section('Explanation').text)}",
        heading_if("In code", dress(answer.section("In code").text)),
        heading_if(corrections_heading(answer), render_answer_corrections(answer, book, page, dress)),
        f"## Follow-up questions\n\n{render_follow_ups(answer, dress)}",
        f"## For the interviewer\n\n{render_sheet(answer, dress)}",
        heading_if("As the lists ask it", render_wordings(answer, book, page)),
        f"## References\n\n{render_cited(numbers, book)}",
        heading_if("Read next", "\n".join(f"- {link_answer(book.by_id[id], page)}" for id in answer.related if id in book.by_id)),
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
    )


def render_chips(answer: Answer, book: Book, page: str) -> str:
    """Level, minutes, lists, what became of the question, and how settled the answer is."""
    asked = ", ".join(link_entry(book, key, page) for key in answer.asks)
    status = f"{STATUS[answer.status]}: {answer.why}"
    chips = [answer.level.capitalize(), plural(answer.minutes, "minute"), f"In {asked}" if asked else "", answer.consensus.capitalize()]
    return "\n".join(f"- {chip}" for chip in [*chips, status] if chip)


def link_entry(book: Book, key: str, page: str) -> str:
    """A link to an entry's line in the index of its list."""
    source = next((s for s in book.sources if key.startswith(f"{s.id}/")), None)
    if source is None:
        return escape(key)
    name = key.partition("/")[2]
    return f"[{escape(source.short)}, {escape(name)}]({relative(f'lists/{source.id}.md', page)}#entry-{name})"


def link_answer(answer: Answer, page: str) -> str:
    return f"[{escape(answer.question)}]({relative(str(answer.page), page)})"


def page_texts(answer: Answer) -> list[str]:
    """The texts of an answer that can cite, in the order in which its page shows them."""
    bodies = {section.heading: section.text for section in answer.sections}
    corrections = [f"{correction.truth}\n{correction.evidence}" for correction in answer.corrections]
    first = [bodies.get(heading, "") for heading in ("Short answer", "Explanation", "In code")]
    return [*first, *corrections, bodies.get("Follow-up questions", ""), bodies.get("For the interviewer", "")]


def cited_numbers(answer: Answer) -> dict[str, int]:
    """The number of every work that an answer cites, by its key, in the order of first citation."""
    keys = dict.fromkeys(citation.key for text in page_texts(answer) for citation in markup.find_citations(text))
    return {key: number for number, key in enumerate(keys, start=1)}


def dresser(answer: Answer, page: str, numbers: Mapping[str, int], evidence: Evidence) -> Callable[[str], str]:
    """A function that turns an answer's Markdown into that of `page`: links, citations, numbers and figures resolved."""
    here = "" if page == str(answer.page) else relative(str(answer.page), page)

    def link(match: re.Match[str]) -> str:
        path, hash, anchor = match[2].partition("#")
        target = relative(posixpath.normpath(posixpath.join(answer.page.parent, path)), page) if path else here
        return f"[{match[1]}]({target}{hash}{anchor})"

    def cite(match: re.Match[str]) -> str:
        works = markup.split_citation(match[1])
        links = (f"[{numbers[w.key]}]({here}#ref-{numbers[w.key]}){', ' + w.locator if w.locator else ''}" for w in works)
        return f'<sup class="qa-cite">[{"; ".join(links)}]</sup>'

    def quote(match: re.Match[str]) -> str:
        found = markup.read_quote(match[1], match[2], answer.category)
        target = f"{relative('numbers.md', page)}#{number_anchor(found.category, found.function)}"
        return f'[{match[1]}]({target}){{ .qa-number title="Computed by {html.escape(found.call)}" }}'

    def figure(match: re.Match[str]) -> str:
        outcome = evidence.figures.get((match[2], match[1]))
        return f'<div class="qa-figure">\n{outcome.text.strip() if outcome else ""}\n</div>'

    def dress(piece: str) -> str:
        for pattern, replacement in ((markup.LINK, link), (markup.CITATION, cite), (markup.QUOTE, quote), (markup.FIGURE, figure)):
            piece = pattern.sub(replacement, piece)
        return piece

    return lambda text: markup.replace_in_prose(text, dress)


def number_anchor(category: str, function: str) -> str:
    return f"{category}-{function.replace('_', '-')}"


def corrections_heading(answer: Answer) -> str:
    return "What the lists get wrong" if wrong_count(answer) else "What the lists say"


def render_answer_corrections(answer: Answer, book: Book, page: str, dress: Callable[[str], str]) -> str:
    """All corrections of an answer, each claim beside what is true."""
    return "\n\n".join(
        render_correction(correction, f"correction-{number}", book, page, dress)
        for number, correction in enumerate(answer.corrections, start=1)
    )


def render_correction(correction: Correction, id: str, book: Book, page: str, dress: Callable[[str], str], more: str = "") -> str:
    """One correction: verdict and entries, the claim, the truth, the evidence."""
    sound = correction.verdict is Verdict.sound
    entries = ", ".join(link_entry(book, key, page) for key in correction.entries)
    parts = (
        box("verdict", f"{correction.verdict.capitalize()} · {entries}{more}"),
        box("claim", f'<p class="qa-label">The list says</p>\n\n{escape(correction.claim)}'),
        box("truth", f'<p class="qa-label">{"Why it holds" if sound else "What is true"}</p>\n\n{dress(correction.truth)}'),
        box("evidence", f"Evidence: {dress(correction.evidence)}"),
    )
    return box(f"correction qa-{correction.verdict}", "\n\n".join(parts), id)


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


def render_reference(reference: Reference) -> str:
    """A work as a bibliography prints it, with a link to it."""
    names = list(reference.authors)
    others = bool(names) and names[-1] == "others"
    people = ", ".join(escape(name) for name in (names[:-1] if others else names)) + (" et al." if others else "")
    title = escape(reference.title).rstrip(".")
    place = f" {escape(reference.venue)}." if reference.venue else ""
    return f"{people} ({reference.year}). *{title}*.{place} {render_locator(reference)}".strip()


def render_locator(reference: Reference) -> str:
    """The identifier under which a work is found, as a link where it has an address."""
    if reference.link:
        name = f"doi:{reference.doi}" if reference.doi else f"arXiv:{reference.eprint}" if reference.eprint else reference.url
        return f"[{escape(name)}]({reference.link.replace('(', '%28').replace(')', '%29')})"
    return f"ISBN {escape(reference.isbn)}" if reference.isbn else ""


# Many questions


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


def wrong_count(answer: Answer) -> int:
    return sum(correction.verdict is not Verdict.sound for correction in answer.corrections)


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
        "with the mistakes kept, and answers it. An entry whose answer still waits is on the page of [unanswered entries](unanswered.md)."
    )
    head = matter(title="The lists", description="The question lists that the book corrects, entry by entry.", **UNSEARCHED)
    return head + join("# The lists", text, table(("List", "Year", "What it is", "Entries", "Answered"), rows))


def render_source(source: Source, book: Book) -> str:
    """One list, entry by entry: number, question, verdicts, page."""
    page = f"lists/{source.id}.md"
    rows = [
        (f'<span id="entry-{e.name}">{escape(e.entry.number or e.name)}</span>', escape(e.entry.question), *answer_cells(e, book, page))
        for e in source.entries
    ]
    head = matter(title=source.title, description=f"{source.title}: every entry with its verdict and its answer.", **UNSEARCHED)
    intro = f"{escape(source.kind).capitalize()}; {source.year or 'undated'}; {plural(len(source.entries), 'entry')}, restated in our own words."
    return head + join(f"# {escape(source.title)}", intro, table(("No.", "Question", "Verdicts", "Answer"), rows))


def answer_cells(entry: SourceEntry, book: Book, page: str) -> tuple[str, str]:
    """The verdicts on an entry, and a link to the page that answers it."""
    answer = book.answered.get(entry.key)
    if answer is None:
        return "–", "not answered yet"
    counts = Counter(c.verdict for c in answer.corrections if entry.key in c.entries)
    verdicts = ", ".join(f"{counts[v]} × {v}" if counts[v] > 1 else str(v) for v in Verdict if counts[v])
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
    """Every correction of the book, by category and page."""
    page = "corrections.md"
    counts = count_verdicts(book)
    rows = [(f"{v.capitalize()}", str(counts[v]), VERDICTS[v]) for v in Verdict]
    parts = [correction_group(answer, book, page) for answer in book.answers if answer.corrections]
    head = matter(title="All corrections", description="Every claim of the lists that the book corrects, with what is true.", **UNSEARCHED)
    return head + join("# All corrections", table(("Verdict", "Count", "Meaning"), rows), *parts)


VERDICTS = {
    Verdict.wrong: "false as stated",
    Verdict.misleading: "true in part, and a reader draws a false conclusion",
    Verdict.outdated: "was true once",
    Verdict.incomplete: "what is missing changes the answer",
    Verdict.garbled: "copying or translation destroyed it",
    Verdict.meaningless: "no statement that could be true or false",
    Verdict.sound: "nothing in the entry is wrong",
}


def correction_group(answer: Answer, book: Book, page: str) -> str:
    """The corrections of one answer on the page of all corrections; references are the answer's own."""
    numbers = cited_numbers(answer)
    dress = dresser(answer, page, numbers, Evidence({}, {}))
    blocks = [
        render_correction(c, f"{answer.category}-{answer.slug}-{n}", book, page, dress) for n, c in enumerate(answer.corrections, start=1)
    ]
    return join(f"## {link_answer(answer, page)}", *blocks)


def count_verdicts(book: Book) -> Counter[Verdict]:
    return Counter(correction.verdict for answer in book.answers for correction in answer.corrections)


def render_references(book: Book) -> str:
    """The literature, by first author, with the pages that cite each work."""
    page = "references.md"
    uses = [(key, answer) for answer in book.answers for key in cited_numbers(answer)]
    lines = []
    for reference in sorted(book.references.values(), key=lambda r: (surname(r), r.year, r.title)):
        citing = ", ".join(link_answer(answer, page) for key, answer in uses if key == reference.key)
        lines.append(f'- <span id="{reference.key}"></span>{render_reference(reference)} {escape(reference.note)}. Cited in: {citing}')
    head = matter(title="References", description="Every work that the book cites, and where.", **UNSEARCHED)
    intro = f"{plural(len(book.references), 'work')}, each looked up; what each entry was checked against stands behind it."
    return head + join("# References", intro, "\n".join(lines))


def surname(reference: Reference) -> str:
    return reference.authors[0].split()[-1].casefold() if reference.authors else ""


def render_numbers(book: Book) -> str:
    """Every computed number with the function that computes it and the pages that quote it."""
    parts = []
    for category in book.categories:
        names = runnable_claims(category.id, book)
        if names:
            parts.append(join(f"## {escape(category.title)}", *(render_claim(category.id, name, book) for name in names)))
    total = sum(1 for answer in book.answers for _ in answer_quotes(answer))
    intro = (
        f"{plural(total, 'number')} on the pages are quoted from the functions below. "
        "The build runs each function and refuses a page whose number differs from its result."
    )
    head = matter(title="Computed numbers", description="Every number that the book computes, with its code.", **UNSEARCHED)
    return head + join("# Computed numbers", intro, *parts)


def runnable_claims(category: str, book: Book) -> list[str]:
    """The names of a category's claims; none if its file cannot be run, of which `check` speaks."""
    try:
        return list(claim_functions(book.claims[category])) if category in book.claims else []
    except Exception:  # a served site goes on without the page's numbers; `check` names the error
        return []


def show_value(quote: markup.Quote, book: Book) -> str:
    """A claim's call and value, or that it fails."""
    try:
        return f"`{quote.call}` = {escape(display_value(evaluate(quote, book.claims)))}"
    except Exception as error:  # a served site shows the page all the same; `check` names the error
        return f"`{quote.call}` fails: {escape(str(error))}"


def render_claim(category: str, name: str, book: Book) -> str:
    """One claim: what it counts, its values, where they are quoted, its code."""
    page, code = "numbers.md", book.claims[category]
    quotes = [(q, a) for a in book.answers for q in answer_quotes(a) if (q.category, q.function) == (category, name)]
    values = sorted({show_value(quote, book) for quote, _ in quotes})
    pages = ", ".join(dict.fromkeys(link_answer(answer, page) for _, answer in quotes))
    doc = escape((claim_functions(code)[name].__doc__ or "").strip())
    source = indent(f"```python\n{claim_source(code, name)}\n```")
    return join(
        f"### {name.replace('_', ' ').capitalize()} {{ #{number_anchor(category, name)} }}",
        doc,
        f"{'; '.join(values)}. Quoted in: {pages}.",
        f'??? example "Code"\n\n{source}',
    )


# Pages written by hand


def fill_slots(text: str, path: str, book: Book) -> str:
    """A hand-written page with its slots filled. Raises ValueError for a slot that nothing fills."""
    counts = count_all(book)

    def fill(match: re.Match[str]) -> str:
        name, argument = match[1], match[2]
        if name == "count" and argument in counts:
            return f"{counts[argument]:,}"
        if name == "categories":
            return render_cards(book, path)
        if name == "counts":
            return table(("What", "Count"), [(label.capitalize(), f"{n:,}") for label, n in counts.items()])
        if name == "correction" and argument:
            return render_showpiece(argument, book, path)
        raise ValueError(f"docs/{path}: nothing fills the slot {match[0]}; see fill_slots in scripts/pages.py")

    return SLOT.sub(fill, text)


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
    }


def render_cards(book: Book, path: str) -> str:
    """The categories as cards with their progress."""
    cards = []
    for category in book.categories:
        count = sum(answer.category == category.id for answer in book.answers)
        link = relative(f"questions/{category.id}/index.md", path)
        cards.append(f"-   **[{escape(category.title)}]({link})**\n\n    {escape(category.description)}\n\n    {plural(count, 'question')}")
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
