"""Turns flashcards into a deck for Anki: the same bytes for the same cards."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from html import escape

from genanki import Deck, Model, Note
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from cards import DECK, Card, Figure, list_cards
from compute import Evidence
from faces import FACES, STYLE, Face
from model import Book
from releases import FIRST, LAYOUT, changed_at, deck_clock, last_release

LONG_AGO = (1980, 1, 1, 0, 0, 0)
LICENCE = "Text and pictures under CC BY 4.0."
# A picture on a card stands alone, so the colours that a page would lend it are put in: the site's own, by day.
DAYLIGHT = {
    "currentColor": "#26221c",
    "var(--md-default-bg-color)": "#fbf8f1",
    "var(--qa-muted)": "#635d53",
    "var(--qa-faint)": "#ddd5c5",
    "var(--qa-series-1)": "#1c4f9e",
    "var(--qa-series-2)": "#a8390c",
    "var(--qa-series-3)": "#12957a",
    "var(--qa-series-4)": "#b5559f",
    "var(--qa-series-5)": "#a2860f",
    "var(--qa-series-6)": "#33363b",
}


def render_deck(book: Book, evidence: Evidence, site: str, clock: int | None) -> bytes:
    """The deck as an .apkg file; links lead to the site at the address `site`, if that is known.

    `clock` is when the content was last changed, in seconds since 1970, if that is known.
    """
    cards = list_cards(book)
    pictures = {card.figure: name_picture(card.figure, evidence) for card in cards if card.figure}
    media = {name: picture for name, picture in pictures.values() if picture}
    notes = [(card, fill_fields(card, site, pictures[card.figure][0] if card.figure else "")) for card in cards]
    return pack_deck(write_collection(book, notes, deck_clock(book, clock)), media)


# Fields


def fill_fields(card: Card, site: str, picture: str) -> tuple[str, ...]:
    """The fields of a card in the order of its face."""
    page = f'<a href="{escape(site + card.page)}">Read the page</a>' if site else f"Page: {escape(card.page.partition('#')[0])}"
    image = f'<img src="{picture}" alt="{escape(card.figure.alt)}">' if card.figure and picture else ""
    figure = (image,) if card.kind == "question" else ()
    return (*card.front, *card.back, *figure, page, card.id)


def name_picture(figure: Figure, evidence: Evidence) -> tuple[str, bytes]:
    """A picture's file name, which changes with it, and its bytes; empty if it could not be drawn."""
    outcome = evidence.figures.get((figure.name, figure.alt))
    if outcome is None or not outcome.text:
        return "", b""
    data = stand_alone(outcome.text).encode()
    return f"dli-{figure.name}-{hashlib.sha256(data).hexdigest()[:8]}.svg", data


def stand_alone(drawing: str) -> str:
    """A page's drawing as a file of its own. Raises ValueError for a colour that only the page would know."""
    for name, colour in DAYLIGHT.items():
        drawing = drawing.replace(f'"{name}"', f'"{colour}"')
    if unknown := re.search(r'"(var\([^"]*\))"', drawing):
        raise ValueError(f"a drawing uses {unknown[1]}, which has no colour on a flashcard; add it to DAYLIGHT in scripts/deck.py")
    drawing = re.sub(r' (class|data-search-exclude)="[^"]*"', "", drawing.strip())
    opening = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" font-family="sans-serif"'
    return re.sub(r'(?<= )href="#', 'xlink:href="#', drawing.replace("<svg", opening, 1))


# The collection


def write_collection(book: Book, notes: list[tuple[Card, tuple[str, ...]]], clock: int) -> bytes:
    """Anki's database with the decks, the faces and the cards."""
    release = last_release(book)
    models = {kind: make_model(face) for kind, face in FACES.items()}
    decks = {category.id: make_deck(category.id, f"{DECK}::{category.title}", category.description) for category in book.categories}
    connection = sqlite3.connect(":memory:")
    cursor = connection.cursor()
    cursor.executescript(APKG_SCHEMA + APKG_COL)
    used = {card.category for card, _ in notes}
    shown = [make_deck("", DECK, LICENCE), *(deck for id, deck in decks.items() if id in used)]
    add_to_column(cursor, "decks", {str(deck.deck_id): deck.to_json() for deck in shown})
    faces = {
        FACES[kind].id: model.to_json(changed_at(LAYOUT + kind, FACES[kind].digest, release, clock), 1) for kind, model in models.items()
    }
    add_to_column(cursor, "models", {str(id): face for id, face in faces.items()})
    for due, ((card, fields), number) in enumerate(zip(notes, note_numbers([card for card, _ in notes]), strict=True), start=1):
        note = Note(model=models[card.kind], fields=list(fields), tags=list(card.tags), guid=card.id, due=due)
        note.write_to_db(cursor, changed_at(card.id, card.digest, release, clock), decks[card.category].deck_id, iter((number, number)))
    connection.commit()
    return connection.serialize()


def make_model(face: Face) -> Model:
    fields = [{"name": name} for name in face.fields]
    return Model(face.id, face.name, fields, [{"name": "Card", "qfmt": face.front, "afmt": face.back}], css=STYLE)


def make_deck(id: str, name: str, description: str) -> Deck:
    return Deck(FIRST_DECK + lasting_number(f"deck {id}", 1_000_000_000), name, description)


def add_to_column(cursor: sqlite3.Cursor, column: str, items: Mapping[str, object]) -> None:
    """Adds items to a column of the collection's only row, in which Anki keeps what it has few of."""
    (kept,) = cursor.execute(f"SELECT {column} FROM col").fetchone()  # noqa: S608 (our own names)
    cursor.execute(f"UPDATE col SET {column} = ?", (json.dumps(json.loads(kept) | items),))  # noqa: S608


def note_numbers(cards: list[Card]) -> Iterator[int]:
    """A number for each card that stays the same when others come and go; Anki reads it as the millisecond of its making."""
    taken: set[int] = set()
    for card in cards:
        number = FIRST * 1000 + lasting_number(card.id, 1_000_000_000)
        while number in taken:
            number += 1
        taken.add(number)
        yield number


FIRST_DECK = 1_826_000_000_000


def lasting_number(name: str, below: int) -> int:
    """A number that a name always gives."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % below


# The archive


def pack_deck(collection: bytes, media: Mapping[str, bytes]) -> bytes:
    """The archive that Anki imports: the collection, the pictures by number, and their names."""
    names = sorted(media)
    files = {"collection.anki2": collection, "media": json.dumps(dict(enumerate(names))).encode()}
    files |= {str(number): media[name] for number, name in enumerate(names)}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(path, LONG_AGO)
            info.create_system, info.compress_type = 3, zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return target.getvalue()
