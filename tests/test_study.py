"""How the study page words what stands outside its page: whole sentences, no citation numbers, works by name."""

from dataclasses import replace
from pathlib import Path

import pytest

from answers import as_sentence, can_be_judged
from book import read_book
from compute import Evidence
from model import Place, Statement
from study import cite_by_name, find_sayings, name_work, plainly, render_study

SOUND = Path(__file__).parent / "sound"


@pytest.fixture(scope="module")
def book():
    return read_book(SOUND)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("the loss is always convex in its weights", "The loss is always convex in its weights."),
        ("ReLU must not be used there.", "ReLU must not be used there."),
        ("α is the rate of all steps", "Α is the rate of all steps."),
        ("Computer vision", None),
        ("How many layers does a network have?", None),
        ("There are three main kinds, these:", None),
        ("It must … 0.1, whatever is learned", None),
        ('the network is called "deep learning by computer."', 'The network is called "deep learning by computer."'),
    ],
)
def test_a_claim_is_judged_as_a_whole_sentence_or_not_at_all(claim, sentence):
    assert can_be_judged(claim) is (sentence is not None)
    assert sentence is None or as_sentence(claim) == sentence


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("It shrinks [@a, §3].", "It shrinks."),
        ("It is [0.25](claim:slope) at most [@a; @b, p. 2], or $x [@c]$ less.", "It is 0.25 at most, or $x [@c]$ less."),
        ("Over two\nlines\n[@a] it goes on.", "Over two\nlines it goes on."),
        ("See [softmax](softmax.md) and `[@a]`.", "See [softmax](softmax.md) and `[@a]`."),
    ],
)
def test_citations_and_computed_numbers_are_left_to_the_page(text, plain):
    assert plainly(text) == plain


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        (("Leo Breiman",), "Leo Breiman 1951"),
        (("Keras team",), "Keras team 1951"),
        (("Herbert Robbins", "Sutton Monro"), "Robbins and Monro 1951"),
        (("Laurens van der Maaten", "Geoffrey Hinton"), "van der Maaten and Hinton 1951"),
        (("Xavier Glorot", "Antoine Bordes", "Yoshua Bengio"), "Glorot et al. 1951"),
        (("Xavier Glorot", "others"), "Glorot et al. 1951"),
    ],
)
def test_works_are_named_as_people_name_them(book, authors, name):
    assert name_work(replace(book.references["robbins1951stochastic"], authors=authors)) == name


def test_evidence_names_its_works_and_leads_to_them(book):
    text = cite_by_name(
        "[@robbins1951stochastic, §2]; [0.5](claim:rate?n=4); [proof](#here)", book.references, {"robbins1951stochastic": 3}
    )
    assert text == "[Robbins and Monro 1951, §2](#ref-3); [0.5, computed](claim:rate?n=4); [proof](#here)"


def test_a_sayings_key_depends_on_its_words_alone(book):
    answer = book.answers[0]
    keys = {saying.claim: saying.key for saying in find_sayings(answer, book, Evidence({}, {}))}
    more = Statement("Something that is true is put before all others.", "So it is.", "[derivation](#here)", Place("x"))
    changed = replace(answer, statements=(more, *answer.statements), corrections=answer.corrections[::-1])
    again = {saying.claim: saying.key for saying in find_sayings(changed, book, Evidence({}, {}))}
    assert keys.items() <= again.items()
    assert len(again) == len(set(again.values())) == len(keys) + 1


def test_a_book_without_answers_has_a_study_page(book):
    assert "No question is answered yet." in render_study(replace(book, answers=()), Evidence({}, {}))
