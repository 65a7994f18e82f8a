"""What is done to the built site: the search is led to its own index, unused files go, landmarks have names."""

import json

import pytest

from finish import keep_slim, keep_standard, lead_search, lift_drawings, name_landmarks, put_back_drawings, remove_unused, write_search
from kept import keep
from search import Findable
from slim import find_names


def test_the_index_is_one_file_and_what_every_page_loads_is_a_stub(tmp_path):
    stub = tmp_path / "search" / "search_index.json"
    stub.parent.mkdir()
    stub.write_text(json.dumps({"config": {"separator": " ", "lang": ["en"]}, "docs": [{"location": "a.html", "title": "A", "text": "x"}]}))
    write_search(tmp_path, [Findable("a.html", "A", "", 1.0)])
    config = json.loads(stub.read_text())["config"]
    assert json.loads(stub.read_text())["docs"] == []
    assert (tmp_path / config["index"]).read_text().startswith("self.qaIndex = ")


def test_a_page_names_the_search_of_the_site():
    page = '{"search": "../assets/javascripts/workers/search.a7633da7.min.js"}'
    assert lead_search(page) == '{"search": "../assets/js/search.js"}'


def test_a_search_worker_that_the_theme_names_otherwise_is_an_error():
    with pytest.raises(ValueError, match="search worker"):
        lead_search('{"search": "worker.js"}')


def test_a_theme_that_changed_is_an_error():
    with pytest.raises(ValueError, match="theme has changed"):
        name_landmarks("<html></html>")


BOXES = "".join(
    f'<input class="md-toggle" data-md-toggle="{name}" type="checkbox" id="__{name}" autocomplete="off">\n' for name in ("drawer", "search")
)


def test_what_the_theme_writes_against_the_standard_is_mended():
    page = keep_standard(f'<body>\n{BOXES}<label for="__toc">Contents</label><label for="__nav_1" tabindex="">Study</label>')
    assert "tabindex" not in page
    assert "__toc" not in page
    assert page.count('<form id="__toggles" autocomplete="off"></form>') == 1
    assert page.count('form="__toggles"') == 2
    assert page.count("autocomplete") == 1


def test_a_label_keeps_the_box_that_is_there():
    assert keep_standard(f'{BOXES}<input id="__toc"><label for="__toc">Contents</label>').endswith('<label for="__toc">Contents</label>')


def test_boxes_that_the_theme_writes_otherwise_are_an_error():
    with pytest.raises(ValueError, match="boxes"):
        keep_standard('<input class="md-toggle" type="checkbox" id="__drawer">')


def test_maps_and_the_themes_own_search_go(tmp_path):
    for name in (
        "assets/javascripts/lunr/min/lunr.de.min.js",
        "assets/javascripts/workers/search.0.min.js",
        "assets/a.js",
        "assets/a.js.map",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    remove_unused(tmp_path)
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["a.js"]


def test_slim_sheets_are_kept_until_a_sheet_or_a_name_changes(tmp_path):
    slim = keep_slim(tmp_path / "styles")
    names = find_names(["<p class=a data-x=y>"], [], [])
    groups = {"all": ["p{top:0}b{top:0}"]}
    assert slim(groups, names) == {"all": "p{top:0}"}
    (kept,) = (tmp_path / "styles").iterdir()
    keep(kept, b'{"all": "kept"}')
    assert slim(groups, names) == {"all": "kept"}
    assert slim(groups, find_names(["<p><b>"], [], [])) == {"all": "p{top:0}b{top:0}"}
    assert slim({"all": ["p{top:1px}"]}, names) == {"all": "p{top:1px}"}
    assert len(list((tmp_path / "styles").iterdir())) == 1


ONE, TWO = '<svg role="img" aria-label="*One*"><path d="M0 0"/></svg>', '<svg class="x" role="img"><g>\n\n</g></svg>'


def test_drawings_do_not_go_through_markdown_and_come_back_as_they_were():
    text = f'# A\n\n<div class="qa-figure">\n{ONE}\n</div>\n\nBetween <svg></svg>.\n\n<div>\n{TWO}\n</div>\n'
    lean, drawings = lift_drawings(text)
    assert drawings == [ONE, TWO]
    assert "path" not in lean and "<svg></svg>" in lean
    assert put_back_drawings(lean, drawings) == text


def test_a_drawing_that_lost_its_place_is_an_error():
    with pytest.raises(ValueError, match="lost its place"):
        put_back_drawings("<p></p>", [ONE])
