"""Turns a Book and its evidence into Problems; every rule of the content is a function here, its docstring the rule."""

from __future__ import annotations

import ast
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from markdown.extensions.toc import slugify

import addresses
import markup
from answers import follow_ups, interviewer_points
from compute import Evidence, agrees, answer_quotes, display_value, find_pairs, first_line, list_claims
from mathml import to_mathml
from model import Answer, Book, Place, Problem, Reference, Section, Verdict

REQUIRED = ("Short answer", "Explanation", "In code", "Follow-up questions", "For the interviewer")
OPTIONAL = {"In code"}
SHEET = {"Must say": (2, 5), "Strong sign": (1, 4), "Red flag": (1, 4)}
BARE_CITATION = re.compile(r"(?<![\w\[;])@[a-z]+(?:1[6-9]|20)\d\d\w*")
REFERENCE_KINDS = {"article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis", "techreport", "misc"}


def check_book(book: Book, evidence: Evidence) -> list[Problem]:
    """Every Problem of the content, each once, in the order of the places."""
    return sorted({*book.problems, *check_whole(book, evidence), *check_each(book, evidence)})


def check_whole(book: Book, evidence: Evidence) -> Iterator[Problem]:
    """The rules that concern more than one file."""
    yield from check_answered(book)
    yield from check_aliases(book)
    yield from check_sound(book)
    yield from check_references(book)
    yield from check_paths(book)
    yield from check_claims(book, evidence)
    yield from check_figure_files(book)
    yield from check_notebooks(book)


def check_each(book: Book, evidence: Evidence) -> Iterator[Problem]:
    """The rules that concern one answer."""
    for answer in book.answers:
        yield from check_sections(answer)
        yield from check_question(answer)
        yield from check_short_answer(answer)
        yield from check_explanation(answer)
        yield from check_follow_ups(answer)
        yield from check_sheet(answer)
        yield from check_asks(answer, book)
        yield from check_related(answer, book)
        yield from check_corrections(answer, book)
        yield from check_statements(answer)
        yield from check_citations(answer, book)
        yield from check_quotes(answer, evidence)
        yield from check_code(answer, evidence)
        yield from check_figures(answer, book, evidence)
        yield from check_formulas(answer)
        yield from check_links(answer, book)
        yield from check_markup(answer)


# Several files


def check_answered(book: Book) -> Iterator[Problem]:
    """An entry is answered by one page at most, and in a complete list by exactly one."""
    counts = Counter(key for answer in book.answers for key in answer.asks)
    for answer in book.answers:
        for key in answer.asks:
            if counts[key] > 1:
                yield Problem(answer.place("asks"), f"'{key}' is asked by {counts[key]} answers; leave it in one of them")
    for source in book.sources:
        for entry in source.entries if source.complete else ():
            if entry.key not in counts:
                yield Problem(source.place, f"the list is complete, but no answer asks '{entry.key}'; answer it or unset 'complete'")


def check_aliases(book: Book) -> Iterator[Problem]:
    """No two pages claim the same alias, and none repeats its own question."""
    uses = Counter(alias.casefold() for answer in book.answers for alias in answer.aliases)
    for answer in book.answers:
        for alias in answer.aliases:
            if uses[alias.casefold()] > 1:
                yield Problem(answer.place("aliases"), f"the alias '{alias}' is used more than once; keep it where it fits best")
            if alias.casefold() == answer.question.casefold():
                yield Problem(answer.place("aliases"), f"the alias '{alias}' is the question itself; write another")


def check_sound(book: Book) -> Iterator[Problem]:
    """An entry called sound has that one verdict and no correction beside it."""
    counts = Counter(key for answer in book.answers for c in answer.corrections for key in c.entries)
    for answer in book.answers:
        for correction in answer.corrections:
            for key in correction.entries if correction.verdict is Verdict.sound else ():
                if counts[key] > 1:
                    yield Problem(correction.place, f"'{key}' is called sound here and corrected elsewhere; keep one of the two")


def check_references(book: Book) -> Iterator[Problem]:
    """A reference names author, title, year, venue, where it is found and what it was checked against, and is cited."""
    cited = {c.key for answer in book.answers for text, _ in passages(answer) for c in markup.find_citations(text)}
    for reference in book.references.values():
        missing = [name for name in ("authors", "title", "year", "note") if not getattr(reference, name)]
        if not (reference.venue or reference.eprint):
            missing.append("venue")
        if not (reference.link or reference.isbn):
            missing.append("doi, eprint, isbn or url")
        for name in missing:
            yield Problem(reference.place, f"'{reference.key}' has no {name}; look it up")
        yield from check_identifiers(reference)
        if reference.key not in cited:
            yield Problem(reference.place, f"nothing cites '{reference.key}'; cite it or remove it")


def check_identifiers(reference: Reference) -> Iterator[Problem]:
    """A reference's kind, key, year, DOI, arXiv identifier, ISBN and address have the form of such."""
    rules = (
        ("kind", reference.kind, "|".join(sorted(REFERENCE_KINDS))),
        ("key", reference.key, r"[a-z]+(?:1[6-9]|20)\d\d[a-z0-9]*"),
        ("year", reference.year or "2000", r"(?:1[6-9]|20)\d\d"),
    )
    for name, value, pattern in rules:
        if not re.fullmatch(pattern, value):
            yield Problem(reference.place, f"'{reference.key}': '{value}' has not the form of a {name}; correct it")
    forms = (
        (reference.doi, addresses.doi_faults),
        (reference.eprint, addresses.arxiv_faults),
        (reference.isbn, addresses.isbn_faults),
        (reference.url, addresses.find_faults),
    )
    for value, find_faults in forms:
        for fault in find_faults(value) if value else ():
            yield Problem(reference.place, f"'{reference.key}': {fault}" if value in fault else f"'{reference.key}': '{value}': {fault}")


def check_claims(book: Book, evidence: Evidence) -> Iterator[Problem]:
    """A claims file belongs to a category, runs, and holds only documented functions that a page quotes."""
    used = {(q.category, q.function) for answer in book.answers for q in answer_quotes(answer)}
    categories = {category.id for category in book.categories}
    for name, code in book.claims.items():
        if name not in categories:
            yield Problem(Place(code.path), f"'{name}' is no category; name the file after one")
        if name in evidence.broken:
            yield Problem(Place(code.path), f"cannot be run ({evidence.broken[name]}); mend it")
            continue
        for function, node in list_claims(code).items():
            place = Place(code.path, first_line(node))
            if not ast.get_docstring(node):
                yield Problem(place, f"'{function}' has no docstring; say what it counts, per what, under which assumption")
            if (name, function) not in used:
                yield Problem(place, f"no page quotes '{function}'; quote it, remove it, or begin its name with '_'")


def check_figure_files(book: Book) -> Iterator[Problem]:
    """A figure's file says what it draws, and a page shows it."""
    used = {name for answer in book.answers for s in answer.sections for name, _, _ in markup.find_figures(s.text)}
    for name, code in book.figures.items():
        if name not in used:
            yield Problem(Place(code.path), f"no page shows '{name}'; show it or remove it")
        if not code.text.lstrip().startswith(('"""', "'''")):
            yield Problem(Place(code.path), "no docstring; begin the file with a sentence that says what is drawn")


def check_notebooks(book: Book) -> Iterator[Problem]:
    """A notebook has a title, says which claim it tests, and links to the pages it belongs to, which exist."""
    for notebook in book.notebooks:
        place = Place(notebook.path)
        if not notebook.title:
            yield Problem(place, "no title; begin its first text with '# # ' and what it is about")
        if not notebook.claim:
            yield Problem(place, "no claim; begin a paragraph of its first text with '**The claim under test.**'")
        if not notebook.answers:
            yield Problem(place, "it belongs to no page; link to one as ../questions/<category>/<slug>.html")
        for id in notebook.answers:
            if id not in book.by_id:
                yield Problem(place, f"it links to '{id}', and there is no such page; correct the link")


def check_paths(book: Book) -> Iterator[Problem]:
    """A learning path leads to pages that exist, and to none of them twice."""
    for path in book.paths:
        for page, count in Counter(path.pages).items():
            if page not in book.by_id:
                yield Problem(path.place, f"the path leads to '{page}', which is no answer; correct it")
            if count > 1:
                yield Problem(path.place, f"the path leads to '{page}' {count} times; once is enough")


# One answer


def at(answer: Answer, section: Section, position: int) -> Place:
    """The place of a position in a section's text."""
    return Place(answer.path, section.line + markup.line_at(section.text, position))


def passages(answer: Answer) -> Iterator[tuple[str, Callable[[int], Place]]]:
    """Every text of an answer that can cite, quote and link, each with what tells the place of a position in it."""
    for section in answer.sections:
        yield section.text, partial(at, answer, section)
    for correction in answer.corrections:
        yield f"{correction.truth}\n\n{correction.evidence}", partial(keep, correction.place)
    for statement in answer.statements:
        yield f"{statement.claim}\n\n{statement.why}\n\n{statement.evidence}", partial(keep, statement.place)


def keep(place: Place, position: int) -> Place:
    """`place`, whatever the position: a correction is one place."""
    return place


def check_sections(answer: Answer) -> Iterator[Problem]:
    """The body has exactly the headings of CONTRIBUTING.md, in their order, and nothing above the first."""
    for section in answer.sections:
        if section.heading not in REQUIRED:
            name = f"the heading '{section.heading}'" if section.heading else "text above the first heading"
            yield Problem(at(answer, section, 0), f"{name} has no place in an answer; the headings are {', '.join(REQUIRED)}")
    found = [section.heading for section in answer.sections if section.heading in REQUIRED]
    for heading in REQUIRED:
        if heading not in found and heading not in OPTIONAL:
            yield Problem(Place(answer.path, 1), f"the heading '## {heading}' is missing; add it")
    if found != sorted(set(found), key=REQUIRED.index):
        yield Problem(Place(answer.path, 1), "the headings are repeated or out of order; follow CONTRIBUTING.md")


def check_question(answer: Answer) -> Iterator[Problem]:
    """A question is one plain sentence without markup or mathematics, ending in a question mark or full stop."""
    if re.search(r"[$`*<>\[\]]|\\", answer.question):
        yield Problem(answer.place("question"), "the question holds markup or mathematics; say it in words")
    if not answer.question.endswith(("?", ".")):
        yield Problem(answer.place("question"), "the question does not end in a question mark or full stop; end it")


def check_short_answer(answer: Answer) -> Iterator[Problem]:
    """A short answer has 1 to 75 words in one paragraph, without citation, figure, list or heading."""
    section = answer.section("Short answer")
    words = markup.count_words(section.text)
    place = at(answer, section, 0)
    if not words:
        yield Problem(place, "the short answer is empty; answer the question in its first sentence")
    if words > 75:
        yield Problem(place, f"the short answer has {words} words; 75 is the most that fits half a minute")
    if re.search(r"^[ \t]*(?:[-*+#>|]|\d+[.)]) |\[@|\]\((?!claim:)|\n\s*\n|\$\$|^```", section.text, re.M):
        yield Problem(place, "the short answer is one spoken paragraph: no citation, link, figure, list, heading or displayed formula")


def check_explanation(answer: Answer) -> Iterator[Problem]:
    """An explanation has 250 to 800 words, code and figures not counted."""
    section = answer.section("Explanation")
    words = markup.count_words(section.text)
    if not 250 <= words <= 800:
        yield Problem(at(answer, section, 0), f"the explanation has {words} words; 250 to 800 are asked for")


def check_follow_ups(answer: Answer) -> Iterator[Problem]:
    """There are 2 to 5 follow-up questions, each ends in a question mark and is answered in at most 110 words."""
    section, found = answer.section("Follow-up questions"), follow_ups(answer)
    if not 2 <= len(found) <= 5:
        yield Problem(at(answer, section, 0), f"{len(found)} follow-up questions; write 2 to 5, each below a '###' heading")
    for item in found:
        place = Place(answer.path, item.line)
        if not item.question.endswith("?"):
            yield Problem(place, "a follow-up heading is a question; end it with a question mark")
        if not 1 <= markup.count_words(item.answer) <= 110:
            yield Problem(place, "a follow-up is answered in 1 to 4 sentences, 110 words at most; write or shorten it")


def check_sheet(answer: Answer) -> Iterator[Problem]:
    """The interviewer's sheet has its three labels, each followed by a list of a few points."""
    section, found = answer.section("For the interviewer"), interviewer_points(answer)
    place = at(answer, section, 0)
    if list(found) != list(SHEET):
        yield Problem(
            place, f"the sheet's labels are {', '.join(f'**{label}**' for label in SHEET)}, each alone on its line, in this order"
        )
    for label, (least, most) in SHEET.items():
        if label in found and not least <= len(found[label]) <= most:
            yield Problem(place, f"{len(found[label])} points under '{label}'; {least} to {most} are asked for")


def check_asks(answer: Answer, book: Book) -> Iterator[Problem]:
    """Every entry that an answer asks exists, and each has a correction, if only to say that it is sound."""
    corrected = {key for correction in answer.corrections for key in correction.entries}
    for key in answer.asks:
        if key not in book.entries:
            yield Problem(answer.place("asks"), f"no list has an entry '{key}'; correct the key")
        elif key not in corrected:
            yield Problem(answer.place("asks"), f"no correction speaks of '{key}'; judge it, with 'verdict: sound' if nothing is wrong")


def check_related(answer: Answer, book: Book) -> Iterator[Problem]:
    """Related pages exist, are other pages, and are named once."""
    for id, count in Counter(answer.related).items():
        if id not in book.by_id:
            yield Problem(answer.place("related"), f"there is no page '{id}'; correct it")
        if id == answer.id or count > 1:
            yield Problem(answer.place("related"), f"'{id}' is the page itself or named twice; remove it")


def check_corrections(answer: Answer, book: Book) -> Iterator[Problem]:
    """A correction concerns an entry that the page asks, quotes its restatement, and names its evidence."""
    for correction in answer.corrections:
        unknown = [key for key in correction.entries if key not in book.entries]
        for key in unknown:
            yield Problem(correction.place, f"no list has an entry '{key}'; correct the key")
        if not set(correction.entries) & set(answer.asks):
            yield Problem(correction.place, "none of its entries is asked by this page; move the correction or mend 'asks'")
        if not unknown and not is_quoted(correction.claim, correction.entries, book):
            yield Problem(
                correction.place, f"the claim stands in none of {', '.join(correction.entries)}; quote content/sources word for word"
            )
        yield from check_evidence(correction.evidence, correction.place)


def check_evidence(evidence: str, place: Place) -> Iterator[Problem]:
    """Evidence is a citation, a computed number or the place of a derivation."""
    if not re.search(r"\[@|\]\(claim:|\]\(#", evidence):
        yield Problem(place, "the evidence holds no citation, computed number or link to a derivation; add one")


def check_statements(answer: Answer) -> Iterator[Problem]:
    """A sound statement is one sentence of at most 35 words without citation or link, and names its evidence."""
    for statement in answer.statements:
        words = markup.count_words(statement.claim)
        if words > 35 or not statement.claim.endswith("."):
            yield Problem(statement.place, f"the statement has {words} words; write one sentence of at most 35, ending in a full stop")
        if re.search(r"\[@|\]\(", statement.claim):
            yield Problem(statement.place, "the statement holds a citation or a link; put it into 'why' or 'evidence'")
        yield from check_evidence(statement.evidence, statement.place)


def is_quoted(claim: str, keys: tuple[str, ...], book: Book) -> bool:
    """Whether the pieces of a claim stand, in their order, in one of the entries; true for a list read from elsewhere."""
    if any(source.replaced for source in book.sources if any(key.startswith(f"{source.id}/") for key in keys)):
        return True
    pieces = [flatten(piece) for piece in re.split(r"…|\.\.\.", claim)]
    entries = (book.entries[key].entry for key in keys)
    return any(stand_in_order(pieces, flatten(f"{entry.question}\n{entry.answer}")) for entry in entries)


def stand_in_order(pieces: list[str], text: str) -> bool:
    """Whether the pieces stand in the text one behind the other."""
    end = 0
    for piece in pieces:
        start = text.find(piece, end)
        if start < 0:
            return False
        end = start + len(piece)
    return True


def flatten(text: str) -> str:
    """`text` in lower case on one line, without bullets and typographic quotes, for comparing quotations."""
    text = re.sub(r"^[ \t]*[-*•]\s+", "", text, flags=re.M).translate(str.maketrans("’‘“”", "''\"\""))
    return " ".join(text.casefold().split())


def check_citations(answer: Answer, book: Book) -> Iterator[Problem]:
    """Every work cited is in references.bib, and a page cites at least one."""
    cited = False
    for text, place in passages(answer):
        for citation in markup.find_citations(text):
            cited = True
            if citation.key not in book.references:
                yield Problem(place(citation.start), f"content/references.bib has no '{citation.key}'; add it, once looked up")
        for match in BARE_CITATION.finditer(markup.prose(markup.CITATION.sub("", text))):
            yield Problem(place(0), f"'{match[0]}' stands outside brackets; write [{match[0]}]")
    if not cited:
        yield Problem(Place(answer.path, 1), "the page cites nothing; every claim of fact carries a citation [@key]")


def check_quotes(answer: Answer, evidence: Evidence) -> Iterator[Problem]:
    """Every quoted number is what its claim function returns, at the precision quoted."""
    for text, place in passages(answer):
        for quote in markup.find_quotes(text, answer.category):
            yield from check_quote(quote, place(quote.start), evidence)


def check_quote(quote: markup.Quote, place: Place, evidence: Evidence) -> Iterator[Problem]:
    """One quoted number is what its claim function returns."""
    number = evidence.number(quote)
    if number.error:
        yield Problem(place, f"claim:{quote.category}/{quote.call} cannot be computed ({number.error}); mend it")
    elif not agrees(quote.text, number.value):
        yield Problem(place, f"the text says {quote.text}, but {quote.call} is {display_value(number.value)}; correct one of them")


def check_code(answer: Answer, evidence: Evidence) -> Iterator[Problem]:
    """A Python block has at most 30 lines, runs, and is followed by a text block with exactly what it prints."""
    for section in answer.sections:
        for block in markup.find_blocks(section.text):
            if block.language not in {"python", "text"}:
                yield Problem(
                    at(answer, section, block.start), f"a block in '{block.language or 'no language'}'; use python, and text for its output"
                )
    if answer.section("In code").line and not any(b.language == "python" for b in markup.find_blocks(answer.section("In code").text)):
        yield Problem(at(answer, answer.section("In code"), 0), "'In code' holds no python block; write one or remove the heading")
    for block, output in find_pairs(answer):
        section = next(s for s in answer.sections if block in list(markup.find_blocks(s.text)))
        place = at(answer, section, block.start)
        lines = len(block.text.rstrip().splitlines())
        if lines > 30:
            yield Problem(place, f"the code has {lines} lines; 30 at most")
        outcome = evidence.outputs[block.text]
        if outcome.error:
            yield Problem(place, f"the code fails: {outcome.error}; mend it")
        elif output is None:
            yield Problem(place, "no ```text block with the output directly follows the code; add it")
        elif output.text.rstrip() != outcome.text.rstrip():
            yield Problem(place, f"the output shown is not what the code prints; it prints {outcome.text.rstrip()!r}")


def check_figures(answer: Answer, book: Book, evidence: Evidence) -> Iterator[Problem]:
    """A figure exists, draws, stands alone in its paragraph, and says in 40 characters or more what is to be seen."""
    for section in answer.sections:
        for name, alt, start in markup.find_figures(section.text):
            place = at(answer, section, start)
            outcome = evidence.figures.get((name, alt))
            if name not in book.figures:
                yield Problem(place, f"there is no content/figures/{name}.py; draw it")
            elif outcome and outcome.error:
                yield Problem(place, f"the figure '{name}' cannot be drawn: {outcome.error}; mend it")
            if len(alt) < 40 or re.search(r"[$`]", alt):
                yield Problem(
                    place, f"the alternative text of '{name}' is too short or holds markup; say in plain words what is to be seen"
                )
            if not re.search(rf"(?:\A|\n[ \t]*\n)!\[[^\]]*\]\(figure:{re.escape(name)}\)\s*(?:\n\s*\n|\Z)", section.text):
                yield Problem(place, f"the figure '{name}' shares its paragraph; put it alone between blank lines")


def check_formulas(answer: Answer) -> Iterator[Problem]:
    """Every formula is LaTeX that can be typeset, and no heading holds one."""
    for text, place in passages(answer):
        for tex, display, start in markup.find_formulas(text):
            yield from check_formula(tex, display, place(start))
        for match in re.finditer(r"^#{2,6} .*\$.*$", markup.prose(text), re.M):
            yield Problem(place(match.start()), "a heading holds mathematics; say it in words")


def check_formula(tex: str, display: bool, place: Place) -> Iterator[Problem]:
    """One formula can be typeset."""
    try:
        to_mathml(tex, display)
    except ValueError as error:
        yield Problem(place, f"the formula '{tex}' cannot be typeset ({error}); correct the LaTeX")


def check_links(answer: Answer, book: Book) -> Iterator[Problem]:
    """Links lead to pages of the site, relative to the file, or to a heading of the page; other works are cited."""
    anchors = {slugify(s.heading, "-") for s in answer.sections}
    anchors |= {slugify(m[1], "-") for s in answer.sections for m in re.finditer(r"^### +(.+)$", s.text, re.M)}
    for text, place in passages(answer):
        for target, start in markup.find_links(text):
            yield from check_link(target, place(start), anchors, answer, book)


def check_link(target: str, place: Place, anchors: set[str], answer: Answer, book: Book) -> Iterator[Problem]:
    """One link leads somewhere."""
    path, _, anchor = target.partition("#")
    if re.match(r"[a-z][a-z0-9+.-]*:|//", target, re.I):
        yield Problem(place, f"'{target}' leaves the site; cite the work from references.bib instead")
    elif not path and anchor not in anchors:
        yield Problem(place, f"the page has no heading '#{anchor}'; correct the link")
    elif path and not page_exists(posixpath.normpath(str(answer.page.parent / path)), book):
        yield Problem(place, f"'{target}' leads to no page; correct the link")


def page_exists(path: str, book: Book) -> bool:
    """Whether the site has a page of this path, written by hand or made from an answer."""
    return path.removeprefix("questions/").removesuffix(".md") in book.by_id or (Path(book.root) / "docs" / path).is_file()


def check_markup(answer: Answer) -> Iterator[Problem]:
    """No raw HTML, emoji shortcode, task list or dollar sign that opens no formula."""
    for section in answer.sections:
        text = markup.plain(section.text)
        for pattern, what in (
            (markup.RAW_HTML, "raw HTML; write Markdown"),
            (re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])"), "an emoji shortcode; use words"),
            (re.compile(r"^[ \t]*[-*] \[[ xX]\] ", re.M), "a task list; use a plain list"),
            (re.compile(r"(?<!\\)\$"), "a dollar sign that opens no formula; write \\$"),
            (re.compile(r"\]\[[^\]]*\]"), "a reference-style link; write [words](target)"),
        ):
            for match in pattern.finditer(text):
                yield Problem(at(answer, section, match.start()), f"{match[0].strip()!r} is {what}")
