"""Binds the rendered pages of the questions into one page for paper: the whole book, with a table of contents."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import escape

from cards import address
from model import Answer, Book
from pieces import plural
from sheets import frame

PLACE = "{{ book }}"
TITLE = "Deep Learning Interviews, Corrected"


def bind_book(book: Book, pages: Mapping[str, bytes]) -> Iterator[str]:
    """The book as one HTML page, piece by piece, from the content of the questions' `pages`, in UTF-8, by their addresses on the site."""
    names = {address(answer): name_of(answer) for answer in book.answers}
    head, foot = frame("The whole book", PLACE, "", "qa-book").split(PLACE)
    yield f"{head}{render_title(book)}\n{render_contents(book)}\n"
    for category in book.categories:
        answers = [answer for answer in book.answers if answer.category == category.id and address(answer) in pages]
        if answers:
            opening = f'<h1 id="{category.id}">{escape(category.title)}</h1>\n<p class="qa-print-lead">{escape(category.description)}</p>'
            yield f'<section class="qa-print-chapter">\n{opening}\n'
            for answer in answers:
                yield f'<article class="qa-print-page">\n{adapt(pages[address(answer)].decode(), address(answer), names)}\n</article>\n'
            yield "</section>\n"
    yield foot


def name_of(answer: Answer) -> str:
    """The anchor of a question in the book, which also begins those of its parts."""
    return f"{answer.category}-{answer.slug}"


def render_title(book: Book) -> str:
    corrections = sum(correction.verdict != "sound" for answer in book.answers for correction in answer.corrections)
    counts = f"{plural(len(book.answers), 'question')}, {plural(corrections, 'corrected claim')}"
    return (
        f'<p class="qa-print-bar"><a href="index.html">The site</a> · <a href="downloads.html">All downloads</a></p>\n'
        f'<header class="qa-print-title">\n<h1>{TITLE}</h1>\n'
        "<p>The interview questions that everybody copies, with answers that hold, and every mistake of the lists put right beside its evidence.</p>\n"
        f'<p class="qa-print-meta">{counts}</p>\n<p class="qa-print-meta">Text and pictures under CC BY 4.0, code under the MIT licence.</p>\n</header>'
    )


def render_contents(book: Book) -> str:
    """The table of contents; each line has a place for the number of its page, which only a PDF has."""
    items = []
    for category in book.categories:
        answers = [answer for answer in book.answers if answer.category == category.id]
        lines = "".join(f"<li>{contents_line(answer.question, name_of(answer))}</li>\n" for answer in answers)
        if answers:
            items.append(f"<li>{contents_line(category.title, category.id)}\n<ol>\n{lines}</ol></li>")
    return (
        '<nav class="qa-print-contents" aria-labelledby="contents">\n<h1 id="contents">Contents</h1>\n<ol>\n'
        + "\n".join(items)
        + "\n</ol>\n</nav>"
    )


def contents_line(title: str, anchor: str) -> str:
    return f'<p class="qa-print-line"><a href="#{anchor}">{escape(title)}</a><span class="qa-leaf" data-target="{anchor}"></span></p>'


# One question

HEADERLINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
HEADING = re.compile(r"(</?h)([1-5])\b")
FOLD = re.compile(r"<details\b(?![^>]*\sopen\b)")
ANCHOR = re.compile(r"""(?P<key>\s(?:id|for|aria-labelledby|aria-describedby|aria-controls)=)"(?P<value>[^"]+)\"""")
REFERENCE = re.compile(r"""(?P<before>\s(?:xlink:)?href=")(?P<link>[^"]*)\"""")
FUNCTION = re.compile(r"url\(#(?P<id>[^)]+)\)")


def adapt(page: str, path: str, names: Mapping[str, str]) -> str:
    """The content of the page at `path` as a part of the book: folds open, headings one level down, anchors its own.

    `names` are the anchors of the questions in the book by their addresses; links to other pages lead from the site's root.
    """
    own = names[path]
    page = FOLD.sub("<details open", HEADERLINK.sub("", page))
    page = HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", page)
    page = ANCHOR.sub(lambda match: f'{match["key"]}"{" ".join(f"{own}--{id}" for id in match["value"].split())}"', page)
    page = FUNCTION.sub(lambda match: f"url(#{own}--{match['id']})", page)
    page = REFERENCE.sub(lambda match: f'{match["before"]}{lead(match["link"], path, names)}"', page)
    return re.sub(r"<h2\b[^>]*>", f'<h2 id="{own}">', page, count=1)


def lead(link: str, path: str, names: Mapping[str, str]) -> str:
    """Where a link of the page at `path` leads from within the book."""
    if re.match(r"[a-z][a-z+.-]*:|//", link, re.IGNORECASE):
        return link
    target, _, anchor = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    if target in names:
        return f"#{names[target]}--{anchor}" if anchor else f"#{names[target]}"
    return f"{target}#{anchor}" if anchor else target
