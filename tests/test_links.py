"""Every link and anchor of the built site leads somewhere, whatever kind of file it stands in, and those to other hosts are well-formed."""

import re
from collections import Counter

import pytest
from linked import Link, find_broken, find_twins, outside, read_built, resolve

from addresses import find_faults
from write import read_tree

PAGE = '<html><body id="top"><a name="old"></a>{}</body></html>'
KINDS = {  # where links stand on the site; a kind that is no longer found is no longer checked
    "a href", "link href", "script src", "use href", "path clip-path", "label for", "input form", "nav aria-labelledby",
    "data url", "data item", "url", "related", "question_id", "column url", "src", "start_url", "link", "path", "url()",
    "kept", "found by search", "div data-question", "span data-questions", "div data-path", "span data-target",
}  # fmt: skip


@pytest.fixture(scope="module")
def built(site):
    return read_built(read_tree(site))


def test_every_link_and_anchor_leads_somewhere(built):
    assert list(find_broken(built)) == []


def test_no_id_and_no_path_is_there_twice(built):
    assert list(find_twins(built)) == []


def test_links_are_found_in_all_places_where_the_site_has_some(built):
    assert KINDS - {link.where for link in built.links} == set()
    files = Counter(link.path for link in built.links)
    others = {"404.html", "sw.js", "manifest.webmanifest", "llms.txt", "llms-full.txt", "questions.json", "questions.csv", "_headers"}
    assert others - set(files) == set()
    pages = {path for path in built.files if path.endswith(".html")}
    assert {path for path in pages if not files[path]} == set()


def test_addresses_of_other_hosts_are_well_formed(built):
    faults = [(address, fault, files[0]) for address, files in outside(built).items() for fault in find_faults(address)]
    assert faults == []
    assert len(outside(built)) > 300


# ------------------------------------------------------------------ the reader of links itself


def broken(files, home=""):
    texts = {path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()}
    return [re.sub(r"^.*: ", "", fault) for fault in find_broken(read_built(texts, home))]


BROKEN = [
    ("a.html", PAGE.format('<a href="gone.html">'), "no such file"),
    ("a.html", PAGE.format('<a href="#gone">'), "no such anchor"),
    ("a.html", PAGE.format('<a href="B.html">'), "written otherwise"),
    ("a.html", PAGE.format('<a href="folder/">'), "name its index.html"),
    ("a.html", PAGE.format('<a href="folder">'), "name its index.html"),
    ("a.html", PAGE.format('<a href="..">'), "no such file"),
    ("a.html", PAGE.format('<img srcset="b.html 1x, gone.png 2x">'), "no such file"),
    ("a.html", PAGE.format('<video poster="gone.png">'), "no such file"),
    ("a.html", PAGE.format('<svg><use href="#gone"/></svg>'), "no such anchor"),
    ("a.html", PAGE.format('<svg><use xlink:href="#gone"/></svg>'), "no such anchor"),
    ("a.html", PAGE.format('<svg><path fill="url(#gone)"/></svg>'), "no such anchor"),
    ("a.html", PAGE.format('<label for="gone">'), "no such anchor"),
    ("a.html", PAGE.format('<nav aria-labelledby="top gone">'), "no such anchor"),
    ("a.html", PAGE.format('<div data-question="training/gone">'), "no such file"),
    ("a.html", PAGE.format('<script type="application/ld+json">{"url": "gone.html"}</script>'), "no such file"),
    ("a.html", PAGE.format("<style>a{background:url(gone.png)}</style>"), "no such file"),
    ("a.css", "a{background:url('gone.png')}", "no such file"),
    ("a.svg", '<svg><a href="gone.html"/></svg>', "no such file"),
    ("manifest.webmanifest", '{"icons": [{"src": "gone.png"}]}', "no such file"),
    ("llms.txt", "- [Gone](gone.html): a page", "no such file"),
    ("questions.json", '[{"url": "gone.html"}]', "no such file"),
    ("questions.json", '[{"related": ["training/gone"]}]', "no such file"),
    ("questions.csv", "number,url\n1,gone.html\n", "no such file"),
    ("a.ipynb", '{"cells": [{"cell_type": "markdown", "source": ["[x](gone.html)"]}]}', "no such file"),
    ("_headers", "/*\n  A: b\n\n/gone.js\n  A: b\n", "no such file"),
    ("sw.js", 'const BUILD = {"files": {"gone.html": "0"}, "first": []};', "no such file"),
    ("index.js", 'self.qaIndex = {"pages": [["b.html", "", "", 1, [], [["Gone", "", ""]]]]};', "no such anchor"),
]


@pytest.mark.parametrize(("path", "text", "fault"), BROKEN, ids=[f"{path} {text[-60:]}" for path, text, _ in BROKEN])
def test_a_broken_link_is_seen(path, text, fault):
    others = {"b.html": PAGE.format(""), "folder/index.html": PAGE.format("")}
    (found,) = broken({path: text, **others})
    assert fault in found


def test_what_leads_somewhere_is_passed():
    links = '<a href="b.html#top"><a href="#old"><a href="%62.html"><a href="/b.html?x#top"><a href="./a.html"><a href="mailto:a@b.c"><a href="#">'
    assert broken({"a.html": PAGE.format(links), "b.html": PAGE.format("")}) == []


def test_links_of_a_site_with_an_address_are_its_own():
    home = "https://example.org/book/"
    files = {
        "index.html": PAGE.format(
            f'<a href="{home}"><a href="{home}gone.html"><a href="/book/index.html"><a href="https://example.org/booking">'
        )
    }
    assert broken(files, home) == ["no such file"]
    assert list(outside(read_built({path: text.encode() for path, text in files.items()}, home))) == ["https://example.org/booking"]


def test_ids_and_paths_that_are_there_twice_are_seen():
    files = {"a.html": b'<p id="x"></p><p id="x"></p>', "A.html": b""}
    assert len(list(find_twins(read_built(files)))) == 3


def test_a_place_below_the_top_is_found_from_any_depth():
    assert resolve(Link("a/b/c.html", "a href", "../../d.html#e%20f"), "") == ("d.html", "e f")
    assert resolve(Link("a/c.html", "a href", "?q=1"), "") == ("a/c.html", "")
