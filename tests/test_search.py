"""What the search's index is made of: words in their normal forms, names, sections, and numbers that the browser can read back."""

import json
import re

import pytest

import wording
from search import (
    GAPS,
    LEVELS,
    Findable,
    Name,
    Part,
    build_index,
    cut_page,
    find_compounds,
    fold,
    gather_pages,
    render_index,
    split_words,
    stem,
    telling_stems,
    to_plain,
)

SAME = [
    ("networks", "network"),
    ("losses", "loss"),
    ("matrices", "matrix"),
    ("biases", "bias"),
    ("libraries", "library"),
    ("normalisation", "normalization"),
    ("normalised", "normalizing"),
    ("optimiser", "optimizer"),
    ("behaviour", "behavior"),
    ("centred", "centered"),
    ("labelled", "labeled"),
    ("modelling", "modeling"),
    ("analyse", "analyze"),
    ("activation", "activate"),
    ("propagating", "propagation"),
    ("clipping", "clip"),
    ("exploding", "explode"),
    ("applied", "apply"),
    ("classification", "classify"),
    ("convolutional", "convolution"),
    ("different", "difference"),
    ("recurrent", "recurrence"),
    ("embedded", "embedding"),
    ("randomly", "random"),
    ("used", "using"),
]
DIFFERENT = [
    ("generative", "generalization"),
    ("transformer", "transform"),
    ("autoencoder", "encode"),
    ("tensor", "tense"),
    ("bias", "base"),
    ("layer", "lay"),
    ("gan", "gang"),
    ("rnn", "cnn"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_words_that_differ_in_ending_or_spelling_have_one_normal_form(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_words_of_different_meaning_keep_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mini-batch", ["mini", "batch"]),
        ("C.N.N. layers", ["cnn", "layers"]),
        ("What’s Naïve?", ["what", "naive"]),
        ("σ(z) and β₁", ["sigma", "z", "and", "beta", "1"]),
        ("tf.placeholder(x)", ["tf", "placeholder", "x"]),
        ("Kullback–Leibler", ["kullback", "leibler"]),
        ("", []),
    ],
)
def test_a_text_is_split_into_folded_words(text, words):
    assert split_words(text) == words


def test_words_that_say_nothing_are_left_out():
    assert telling_stems("What is the use of dropout?") == ["use", "dropout"]


def test_compounds_are_found_where_they_are_written_with_a_hyphen():
    assert find_compounds(["A mini-batch, the x-axis and layer-by-layer"]) == {"mini-batch", "layer-by-layer"}


def test_html_leaves_its_words_but_no_code_block_and_no_citation():
    html = "<p>A <em>k</em>-fold &lt;test&gt;<sup>[1, §2]</sup>.</p><pre><code>import x</code></pre><p>End</p>"
    assert to_plain(html) == "A k-fold <test> . End"


def test_a_phrase_of_the_tables_is_written_as_it_is_looked_for():
    for group in (*wording.SAME, *wording.MEANT):
        assert len(group) == len(set(group)), group
        for phrase in group:
            assert " ".join(split_words(phrase)) == phrase, phrase


PAGES = [
    Findable(
        "a.html",
        "What is dropout?",
        "Dropout sets units to zero.",
        1.0,
        (Name("dropout", 1.0), Name("Why scale?", 0.8, "why-scale")),
        (Part("", "What is dropout?", "Dropout sets units to zero.", 3.0), Part("why-scale", "Why scale?", "So that means stay.")),
    ),
    Findable("b.html", "Losses", "", 0.7, (Name("Losses", 1.0),), (Part("", "Losses", "A loss & an error"),)),
]


def read_postings(index):
    """Normal form → {number of the part: level}, as the browser reads it."""
    forms = [surfaces.split(" ") for surfaces in index["words"].split(",")]
    steps, levels, found = iter(index["gaps"]), iter(index["levels"]), {}
    for surfaces in forms:
        part, found[stem(surfaces[0])] = -1, {}
        while True:
            step = 0
            while (value := GAPS.index(next(steps))) == len(GAPS) - 1:
                step += value
            if not (step := step + value):
                break
            part += step
            found[stem(surfaces[0])][part] = LEVELS.index(next(levels))
    assert next(steps, None) is None
    assert next(levels, None) is None
    return found


def test_the_index_tells_where_a_word_stands_and_what_it_counts_there():
    postings = read_postings(build_index(PAGES))
    assert list(postings[stem("dropout")]) == [0]
    assert list(postings[stem("scale")]) == [1]
    assert list(postings[stem("loss")]) == [2]
    assert postings[stem("dropout")][0] > postings[stem("units")][0]
    assert "is" not in postings


def test_a_gap_of_any_size_can_be_read_back():
    parts = tuple(Part(f"p{number}", f"P{number}", "needle" if number in (0, 89, 90, 400) else "hay") for number in range(401))
    index = build_index([Findable("a.html", "A", "", 1.0, (), parts)])
    assert list(read_postings(index)["needl"]) == [0, 89, 90, 400]


def test_a_name_leads_to_its_section():
    page = build_index(PAGES)["pages"][0]
    assert page[:4] == ["a.html", "What is dropout?", "Dropout sets units to zero.", 1.0]
    assert [name[:2] for name in page[4]] == [[100, 0], [80, 1]]
    assert page[5] == [["Why scale?", "", "So that means stay."]]


def test_the_index_is_a_script_that_holds_plain_data():
    text = render_index(build_index(PAGES))
    data = json.loads(re.fullmatch(r"self\.qaIndex = (.*);\n", text)[1])
    assert data["pages"][1][1] == "Losses"


def test_the_same_pages_give_the_same_index():
    assert render_index(build_index(PAGES)) == render_index(build_index(list(PAGES)))


def test_a_question_that_the_index_lacks_is_an_error(project):
    from book import read_book

    with pytest.raises(ValueError, match="cannot be found"):
        gather_pages([], read_book(project / "tests" / "sound"))


def test_every_accent_goes():
    assert fold("Gödel Erdős") == "godel erdos"


CONTENT = """<h1 id="title">Title<a class="headerlink" href="#title">#</a></h1>
<p>First <math><mi>x</mi></math> words.</p>
<svg role="img"><text>drawn</text></svg>
<h2 id="part">A <em>part</em></h2>
<details><summary>Fold</summary><h3 class="x" id="inner">Inner</h3><p>within</p></details>
<pre>code</pre><p>after</p>
<h2>No address</h2>"""


def test_a_page_is_cut_at_the_headings_that_have_an_address():
    found = [(entry["location"], to_plain(entry["title"]), to_plain(entry["text"])) for entry in cut_page("a.html", "Else", CONTENT)]
    assert found == [
        ("a.html", "Title", "First words."),
        ("a.html#part", "A part", "Fold"),
        ("a.html#inner", "Inner", "within after No address"),
    ]


def test_a_page_that_does_not_begin_with_its_title_is_found_by_the_title_it_is_given():
    found = list(cut_page("a.html", "Given", '<p>First.</p><h2 id="b">B</h2>'))
    assert [(entry["location"], entry["title"]) for entry in found] == [("a.html", "Given"), ("a.html#b", "B")]
