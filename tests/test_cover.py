"""Any list held against the answers: which page answers, what is left, what is written of it, and what bad input comes to."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from answers import follow_ups
from book import read_book
from cover import clean, cover, is_english
from draft import draft, normal_form, slug_of
from model import Entry
from nearness import Nearness
from shown import escape_controls, render_html, render_text
from topics import Reader
from words import split_words, stem

SOUND = Path(__file__).parent / "sound"
LABELLED = tomllib.loads((Path(__file__).parent / "bench" / "cover.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def held(book):
    """A function that holds questions against the book."""
    nearness = Nearness(book)
    return lambda *questions: cover(entries(*questions), book, nearness)


@pytest.fixture
def qa(project):
    """A function that runs `qa.py` with the given arguments, on the tiny book unless told otherwise."""

    def run(*arguments, root=SOUND, **environment):
        command = [sys.executable, "scripts/qa.py", "--root", str(root), *map(str, arguments)]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", env={"PATH": "", **environment})

    return run


def entries(*questions):
    return [Entry(None, question, "", None, line) for line, question in enumerate(questions, start=1)]


def write_list(path, *questions):
    path.write_text("".join(f"{number}. {question}\n" for number, question in enumerate(questions, start=1)), encoding="utf-8")
    return path


def pages(findings):
    return [finding.answer.slug if finding.answer else None for finding in findings]


def refused(done):
    """The call ended with exit code 2 and one sentence."""
    return done.returncode == 2 and done.stdout == "" and len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr


# ---- words and topics ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("initialising", "initialization"),
        ("optimisers", "optimizer"),
        ("matrices", "matrix"),
        ("CNNs", "cnn"),
        ("behaviour", "behavior"),
        ("modelling", "models"),
        ("gradients", "gradient"),
    ],
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert [stem(word) for word in split_words(one)] == [stem(word) for word in split_words(other)]


@pytest.mark.parametrize(
    ("one", "other"), [("normal", "normalization"), ("general", "generalization"), ("regular", "regularize"), ("noise", "noize")]
)
def test_words_of_different_meaning_keep_different_stems(one, other):
    assert stem(split_words(one)[0]) != stem(split_words(other)[0])


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("What are vanishing and exploding gradients?", {"vanishing gradient", "exploding gradient"}),
        (
            "Explain batch, mini-batch and stochastic gradient descent",
            {"batch gradient descent", "minibatch gradient descent", "stochastic gradient descent"},
        ),
        ("Convolutional Neural Networks", {"cnn"}),
        ("back-propagation", {"backpropagation"}),
        ("waht is backpropogation", {"backpropagation"}),
        ("R-CNN or CNN", {"rcnn", "cnn"}),
    ],
)
def test_terms_are_recognised_under_their_other_names(question, terms):
    assert set(Reader().read(question).terms) == terms


# ---- which page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("Explain the working of dropout", "dropout"),
        ("what r the 4 main layers of a cnn", "cnn-layers"),
        ("What Is Data Normalization, and Why Do We Need It", "data-normalization"),
        ("What is batch normalization?", None),
        ("What is the difference between batch normalization and layer normalization?", None),
        ("What is the difference between RNN and CNN?", "supervised-architectures"),
        ("What is the difference between R-CNN and CNN?", None),
        ("How do you reverse a linked list?", None),
        ("What is a transformer?", None),
        ("Why did transformers take over from RNNs?", "transformers-versus-rnns"),
        ("Why should we hire you?", None),
    ],
)
def test_a_question_is_matched_to_the_page_that_answers_it_or_to_none(held, question, slug):
    assert pages(held(question)) == [slug]


def test_on_the_labelled_questions_hardly_a_match_is_false_and_few_are_missed(held):
    items = [item for items in LABELLED.values() for item in items]
    found = pages(held(*(question for question, _, _ in items)))
    right = sum(slug in wanted.split() for slug, (_, wanted, _) in zip(found, items, strict=True) if slug)
    must = [(slug, wanted.split()) for slug, (_, wanted, _) in zip(found, items, strict=True) if "-" not in wanted.split()]
    assert right / sum(slug is not None for slug in found) > 0.95
    assert sum(slug in wanted for slug, wanted in must) / len(must) > 0.9


def test_the_categories_of_labelled_gaps_are_guessed(held):
    gaps = [(question, categories.split()) for items in LABELLED.values() for question, wanted, categories in items if wanted == "-"]
    found = held(*(question for question, _ in gaps))
    assert sum(finding.category in categories for finding, (_, categories) in zip(found, gaps, strict=True)) / len(gaps) > 0.85


def test_no_labelled_question_stands_on_the_site_or_twice(book):
    def plain(text):
        return " ".join(re.findall(r"[a-z0-9]+", text.lower()))

    here = {plain(text) for a in book.answers for text in (a.question, *a.aliases, *book.wordings.get(a.id, ()))}
    here |= {plain(item.question) for answer in book.answers for item in follow_ups(answer)}
    here |= {plain(entry.entry.question) for entry in book.entries.values()}
    asked = [plain(question) for items in LABELLED.values() for question, _, _ in items]
    assert len(asked) >= 400
    assert not here & set(asked)
    assert len(asked) == len(set(asked))
    assert sum(wanted == "-" for items in LABELLED.values() for _, wanted, _ in items) * 3 >= len(asked)


def test_the_labels_name_pages_and_categories_that_are_there(book):
    slugs, ids = {answer.slug for answer in book.answers}, {category.id for category in book.categories}
    for items in LABELLED.values():
        for _, wanted, categories in items:
            assert set(wanted.split()) - {"-"} <= slugs
            assert set(categories.split()) <= ids


def test_a_tiny_book_without_terms_or_wordings_is_matched_too():
    findings = cover(entries("Explain the learning rate.", "What is accuracy?", "What is a monad?"), read_book(SOUND))
    assert pages(findings)[0] == "learning-rate"
    assert pages(findings)[2] is None
    assert {finding.category for finding in findings} <= {"training", "evaluation"}


# ---- what is printed -------------------------------------------------------------------------------------------------


def test_json_holds_an_object_for_each_question_in_the_lists_order(qa, tmp_path):
    questions = ("What is the learning rate?", "Explain monads to me.", "What is the learning rate?")
    done = qa("cover", write_list(tmp_path / "list.txt", *questions), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert [item["question"] for item in found] == list(questions)
    assert [item["slug"] for item in found] == ["training/learning-rate", None, "training/learning-rate"]
    assert all(list(item) == ["question", "slug", "score", "category"] and 0 <= item["score"] <= 1 for item in found)
    assert found[0]["category"] == "training"


def test_text_counts_the_answered_and_lists_the_gaps_by_category(held, book):
    findings = held("What is dropout, then?", "What is the Adam optimizer?", "What is momentum?")
    text = render_text(findings, book.categories, 100)
    assert text.startswith("1 of 3 questions are answered here.")
    assert re.search(r"^ +1  What is dropout, then\? +\d\.\d\d  generalization/dropout$", text, re.M)
    assert re.search(r"^Training: 2 gaps\n +2  What is the Adam optimizer\?\n +3  What is momentum\?$", text, re.M)
    assert max(map(len, text.splitlines())) <= 100


def test_html_links_the_matches_and_lists_the_gaps(qa, tmp_path):
    file = write_list(tmp_path / "list.txt", "What is the learning rate?", "Explain monads to me.")
    for arguments, environment, link in (
        ((), {}, "questions/training/learning-rate.html"),
        (("--site", "https://example.org/x/"), {}, "https://example.org/x/questions/training/learning-rate.html"),
        ((), {"SITE_URL": "https://example.org/y"}, "https://example.org/y/questions/training/learning-rate.html"),
    ):
        assert qa("cover", file, "--html", tmp_path / "out.html", *arguments, **environment).returncode == 0
        page = (tmp_path / "out.html").read_text(encoding="utf-8")
        assert f'<a href="{link}">What is the learning rate, and what happens when it is too large?</a>' in page
        assert "<details><summary>Short answer</summary><p>The learning rate is the positive factor" in page
        assert page.index('id="gaps"') < page.index("Explain monads to me.")


def test_html_asks_nothing_of_anyone(held, book):
    page = render_html(held("What is dropout, then?"), book.categories, "list", "")
    assert not re.search(r"<(?:script|link|img|iframe|object)|url\(|@import|https?:", page)
    assert "default-src 'none'" in page


def test_an_address_that_is_none_is_refused(qa, tmp_path):
    file = write_list(tmp_path / "list.txt", "What is the learning rate?")
    assert refused(qa("cover", file, "--html", tmp_path / "out.html", "--site", "javascript:alert(1)"))
    assert not (tmp_path / "out.html").exists()
    assert refused(qa("cover", file, "--html", tmp_path))


# ---- bad input -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [("missing", None), ("empty", b""), ("blank", b" \n\n"), ("binary", bytes(range(256)) * 20), ("prose", b"Only a sentence of prose.\n")],
)
@pytest.mark.parametrize("command", ["cover", "draft"])
def test_what_is_no_list_is_refused(qa, tmp_path, name, data, command):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert refused(qa(command, tmp_path / name, *([tmp_path / "out"] if command == "draft" else [])))
    assert not (tmp_path / "out").exists()


def test_a_root_without_answers_is_refused(qa, tmp_path):
    root = tmp_path / "book"
    shutil.copytree(SOUND, root, ignore=shutil.ignore_patterns(".cache"))
    shutil.rmtree(root / "content" / "answers")
    assert refused(qa("cover", write_list(tmp_path / "list.txt", "What is the learning rate?"), root=root))


@pytest.mark.parametrize(
    "questions",
    [
        ("什么是 Dropout？", "梯度消失问题是什么？"),
        ("Что такое dropout?", "Как работает backpropagation?"),
        ("Was ist Dropout?", "Wie funktioniert Backpropagation?", "Erklären Sie Overfitting."),
        ("¿Qué es el dropout?", "¿Cómo funciona la backpropagation?"),
        ("Qu'est-ce que le dropout ?", "Pourquoi utilise-t-on ReLU ?"),
    ],
)
def test_questions_in_another_language_are_matched_to_nothing(held, questions):
    findings = held(*questions)
    assert [(finding.answer, finding.score, finding.english) for finding in findings] == [(None, 0.0, False)] * len(questions)


def test_another_language_is_told_on_standard_error(qa, tmp_path):
    done = qa("cover", write_list(tmp_path / "list.txt", "Was ist eine Lernrate?", "Was ist das Lernen?"), "--json")
    assert done.returncode == 0
    assert "not to be in English" in done.stderr
    assert [item["slug"] for item in json.loads(done.stdout)] == [None, None]


@pytest.mark.parametrize(
    "question", ["Why was ReLU introduced?", "Dropout?", "Derive ∂L/∂w for σ(w·x)", "Padding vs stride", "Explain naïve Bayes"]
)
def test_english_questions_are_taken_as_english(question):
    assert is_english(question)


def test_hostile_markup_is_text_in_every_output(held, book):
    question = 'What is <script>alert(1)</script> " onload=x dropout &amp; <img src=x onerror=alert(1)> \x1b[31m\x9b2J\u202e?'
    findings = held(question, f"{question} of monads")
    page = render_html(findings, book.categories, "<b>list</b>", "")
    assert "<script" not in page and "<img" not in page and "<b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for text in (page, render_text(findings, book.categories, 100), escape_controls(json.dumps(question, ensure_ascii=False))):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_an_enormous_question_is_read_in_part(held, book):
    findings = held("What is dropout " * 100_000)
    assert len(clean(findings[0].entry.question)) <= 600
    assert len(render_html(findings, book.categories, "list", "")) < 10_000


def test_a_question_without_words_is_answered_by_nothing(held):
    assert pages(held("?", "…", "1 + 1", "What is it?", "")) == [None] * 5


def test_the_same_question_has_the_same_finding_wherever_it_stands(held):
    questions = [f"What is thing number {n}?" for n in range(600)] + ["Explain the confusion matrix, please"]
    first, *_, last = held(questions[-1], *questions)
    assert (first.answer, first.score) == (last.answer, last.score)


# ---- drafts ----------------------------------------------------------------------------------------------------------


def test_draft_writes_a_file_for_each_gap_and_overwrites_none(qa, tmp_path):
    file = write_list(tmp_path / "list.txt", "What is the learning rate?", "What Is a Monad?", "What is a monad?", "Explain the monad.")
    out = tmp_path / "out"
    done = qa("draft", file, out)
    assert done.returncode == 0, done.stderr
    written = sorted(out.rglob("*.md"))
    assert [path.name for path in written] == ["monad-2.md", "monad.md"]
    assert "1 of 4 questions are answered here. 2 drafts" in done.stdout
    written[0].write_text("mine", encoding="utf-8")
    assert "0 drafts" in qa("draft", file, out).stdout
    assert written[0].read_text(encoding="utf-8") == "mine"
    assert sorted(out.rglob("*.md")) == written


def test_a_draft_asks_the_question_and_points_to_the_list_without_its_answer(tmp_path):
    answered = Entry("2", 'What is a "monad": a monoid?', "It is a burrito.", None, 17)
    (path, text), *rest = draft(cover([answered], read_book(SOUND)), read_book(SOUND), "lists/my list.txt")
    assert not rest
    assert re.fullmatch(r"(?:training|evaluation)/monad-monoid\.md", path)
    assert 'question: "What is a \\"monad\\": a monoid?"' in text
    assert "# Asked in lists/my list.txt, line 17." in text
    assert "burrito" not in text


def test_check_lists_what_a_draft_lacks(qa, tmp_path):
    root = tmp_path / "book"
    shutil.copytree(SOUND, root, ignore=shutil.ignore_patterns(".cache"))
    file = write_list(tmp_path / "list.txt", "What is a monad?", "<b>---\\n: [x]</b> & 'quotes' @#!?", "日本語の質問は何ですか？")
    assert qa("draft", file, root / "content" / "answers", root=root).returncode == 0
    done = qa("check", root=root)
    assert done.returncode == 1
    assert "monad.md:" in done.stderr and "'level'" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("What Is The Role Of Batch Normalization?", "role-batch-normalization"),
        ("../../etc/passwd", "passwd"),
        ("CON", "con"),
        ("日本語の質問", "question"),
        ("Überanpassung – naïve café?", "uberanpassung-naive-cafe"),
        ("What is it?", "what-is-it"),
        ("a" * 500, "a" * 60),
        ("Explain " + "supercalifragilistic " * 20, "supercalifragilistic-supercalifragilistic"),
    ],
)
def test_slugs_are_short_plain_words(question, slug):
    found = slug_of(normal_form(question))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
    assert (len(found) <= 60 and found.startswith("supercali")) if "supercali" in slug else found == slug


@pytest.mark.parametrize(
    ("question", "normal"),
    [
        ("What Is The Difference Between ReLU And The Boltzmann Machine", "What is the difference between ReLU and the Boltzmann machine?"),
        ("  explain   the Adam optimiser. ", "Explain the Adam optimiser."),
        ("why is bert better than TF-IDF ?", "Why is bert better than TF-IDF ?"),
    ],
)
def test_a_draft_is_headed_as_a_page_is(question, normal):
    assert normal_form(question) == normal


# ---- a list of one's own ---------------------------------------------------------------------------------------------


def test_a_third_list_joins_the_pages_the_index_and_the_counts(qa, tmp_path):
    root = tmp_path / "book"
    shutil.copytree(SOUND, root, ignore=shutil.ignore_patterns(".cache"))
    content = root / "content"
    write_list(content / "sources" / "my-list.txt", "What is a monad?", "What is accuracy for?", "How do you choose the learning rate?")
    with (content / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[my-list]\ntitle = "My own list"\nshort = "Mine"\nkind = "a list of my own"\n'
            f'sha256 = "{"2" * 64}"\nrestated = true\ncomplete = false\n'
        )
    page = content / "answers" / "training" / "learning-rate.md"
    text = page.read_text(encoding="utf-8").replace("asks: [tiny/1, tiny/3, undated/1]", "asks: [tiny/1, tiny/3, undated/1, my-list/3]")
    correction = (
        "corrections:\n  - entries: [my-list/3]\n    verdict: sound\n    claim: How do you choose the learning rate?\n"
        '    truth: It is a question.\n    evidence: "[derivation](#explanation)"\n'
    )
    page.write_text(text.replace("corrections:\n", correction, 1), encoding="utf-8")
    done = qa("check", root=root)
    assert done.returncode == 0, done.stderr
    assert qa("build", tmp_path / "out", root=root).returncode == 0
    out = tmp_path / "out"
    assert "[Mine, no. 3](../../lists/my-list.md#entry-3)" in (out / "questions/training/learning-rate.md").read_text(encoding="utf-8")
    assert "| [My own list](my-list.md) | undated | a list of my own | 3 | 1 |" in (out / "lists/index.md").read_text(encoding="utf-8")
    open_entries = (out / "lists/unanswered.md").read_text(encoding="utf-8").partition("My own list")[2]
    assert "What is a monad?" in open_entries and "What is accuracy for?" in open_entries
    assert "learning rate" not in open_entries
