"""The command line: checks the content, writes the pages, parses any list, holds it against the answers, begins new answers."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from answers import SKELETON
from book import SLUG, read_book, read_handwritten, read_list, read_scripts
from check import check_book
from compute import Evidence, Tell, gather_evidence
from cover import Finding, cover
from draft import draft
from experiments import render_downloads
from model import Book, Entry, Note, ParsedList, Problem, Unusable
from pages import render_pages
from parse import parse_list
from pieces import plural
from shown import escape_controls, render_html, render_records, render_text, summarise, tell_language
from write import replace_file, replace_pages, write_new

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns 0: done, 1: problems in the content, 2: the call or its input cannot be used."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = read_arguments(arguments)
    try:
        return int(options.run(options))
    except Unusable as error:
        print(f"qa.py: {error}", file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 2


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the call; argparse ends an unusable one with exit code 2."""
    parser = argparse.ArgumentParser(prog="qa.py", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder that holds content/ (default: this project)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="list every problem of the content")
    check.set_defaults(run=run_check)

    build = commands.add_parser("build", help="write the Markdown pages into a folder")
    build.add_argument("folder", type=Path, metavar="DIR")
    build.add_argument("--source", action="append", default=[], metavar="ID=FILE", help="read the list ID from FILE")
    build.set_defaults(run=run_build)

    parse = commands.add_parser("parse", help="print the entries of any list of questions")
    parse.add_argument("file", type=Path, metavar="FILE")
    parse.add_argument("--json", action="store_true", help="as a JSON array")
    parse.add_argument("--report", action="store_true", help="also say, on standard error, what was repaired and left out")
    parse.set_defaults(run=run_parse)

    covers = commands.add_parser("cover", help="say which questions of any list are answered here")
    covers.add_argument("file", type=Path, metavar="FILE")
    covers.add_argument("--json", action="store_true", help="as a JSON array")
    covers.add_argument("--html", type=Path, metavar="FILE", help="also write a page of its own")
    covers.add_argument("--site", default=os.environ.get("SITE_URL", ""), metavar="ADDRESS", help="where the pages are (default: SITE_URL)")
    covers.set_defaults(run=run_cover)

    drafts = commands.add_parser("draft", help="begin an answer for each question of any list that has none")
    drafts.add_argument("file", type=Path, metavar="FILE")
    drafts.add_argument("folder", type=Path, metavar="DIR", help="gets DIR/<category>/<slug>.md; no file in it is overwritten")
    drafts.set_defaults(run=run_draft)

    new = commands.add_parser("new", help="begin an answer that check rejects until it is finished")
    new.add_argument("page", metavar="CATEGORY/SLUG")
    new.add_argument("--asks", action="append", default=[], metavar="KEY", help="an entry that it answers, such as top-100/33")
    new.set_defaults(run=run_new)
    return parser.parse_args(arguments)


def tell(message: str) -> None:
    print(f"  {message} …", file=sys.stderr, flush=True)


def quiet(message: str) -> None:
    """Says nothing: `check` is silent where nothing is wrong."""


def run_check(options: argparse.Namespace) -> int:
    """Lists the problems; silent if there are none."""
    book = read_book(options.root)
    return report(check_book(book, gather(book, options.root, tell if sys.stderr.isatty() else quiet)), options.root)


def gather(book: Book, root: Path, say: Tell = tell) -> Evidence:
    return gather_evidence(book, root / ".cache", say)


def report(problems: list[Problem], root: Path) -> int:
    """Prints the problems with their paths as seen from here, and their number; returns the exit code."""
    here = os.path.relpath(root)
    for problem in problems:
        print(problem if here == "." else f"{here}/{problem}", file=sys.stderr)
    if problems:
        print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}", file=sys.stderr)
    return 1 if problems else 0


def run_build(options: argparse.Namespace) -> int:
    """Writes the pages, unless the content has problems."""
    book = read_book(options.root, dict(read_replacement(text) for text in options.source))
    evidence = gather(book, options.root)
    if report(check_book(book, evidence), options.root):
        return 1
    pages = render_pages(book, evidence, read_handwritten(options.root))
    notebooks = {notebook.page: notebook.text.encode() for notebook in book.notebooks}
    replace_pages(
        options.folder, {path: text.encode() for path, text in pages.items()} | notebooks | render_downloads(book, read_scripts())
    )
    print(f"{len(pages)} pages in {options.folder}")
    return 0


def read_replacement(text: str) -> tuple[str, Path]:
    """`ID=FILE` as a pair."""
    id, equals, file = text.partition("=")
    if not (id and equals and file):
        raise Unusable(f"--source {text}: write ID=FILE, for example top-100=list.txt")
    return id, Path(file)


def run_parse(options: argparse.Namespace) -> int:
    """Prints a list's entries."""
    parsed = read_entries(options.file)
    if options.json:
        print(json.dumps([entry.__dict__ for entry in parsed.entries], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(map(show_entry, parsed.entries)))
    if options.report:
        for note in parsed.notes:
            print(f"{options.file}:{note.line}: {show_note(note)}", file=sys.stderr)
    return 0


def read_entries(file: Path) -> ParsedList:
    """The entries of any list; there is at least one."""
    parsed = parse_list(read_list(file))
    if not parsed.entries:
        raise Unusable(f"{file}: no question found in it; is it a list of questions?")
    return parsed


def show_entry(entry: Entry) -> str:
    """An entry as plain text."""
    head = f"{entry.number + '. ' if entry.number else ''}{entry.question}"
    return f"{head}\n{entry.answer}" if entry.answer else head


def show_note(note: Note) -> str:
    """A line of the report."""
    change = f"{note.before!r} → {note.after!r}" if note.after else repr(note.before)
    return f"{note.kind} ({note.reason}): {change}"


def run_cover(options: argparse.Namespace) -> int:
    """Prints which questions of a list are answered, and by which page."""
    findings, book = find_answers(options.file, options.root)
    if options.html:
        replace_file(options.html, render_html(findings, book.categories, options.file.name, web_address(options.site)))
    if options.json:
        print(escape_controls(json.dumps(render_records(findings), ensure_ascii=False, indent=2)))
    else:
        print(render_text(findings, book.categories, shutil.get_terminal_size((120, 24)).columns))
    return 0


def find_answers(file: Path, root: Path) -> tuple[list[Finding], Book]:
    """What is found of a list's questions in the book; says so if some are in another language."""
    parsed = read_entries(file)
    book = read_book(root)
    findings = cover(parsed.entries, book)
    if note := tell_language(findings):
        print(f"{file}: {note}", file=sys.stderr)
    return findings, book


def web_address(site: str) -> str:
    """The address of a site, unless it is none that a link may lead to."""
    if site and not re.match(r"(?:https?|file)://[^\s\"'<>]+$|[\w./~-]+$", site):
        raise Unusable(f"--site {site}: write an address, for example https://example.org/interviews/")
    return site


def run_draft(options: argparse.Namespace) -> int:
    """Writes an answer file to fill in for each question without an answer; files that are there stay as they are."""
    findings, book = find_answers(options.file, options.root)
    written = kept = 0
    for path, text in draft(findings, book, str(options.file)):
        new = write_draft(options.folder / path, text)
        written, kept = written + new, kept + (not new)
    print(f"{summarise(findings)} {plural(written, 'draft')} in {options.folder}" + (f", {kept:,} there already" if kept else ""))
    return 0


def write_draft(path: Path, text: str) -> bool:
    """Writes a file unless it is there; whether it was written."""
    if path.exists() or path.is_symlink():
        return False
    write_new(path, text)
    return True


def run_new(options: argparse.Namespace) -> int:
    """Writes the skeleton of an answer."""
    book = read_book(options.root)
    category, _, slug = options.page.partition("/")
    if category not in {known.id for known in book.categories}:
        raise Unusable(f"'{category}' is no category; use one of {', '.join(known.id for known in book.categories)}")
    if not SLUG.fullmatch(slug):
        raise Unusable(f"'{slug}' is no slug; use lower-case words joined by hyphens")
    for key in options.asks:
        if key not in book.entries:
            raise Unusable(f"no list has an entry '{key}'")
        if key in book.answered:
            raise Unusable(f"'{key}' is already answered by {book.answered[key].path}")
    path = options.root / "content" / "answers" / category / f"{slug}.md"
    write_new(path, SKELETON.format(asks=", ".join(options.asks), corrections=skeleton_corrections(options.asks)))
    print(path)
    return 0


def skeleton_corrections(keys: Sequence[str]) -> str:
    """The corrections of a skeleton: one for each entry, to be filled in."""
    lines = [f'  - entries: [{key}]\n    verdict: ""\n    claim: ""\n    truth: ""\n    evidence: ""' for key in keys]
    return "\n" + "\n".join(lines) if lines else " []"


if __name__ == "__main__":
    sys.exit(main())
