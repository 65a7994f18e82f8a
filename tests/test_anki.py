"""The Anki deck: what is in the file, what Anki makes of it, and what an update does to a learner's cards."""

import dataclasses
import io
import json
import re
import shutil
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.scheduler.v3 import CardAnswer

from answers import MISTAKEN, can_be_judged
from book import read_book
from cards import DECK, list_cards
from compute import gather_evidence
from deck import note_numbers, render_deck, stand_alone
from faces import FACES
from model import Section, Unusable, Verdict
from releases import changed_at, find_changes, make_release, render_changes, write_record

SOUND = Path(__file__).parent / "sound"
MONDAY, TUESDAY, WEDNESDAY = 1_795_000_000, 1_795_086_400, 1_795_172_800


@pytest.fixture(scope="module")
def deck(book, evidence):
    return render_deck(book, evidence, "https://site.example/", MONDAY)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """The tiny book without its releases, and its evidence."""
    book = dataclasses.replace(read_book(SOUND), releases=())
    return book, gather_evidence(book, tmp_path_factory.mktemp("cache"), lambda message: None)


@pytest.fixture
def collection(tmp_path):
    """A learner's empty collection."""
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def take(collection, deck, tmp_path):
    """Imports a deck as Anki does where nobody changes a setting."""
    path = tmp_path / "deck.apkg"
    path.write_bytes(deck)
    return collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions()))


def note_of(collection, card):
    (number,) = collection.db.list("select id from notes where guid = ?", card.id)
    return collection.get_note(number)


def with_answer(book, slug, **changes):
    """The book with one of its answers changed."""
    return dataclasses.replace(book, answers=tuple(dataclasses.replace(a, **changes) if a.slug == slug else a for a in book.answers))


def reworded(book):
    """The tiny book with another short answer on the page of accuracy."""
    (answer,) = (a for a in book.answers if a.slug == "accuracy")
    sections = tuple(Section(s.heading, "A *better* answer.", s.line) if s.heading == "Short answer" else s for s in answer.sections)
    return with_answer(book, "accuracy", sections=sections)


# ---- the file


@pytest.fixture(scope="module")
def opened(deck, tmp_path_factory):
    """The archive, and the database in it."""
    archive = zipfile.ZipFile(io.BytesIO(deck))
    path = tmp_path_factory.mktemp("deck") / "collection.anki2"
    path.write_bytes(archive.read("collection.anki2"))
    database = sqlite3.connect(path)
    yield archive, database
    database.close()


def test_there_is_a_card_for_every_question_and_every_claim_that_can_be_judged(book, opened):
    judged = sum(c.verdict in MISTAKEN and can_be_judged(c.claim) for a in book.answers for c in a.corrections) + sum(
        len(a.statements) for a in book.answers
    )
    counted = dict(opened[1].execute("select mid, count(*) from notes group by mid").fetchall())
    assert counted == {FACES["question"].id: len(book.answers), FACES["statement"].id: judged}
    assert opened[1].execute("select count(*) from cards").fetchone() == (len(book.answers) + judged,)


def test_every_category_with_questions_has_a_sub_deck_of_its_own(book, opened):
    decks = json.loads(opened[1].execute("select decks from col").fetchone()[0])
    names = {deck["name"] for deck in decks.values()}
    used = {answer.category for answer in book.answers}
    assert names == {"Default", DECK, *(f"{DECK}::{category.title}" for category in book.categories if category.id in used)}


def test_every_note_has_an_id_a_number_and_tags_of_its_own(opened):
    notes = opened[1].execute("select id, guid, tags from notes").fetchall()
    assert len({number for number, _, _ in notes}) == len({guid for _, guid, _ in notes}) == len(notes)
    for _, _, tags in notes:
        kinds = Counter(tag.split("::")[1] for tag in tags.split())
        assert kinds["kind"] == kinds["level"] == kinds["category"] == 1
        assert kinds["verdict"] == ("dli::kind::statement" in tags.split())


def test_cards_come_in_reading_order(book, opened):
    guids = opened[1].execute("select guid from notes join cards on nid = notes.id order by due").fetchall()
    assert [guid for (guid,) in guids] == [card.id for card in list_cards(book)]


def test_every_picture_on_a_card_is_in_the_file_and_stands_alone(opened):
    archive, database = opened
    media = json.loads(archive.read("media"))
    shown = {name for (fields,) in database.execute("select flds from notes") for name in re.findall(r'<img src="([^"]+)"', fields)}
    assert shown == set(media.values()) and len(shown) > 20
    for number, name in media.items():
        drawing = archive.read(number).decode()
        assert ET.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg", name
        assert "var(" not in drawing and "currentColor" not in drawing, name


def test_a_drawing_with_an_unknown_colour_is_an_error():
    with pytest.raises(ValueError, match="--qa-new"):
        stand_alone('<svg fill="var(--qa-new)"/>')


def test_a_rebuild_gives_the_same_bytes(book, evidence, deck):
    assert render_deck(book, evidence, "https://site.example/", MONDAY) == deck


def test_formulas_are_what_mathjax_reads(opened):
    fields = [fields for (fields,) in opened[1].execute("select flds from notes")]
    assert any(r"\(" in text for text in fields)
    for text in fields:
        assert text.count(r"\(") == text.count(r"\)") and text.count(r"\[") == text.count(r"\]")
        assert "$" not in re.sub(r"\\[(\[].*?\\[)\]]", "", text, flags=re.S).replace("US$", ""), text


def test_faces_name_only_fields_that_they_have():
    for face in FACES.values():
        named = set(re.findall(r"\{\{[#/^]?(\w[^}]*)\}\}", face.front + face.back)) - {"FrontSide"}
        assert named <= set(face.fields) and named >= set(face.fields) - {"Id"}


def test_links_lead_to_the_site_or_name_the_page(tiny):
    book, evidence = tiny
    for site, said in (("https://site.example/", 'href="https://site.example/questions/'), ("", "Page: questions/")):
        archive = zipfile.ZipFile(io.BytesIO(render_deck(book, evidence, site, MONDAY)))
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
        pages = [fields.split("\x1f")[-2] for (fields,) in database.execute("select flds from notes")]
        assert pages and all(said in page for page in pages)


# ---- what the cards say


def test_a_claim_that_does_not_hold_and_one_that_does_are_both_asked(tiny):
    cards = {card.label: card for card in list_cards(tiny[0]) if card.kind == "statement"}
    wrong = cards["The learning rate is the time that a network needs for learning."]
    assert wrong.back[0] == '<span class="wrong">It does not hold: wrong</span>'
    assert r"\(\eta\)" in wrong.back[1] and wrong.back[2] == "derivation (on the page)"
    assert wrong.page == "questions/training/learning-rate.html#correction-1"
    assert {card.back[0] for card in cards.values()} >= {"It holds", wrong.back[0]}


@pytest.mark.parametrize(
    ("claim", "judged"),
    [
        ("depth always helps a network", True),
        ("Depth always helps a network!", True),
        ("depth always helps", False),
        ("Does depth always help a network?", False),
        ("These are the steps of training:", False),
        ("depth helps … a network of any kind", False),
    ],
)
def test_only_claims_that_say_something_by_themselves_are_asked(tiny, claim, judged):
    book = tiny[0]
    answer = next(a for a in book.answers if a.slug == "learning-rate")
    cards = list_cards(with_answer(book, "learning-rate", corrections=(dataclasses.replace(answer.corrections[0], claim=claim),)))
    asked = [card.label for card in cards if card.kind == "statement" and card.label.startswith("Depth")]
    assert asked == (["Depth always helps a network" + claim[-1:].replace("k", ".")] if judged else [])


def test_what_cannot_be_judged_is_not_asked(tiny):
    assert not any("magic" in card.label for card in list_cards(tiny[0]))


def test_markup_of_a_claim_is_shown_as_it_is_typed(tiny):
    book = tiny[0]
    answer = next(a for a in book.answers if a.slug == "learning-rate")
    hostile = dataclasses.replace(answer.corrections[0], claim='<img src=x onerror="alert(1)"> & <b>bold</b>')
    cards = list_cards(with_answer(book, "learning-rate", corrections=(hostile,)))
    fronts = [card.front[0] for card in cards if card.kind == "statement"]
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &lt;b&gt;bold&lt;/b&gt;." in fronts


# ---- lasting ids


def statement_ids(book):
    return sorted(card.id for card in list_cards(book) if card.kind == "statement")


def test_ids_survive_new_verdicts_truths_and_orders(tiny):
    book = tiny[0]
    answer = next(a for a in book.answers if a.slug == "learning-rate")
    changed = tuple(
        dataclasses.replace(
            c,
            entries=c.entries[::-1],
            truth="Otherwise.",
            evidence="",
            claim=f" {c.claim.upper().replace('.', ' !')}",
            verdict=Verdict.outdated if c.verdict in MISTAKEN else c.verdict,
        )
        for c in reversed(answer.corrections)
    )
    assert statement_ids(with_answer(book, "learning-rate", corrections=changed)) == statement_ids(book)


def test_another_claim_is_another_card(tiny):
    book = tiny[0]
    answer = next(a for a in book.answers if a.slug == "learning-rate")
    other = (dataclasses.replace(answer.corrections[0], claim="It is something else altogether."), *answer.corrections[1:])
    assert len(set(statement_ids(with_answer(book, "learning-rate", corrections=other))) - set(statement_ids(book))) == 1


def test_numbers_of_notes_do_not_depend_on_their_neighbours(book):
    cards = list(list_cards(book))
    assert dict(zip(cards, note_numbers(cards), strict=True)) == dict(zip(reversed(cards), note_numbers(cards[::-1]), strict=True))


# ---- in Anki


def test_anki_imports_all_of_it(collection, book, deck, tmp_path):
    log = take(collection, deck, tmp_path).log
    assert len(log.new) == len(list_cards(book)) and not log.updated and not log.conflicting
    assert collection.note_count() == collection.card_count() == len(list_cards(book))
    names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert f"{DECK}::Training" in names
    assert len(collection.find_cards("tag:dli::level::advanced")) > 0
    assert len(collection.find_cards(f'deck:"{DECK}"')) == len(list_cards(book))


def test_anki_shows_question_answer_picture_and_link(collection, book, deck, tmp_path):
    take(collection, deck, tmp_path)
    card = next(card for card in list_cards(book) if card.page.endswith("/relu.html") and card.kind == "question")
    shown = note_of(collection, card).cards()[0]
    assert card.label in shown.question() and "ReLU, the rectified linear unit, is" not in shown.question()
    assert "ReLU, the rectified linear unit, is" in shown.answer()
    assert 'href="https://site.example/questions/neurons-and-layers/relu.html"' in shown.answer()
    (picture,) = re.findall(r'<img src="([^"]+)"', shown.answer())
    assert (Path(collection.media.dir()) / picture).stat().st_size > 1000


def test_anki_leaves_formulas_to_mathjax(collection, book, deck, tmp_path):
    take(collection, deck, tmp_path)
    card = next(card for card in list_cards(book) if card.page.endswith("/dropout.html") and card.kind == "question")
    assert r"\(p\)" in note_of(collection, card).cards()[0].answer()


def test_an_update_corrects_cards_and_keeps_what_was_learnt(collection, tiny, tmp_path):
    book, evidence = tiny
    released = dataclasses.replace(book, releases=(make_release(book, "1.0", MONDAY),))
    take(collection, render_deck(released, evidence, "", MONDAY), tmp_path)
    cards = {card.page: card for card in list_cards(book) if card.kind == "question"}
    card = note_of(collection, cards["questions/evaluation/accuracy.html"]).cards()[0]
    collection.decks.select(card.did)
    queued = collection.sched.get_queued_cards(fetch_limit=1).cards[0]
    assert queued.card.id == card.id
    card.start_timer()
    answer = collection.sched.build_answer(card=card, states=queued.states, rating=CardAnswer.EASY)
    collection.sched.answer_card(answer)
    before = collection.get_card(card.id)
    assert before.ivl > 0 and before.reps == 1

    log = take(collection, render_deck(reworded(released), evidence, "", TUESDAY), tmp_path).log
    after = collection.get_card(card.id)
    assert "A <em>better</em> answer." in after.note()["Answer"]
    assert (after.ivl, after.due, after.reps, after.factor, after.queue) == (
        before.ivl,
        before.due,
        before.reps,
        before.factor,
        before.queue,
    )
    assert len(log.updated) == 1 and not log.new and not log.conflicting
    assert collection.note_count() == len(list_cards(book))
    assert collection.db.scalar("select count() from revlog where cid = ?", card.id) == 1


def test_an_older_deck_does_not_undo_a_correction(collection, tiny, tmp_path):
    book, evidence = tiny
    released = dataclasses.replace(book, releases=(make_release(book, "1.0", MONDAY),))
    take(collection, render_deck(reworded(released), evidence, "", TUESDAY), tmp_path)
    take(collection, render_deck(released, evidence, "", WEDNESDAY), tmp_path)
    card = next(card for card in list_cards(book) if card.page == "questions/evaluation/accuracy.html")
    assert "A <em>better</em> answer." in note_of(collection, card)["Answer"]


def test_new_cards_join_those_that_are_there(collection, tiny, tmp_path):
    book, evidence = tiny
    less = with_answer(book, "learning-rate", statements=())
    take(collection, render_deck(less, evidence, "", MONDAY), tmp_path)
    log = take(collection, render_deck(book, evidence, "", TUESDAY), tmp_path).log
    assert len(log.new) == 2
    assert collection.note_count() == len(list_cards(book)) == len(list_cards(less)) + 2


# ---- releases


def test_nothing_has_changed_right_after_a_release(tiny):
    book = tiny[0]
    release = make_release(book, "1.0", MONDAY)
    assert not find_changes(list_cards(book), release)
    assert (release.new, release.changed, release.removed) == (len(list_cards(book)), 0, 0)


def test_a_record_is_read_as_it_was_written(tiny, tmp_path):
    release = make_release(tiny[0], "1.0", MONDAY)
    shutil.copytree(SOUND / "content", tmp_path / "content", ignore=shutil.ignore_patterns("releases"))
    (tmp_path / "content" / "releases").mkdir()
    (tmp_path / "content" / "releases" / "1.0.json").write_text(write_record(release), encoding="utf-8")
    assert read_book(tmp_path).releases == (release,)


def test_changes_are_told_from_the_last_release(tiny):
    book = tiny[0]
    release = make_release(book, "1.0", MONDAY)
    changes = find_changes(list_cards(with_answer(reworded(book), "learning-rate", statements=())), release)
    assert [card.label for card in changes.changed] == ["What is accuracy, and when does it mislead?"]
    assert [label.split(",")[0] for label in changes.removed] == [
        "On a convex quadratic",
        "A loss multiplied by ten takes a tenth of the learning rate for the same step.",
    ]
    assert changes.new == () and not changes.layout


def test_a_changed_card_is_younger_than_its_release_and_the_others_are_not(tiny):
    book = tiny[0]
    first = make_release(book, "1.0", MONDAY)
    second = make_release(dataclasses.replace(reworded(book), releases=(first,)), "1.1", TUESDAY)
    times = Counter(card.since for card in second.cards.values())
    assert times[TUESDAY] == 1 and times[MONDAY] == len(second.cards) - 1
    assert (second.new, second.changed, second.removed) == (0, 1, 0)
    for id, card in second.cards.items():
        assert changed_at(id, card.digest, second, WEDNESDAY) == card.since
        assert changed_at(id, "other", second, 0) == card.since + 1


def test_the_last_release_can_be_made_again_and_an_earlier_one_cannot(tiny):
    book = tiny[0]
    first = make_release(book, "1.0", MONDAY)
    second = make_release(dataclasses.replace(book, releases=(first,)), "1.1", TUESDAY)
    both = dataclasses.replace(book, releases=(first, second))
    assert make_release(both, "1.1", WEDNESDAY).version == "1.1"
    with pytest.raises(Unusable, match="choose a new one"):
        make_release(both, "1.0", WEDNESDAY)


def test_the_page_says_so_where_there_is_no_release_or_no_change(tiny):
    book = tiny[0]
    assert "has not been released yet" in render_changes(book)
    assert "Nothing has changed since." in render_changes(dataclasses.replace(book, releases=(make_release(book, "1.0", MONDAY),)))
