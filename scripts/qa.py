"""The command line: checks the content, writes the pages, packs the site, parses lists and holds them against the answers, begins answers."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from answers import SKELETON
from book import SLUG, read_asset_files, read_assets, read_book, read_handwritten, read_list, read_scripts
from check import check_book
from compress import compress_files, is_compressed
from compute import Evidence, Tell, gather_evidence
from cover import Finding, cover
from downloads import PDF, PRINT, fill_downloads, rename_hash
from draft import draft
from experiments import pack, render_downloads
from export import render_exports
from history import read_clock, read_dates
from model import Book, Entry, Note, ParsedList, Problem, Unusable
from offline import render_archive
from pages import NAVIGATION, render_pages, render_plan
from parse import parse_list
from pieces import plural
from publish import publish
from releases import make_release, write_record
from sheets import dress_sheets
from shown import escape_controls, render_html, render_records, render_text, summarise, tell_language
from write import put_in_place, read_sizes, read_tree, remove_files, replace_pages, write_file, write_new

ROOT = Path(__file__).resolve().parent.parent
VERSION = re.compile(r"\d+(\.\d+)+")


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

    zip = commands.add_parser("zip", help="pack the built site into one file that opens from disk")
    zip.add_argument("site", type=Path, metavar="SITE")
    zip.add_argument("file", type=Path, metavar="FILE")
    zip.set_defaults(run=run_zip)

    swap = commands.add_parser("swap", help="let a folder that is finished take the place of another in one step")
    swap.add_argument("new", type=Path, metavar="NEW")
    swap.add_argument("folder", type=Path, metavar="FOLDER")
    swap.set_defaults(run=run_swap)

    compressed = commands.add_parser("compress", help="write beside the files of a built site their compressed forms")
    compressed.add_argument("site", type=Path, metavar="SITE")
    compressed.set_defaults(run=run_compress)

    published = commands.add_parser("publish", help="make a built site the one that nginx serves; deploy/README.md says how")
    published.add_argument("site", type=Path, metavar="SITE")
    published.add_argument("folder", type=Path, metavar="ROOT", help="the folder of all releases, such as /srv/interviews")
    published.add_argument("--reload", default="", metavar="COMMAND", help="how nginx is told of new headers: 'systemctl reload nginx'")
    published.set_defaults(run=run_publish)

    export = commands.add_parser("export", help="write the data, the Anki deck and the sheets for paper into a folder")
    export.add_argument("folder", type=Path, metavar="DIR")
    export.set_defaults(run=run_export)

    pdf = commands.add_parser("pdf", help="print the book of a built site as PDF, into that site")
    pdf.add_argument("site", type=Path, metavar="SITE")
    pdf.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    pdf.add_argument("--chromium", default="chromium", metavar="PATH", help="the browser that prints (default: chromium)")
    pdf.set_defaults(run=run_pdf)

    downloads = commands.add_parser("downloads", help="show on a built site's page of downloads what has been put beside it")
    downloads.add_argument("site", type=Path, metavar="SITE")
    downloads.set_defaults(run=run_downloads)

    release = commands.add_parser("release", help="record the flashcards as they are now, as a release of the deck")
    release.add_argument("version", metavar="VERSION")
    release.set_defaults(run=run_release)

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
    exports = gather_exports(book, evidence, options.root) | render_downloads(book, read_scripts())
    others = {NAVIGATION: render_plan(book).encode()} | read_asset_files(options.root)
    replace_pages(options.folder, {path: text.encode() for path, text in pages.items()} | notebooks | exports | others)
    print(f"{len(pages)} pages in {options.folder}")
    return 0


def gather_exports(book: Book, evidence: Evidence, root: Path) -> dict[str, bytes]:
    """All that can be taken away, its links leading to the address in SITE_URL."""
    return render_exports(book, evidence, site_address(), read_dates(root), read_clock(root))


def site_address() -> str:
    """The site's address with a slash at its end; empty if it is not known."""
    site = os.environ.get("SITE_URL", "").rstrip("/")
    return f"{site}/" if site else ""


def run_export(options: argparse.Namespace) -> int:
    """Writes data, deck and sheets with what the sheets need to look right, unless the content has problems."""
    book = read_book(options.root)
    evidence = gather(book, options.root)
    if report(check_book(book, evidence), options.root):
        return 1
    exports = gather_exports(book, evidence, options.root)
    replace_pages(options.folder, exports | dress_sheets(exports, read_assets()))
    print(f"{len(exports)} files in {options.folder}")
    return 0


def run_pdf(options: argparse.Namespace) -> int:
    """Prints the book and puts it on the page of downloads."""
    if not (options.site / PRINT).is_file():
        raise Unusable(f"{options.site}: holds no {PRINT}; build the site first")
    try:
        from paper import print_book
    except ModuleNotFoundError as error:
        raise Unusable(f"the package {error.name} is missing, which printing needs; install requirements-dev.txt") from None
    chromium = shutil.which(options.chromium)
    if chromium is None:
        raise Unusable(f"{options.chromium}: no such browser; name a Chromium with --chromium")
    write_file(options.site / PDF, print_book(options.site, chromium, options.paper, site_address()))
    return run_downloads(options)


def run_downloads(options: argparse.Namespace) -> int:
    """Fills in the sizes of the files of a built site, and tells its service worker, which keeps only what it knows by its hash."""
    path, worker = options.site / "downloads.html", options.site / "sw.js"
    if not path.is_file():
        raise Unusable(f"{path}: no such file; build the site first")
    before = path.read_bytes()
    after = fill_downloads(before.decode(), read_sizes(options.site)).encode()
    write_file(path, after)
    if worker.is_file():
        write_file(worker, rename_hash(worker.read_text(encoding="utf-8"), before, after).encode())
    return 0


def run_release(options: argparse.Namespace) -> int:
    """Records a release."""
    if not VERSION.fullmatch(options.version):
        raise Unusable(f"'{options.version}' is no version; write numbers between full stops, such as 2026.11")
    book = read_book(options.root)
    release = make_release(book, options.version, int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))
    path = options.root / "content" / "releases" / f"{options.version}.json"
    write_file(path, write_record(release).encode())
    print(f"{path}: {release.new} new, {release.changed} changed, {release.removed} removed")
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


def run_zip(options: argparse.Namespace) -> int:
    """Packs a built site."""
    files = read_tree(options.site)
    if "index.html" not in files:
        raise Unusable(f"{options.site}: no index.html in it; name the folder of the built site")
    inside = render_archive(files, "Deep Learning Interviews, Corrected")
    try:
        options.file.write_bytes(pack(inside))
    except OSError as error:
        raise Unusable(f"{options.file}: cannot be written ({error.strerror or error}); choose another place") from None
    print(f"{len(inside)} files in {options.file}, {options.file.stat().st_size / 1e6:.1f} MB")
    return 0


def run_swap(options: argparse.Namespace) -> int:
    """Puts a finished folder in the place of the last one."""
    put_in_place(options.new, options.folder)
    return 0


def run_compress(options: argparse.Namespace) -> int:
    """Writes the compressed forms of a built site's files, and removes those of files that are no more."""
    files = read_tree(options.site)
    made = compress_files({path: data for path, data in files.items() if not is_compressed(path)}, options.root / ".cache" / "compressed")
    for path, data in made.items():
        if files.get(path) != data:
            write_file(options.site / path, data)
    remove_files(options.site, (path for path in files if is_compressed(path) and path not in made))
    return 0


def run_publish(options: argparse.Namespace) -> int:
    """Publishes a built site, for the server to read whoever it works as, and prints the release's name."""
    os.umask(0o022)
    print(publish(options.site, options.folder, options.root / ".cache" / "compressed", lambda: reload(options.reload)))
    return 0


def reload(command: str) -> None:
    """Lets nginx read its configuration anew, and waits for its old processes to take no more requests."""
    if not command:
        raise Unusable("the release has new headers; reload nginx and say the same again, or say how with --reload")
    try:
        subprocess.run(shlex.split(command), check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unusable(f"--reload: {error}; the last release stays, since nginx would answer the new one with other headers") from None
    time.sleep(2)


def run_cover(options: argparse.Namespace) -> int:
    """Prints which questions of a list are answered, and by which page."""
    findings, book = find_answers(options.file, options.root)
    if options.html:
        write_file(options.html, render_html(findings, book.categories, options.file.name, web_address(options.site)).encode())
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
