"""Compares the flashcards with those of the last release: what a learner who has that release will find new, changed or gone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cards import Card, list_cards
from faces import FACES
from model import Book, Release, Released, Unusable
from pieces import UNSEARCHED, escape, join, matter, plural, relative, table

PAGE = "deck-changes.md"
LAYOUT = "layout-"  # begins the names under which a record keeps the faces of the cards


@dataclass(frozen=True)
class Changes:
    """What differs from the last release; `removed` has the labels of the cards that are no more."""

    new: tuple[Card, ...]
    changed: tuple[Card, ...]
    removed: tuple[str, ...]
    layout: bool

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.removed or self.layout)


def last_release(book: Book) -> Release | None:
    return book.releases[-1] if book.releases else None


def find_changes(cards: tuple[Card, ...], release: Release | None) -> Changes:
    """What differs in `cards` from those of a release; without a release, everything is new."""
    known = release.cards if release else {}
    ids = {card.id for card in cards}
    return Changes(
        new=tuple(card for card in cards if card.id not in known),
        changed=tuple(card for card in cards if card.id in known and known[card.id].digest != card.digest),
        removed=tuple(old.label for id, old in known.items() if id not in ids and not id.startswith(LAYOUT)),
        layout=bool(known) and any(known.get(LAYOUT + kind, Released("", 0, "")).digest != face.digest for kind, face in FACES.items()),
    )


def changed_at(id: str, digest: str, release: Release | None, clock: int) -> int:
    """When a card became what it is, in seconds since 1970: as the release has it, or at `clock` if it differs from that.

    Anki takes over the newer one of two versions of a note, so a changed card has to be younger than the released one.
    """
    known = release.cards.get(id) if release else None
    if known and known.digest == digest:
        return known.since
    return max(clock, known.since + 1 if known else 0)


def deck_clock(book: Book, clock: int | None) -> int:
    """The time of what was changed since the last release: `clock`, the last commit's, but always after that release."""
    release = last_release(book)
    released = max((card.since for card in release.cards.values()), default=0) + 1 if release else FIRST
    return max(clock or 0, released)


FIRST = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp())


# A new release


def make_release(book: Book, version: str, now: int) -> Release:
    """The record of a release made at `now`. Raises Unusable if `version` is an earlier release's."""
    if version in [release.version for release in book.releases[:-1]]:
        raise Unusable(f"version {version} is out and others have followed; choose a new one")
    earlier = [release for release in book.releases if release.version != version]  # the last one may be made again
    before = earlier[-1] if earlier else None
    cards = list_cards(book)
    changes = find_changes(cards, before)
    items = [(card.id, card.digest, card.label) for card in cards] + [
        (LAYOUT + kind, face.digest, face.name) for kind, face in FACES.items()
    ]
    kept = {id: Released(digest, changed_at(id, digest, before, now), label) for id, digest, label in items}
    day = datetime.fromtimestamp(now, UTC).date().isoformat()
    return Release(version, day, kept, len(changes.new), len(changes.changed), len(changes.removed))


def write_record(release: Release) -> str:
    """A release as the JSON text that is kept of it, one card to a line."""
    head = {"version": release.version, "day": release.day, "new": release.new, "changed": release.changed, "removed": release.removed}
    lines = [
        f"    {json.dumps(id)}: {json.dumps([c.digest, c.since, c.label], ensure_ascii=False)}" for id, c in sorted(release.cards.items())
    ]
    fields = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    return "{\n" + ",\n".join([*fields, '  "cards": {\n' + ",\n".join(lines) + "\n  }"]) + "\n}\n"


# The page


def version_line(book: Book, page: str) -> str:
    """Which release of the deck this is, and how much has changed since, with a link to the list."""
    release = last_release(book)
    if release is None:
        return "Not released yet."
    changes = find_changes(list_cards(book), release)
    count = len(changes.new) + len(changes.changed) + len(changes.removed)
    since = f"{plural(count, 'card')} new, changed or gone since" if count else "nothing changed since"
    return f"Version {escape(release.version)} of {release.day}, [{since}]({relative(PAGE, page)})."


def render_changes(book: Book) -> str:
    """The page that lists what has changed in the deck since its last release."""
    release = last_release(book)
    changes = find_changes(list_cards(book), release)
    head = matter(
        title="Changes of the deck",
        description="Which flashcards are new, changed or gone since the last release of the Anki deck.",
        **UNSEARCHED,
    )
    parts = [
        "# Changes of the deck",
        render_summary(changes, release),
        render_cards("New", changes.new) if release else "",
        render_cards("Changed", changes.changed),
        render_removed(changes.removed),
        f"## Releases\n\n{render_releases(book.releases)}" if book.releases else "",
    ]
    return head + join(*parts)


def render_summary(changes: Changes, release: Release | None) -> str:
    if release is None:
        return f"The deck has not been released yet: all of its {plural(len(changes.new), 'card')} will be new."
    if not changes:
        return f"The deck on this site is version {escape(release.version)}, released on {release.day}. Nothing has changed since."
    look = " The look of the cards has changed too." if changes.layout else ""
    return (
        f"Compared with version {escape(release.version)}, released on {release.day}: {len(changes.new)} new, {len(changes.changed)} changed, "
        f"{len(changes.removed)} removed.{look} Importing the deck again adds the new cards and corrects the changed ones; "
        "what you have learnt of them is kept."
    )


def render_cards(heading: str, cards: tuple[Card, ...]) -> str:
    """Cards by what they ask, each with a link to its page."""
    lines = [f"- [{escape(card.label)}]({card.page.replace('.html', '.md', 1)})" for card in cards]
    return f"## {heading}\n\n" + "\n".join(lines) if lines else ""


def render_removed(labels: tuple[str, ...]) -> str:
    if not labels:
        return ""
    note = "Anki does not remove these by itself. To be rid of one, search for its words in Anki's browser and delete it."
    return join("## Removed", note, "\n".join(f"- {escape(label)}" for label in labels))


def render_releases(releases: tuple[Release, ...]) -> str:
    def cards(kept: Mapping[str, Released]) -> int:
        return sum(not id.startswith(LAYOUT) for id in kept)

    rows = [(escape(r.version), r.day, str(cards(r.cards)), str(r.new), str(r.changed), str(r.removed)) for r in reversed(releases)]
    return table(("Version", "Day", "Cards", "New", "Changed", "Removed"), rows)
