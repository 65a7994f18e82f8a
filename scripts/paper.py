"""Turns the book on one page, `print.html` of a built site, into a PDF with bookmarks, page numbers and a contents table that names them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pikepdf
from playwright.sync_api import Page, sync_playwright

from downloads import PRINT

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
MINUTES = 10 * 60_000
# A link to a page that is not in the book leads to the site, if its address is known; paper has nowhere else to lead.
LOOSEN_LINKS = """site => {
  for (const link of document.querySelectorAll("a[href]")) {
    const target = link.getAttribute("href");
    if (/^(#|[a-z][a-z+.-]*:)/i.test(target)) continue;
    if (site) link.setAttribute("href", new URL(target, site).href);
    else link.replaceWith(...link.childNodes);
  }
}"""
FILL_LEAVES = """numbers => {
  for (const leaf of document.querySelectorAll(".qa-leaf")) leaf.textContent = numbers ? numbers[leaf.dataset.target] ?? "" : "000";
}"""

READ_HEADINGS = (
    """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(heading => heading.textContent.trim().replace(/\\s+/g, " "))"""
)


def print_book(site: Path, chromium: str, paper: str, address: str) -> bytes:
    """The book of the `site` folder as PDF on `paper` (A4 or Letter), printed by the browser at the path `chromium`.

    The first printing tells on which page each question begins; those after it are repeated until they agree.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page()
        page.set_default_timeout(MINUTES)
        page.goto((site / PRINT).resolve().as_uri())
        page.evaluate("document.fonts.ready")
        page.evaluate(LOOSEN_LINKS, address)
        page.evaluate(FILL_LEAVES, None)
        page.evaluate(FILL_LEAVES, find_pages(print_page(page, paper)))
        headings = page.evaluate(READ_HEADINGS)
        printed = agree(lambda: tidy(print_page(page, paper), headings))
        browser.close()
    return printed


def agree(make: Callable[[], bytes]) -> bytes:
    """What two runs of `make` in a row agree on: Chromium now and then sets a raised number half a pixel off. The last of six runs, if none do."""
    last = make()
    for _ in range(5):
        before, last = last, make()
        if last == before:
            break
    return last


def print_page(page: Page, paper: str) -> bytes:
    return page.pdf(format=paper, print_background=True, outline=True, tagged=True)


def find_pages(printed: bytes) -> Mapping[str, str]:
    """The number of the page on which each anchor of a PDF stands."""
    with pikepdf.open(io.BytesIO(printed)) as document:
        numbers = {str(page.objgen): str(number) for number, page in enumerate(document.pages, start=1)}
        return {name.removeprefix("/"): numbers[str(place[0].objgen)] for name, place in document.Root.Dests.items()}


def tidy(printed: bytes, headings: Sequence[str]) -> bytes:
    """The PDF in a third of its size, with its title, without the time of printing, and with the bookmarks named as the `headings` are.

    The same bytes for the same book.
    """
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as document:
        name_bookmarks(document, headings)
        number_cells(document)
        del document.docinfo
        document.docinfo["/Title"] = "Deep Learning Interviews, Corrected"
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return target.getvalue()


def name_bookmarks(document: pikepdf.Pdf, headings: Sequence[str]) -> None:
    """Gives every bookmark its heading's words: where a heading runs over two lines, Chromium joins the words at the line's end.

    Raises ValueError if the bookmarks are not those of the headings, in their order.
    """
    bookmarks = list(walk_bookmarks(document.Root.Outlines))
    if [squeeze(str(mark.Title)) for mark in bookmarks] != [squeeze(heading) for heading in headings]:
        raise ValueError("the PDF's bookmarks are not the headings of the book; look at name_bookmarks in scripts/paper.py")
    for mark, heading in zip(bookmarks, headings, strict=True):
        mark.Title = pikepdf.String(heading)


def number_cells(document: pikepdf.Pdf) -> None:
    """Numbers the header cells of tables from 1: Chromium names them by what it had made before, which is not the same each time."""
    elements = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"]
    found = sorted({str(element.ID) for element in elements if "/ID" in element})
    names = {old: f"cell{number:08}" for number, old in enumerate(found, start=1)}  # in the same order, by which they are sought
    for element in elements:
        if "/ID" in element:
            element.ID = pikepdf.String(names[str(element.ID)])
        for attribute in list_attributes(element):
            if "/Headers" in attribute:
                attribute.Headers = pikepdf.Array([pikepdf.String(names[str(header)]) for header in attribute.Headers.as_list()])
    if "/IDTree" in document.Root.StructTreeRoot:
        rename_tree(document.Root.StructTreeRoot.IDTree, names)


def list_attributes(element: pikepdf.Dictionary) -> list[pikepdf.Object]:
    """The attributes of an element: none, one, or a list of them."""
    found = element.get("/A")
    attributes = found.as_list() if isinstance(found, pikepdf.Array) else [found]
    return [attribute for attribute in attributes if isinstance(attribute, pikepdf.Dictionary)]


def rename_tree(node: pikepdf.Object, names: Mapping[str, str]) -> None:
    """Gives the keys of a tree of names, and the first and last below each node, their new names."""
    for key in ("/Limits", "/Names"):
        items = node.get(key, pikepdf.Array())
        for place in range(0, len(items), 1 if key == "/Limits" else 2):
            items[place] = pikepdf.String(names[str(items[place])])
    for kid in node.get("/Kids", pikepdf.Array()).as_list():
        rename_tree(kid, names)


def squeeze(title: str) -> str:
    """A title without what setting it in type may change: spaces and case."""
    return "".join(title.casefold().split())


def walk_bookmarks(parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The bookmarks below `parent` in the order in which a reader shows them."""
    mark = parent.get("/First")
    while mark is not None:
        yield mark
        yield from walk_bookmarks(mark)
        mark = mark.get("/Next")
