"""What is done to the built site: the search finds other names, unused files go, landmarks have names."""

import json

import pytest

from finish import find_formulas, name_landmarks, remove_unused, shape_index

INDEX = json.dumps(
    {
        "config": {},
        "docs": [
            {"location": "a.html", "title": "A", "text": "old"},
            {"location": "a.html#short-answer", "title": "Short answer", "text": "old"},
            {"location": "a.html#explanation", "title": "Explanation", "text": "kept"},
        ],
    }
)


def test_a_question_is_found_by_its_other_names_and_shows_its_short_answer():
    docs = json.loads(shape_index(INDEX, {"a.html": {"aliases": ["b", "c"], "description": "x &lt; y"}}))["docs"]
    assert docs[0]["aliases"] == ["b", "c"]
    assert docs[0]["text"] == "<p>x &lt; y</p>"
    assert [doc["location"] for doc in docs] == ["a.html", "a.html#explanation"]


def test_a_question_that_the_index_lacks_is_an_error():
    with pytest.raises(ValueError, match=r"b\.html"):
        shape_index(INDEX, {"b.html": {"aliases": [], "description": ""}})


FORMULA = '<math display="block"><mi>α</mi><mi>𝐱</mi><mo>&lt;</mo></math>'


def test_formulas_are_found_in_pages():
    assert find_formulas([f"<p>abc {FORMULA}</p>", "<p>none</p>"], []) == {FORMULA}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"answer": f"<p>{FORMULA}</p>"}),
        json.dumps({"answer": FORMULA}, ensure_ascii=False),
        "data = " + json.dumps([FORMULA]).replace("<", "\\u003c").replace("/", "\\/"),
    ],
)
def test_formulas_are_found_in_data(text):
    assert find_formulas([], [text]) == {FORMULA}


def test_a_theme_that_changed_is_an_error():
    with pytest.raises(ValueError, match="theme has changed"):
        name_landmarks("<html></html>")


def test_maps_and_other_languages_go(tmp_path):
    for name in ("assets/javascripts/lunr/min/lunr.de.min.js", "assets/a.js", "assets/a.js.map"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    remove_unused(tmp_path)
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["a.js"]
