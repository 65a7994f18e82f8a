"""Turns a question that no page answers into the category in which a new page would stand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from calibration import PLACE
from lexicon import EMPTY, GRAMMAR
from model import Book
from nearness import COMMON_TERMS, MEASURES, Array, Nearness
from topics import Topics, components
from words import split_words, stem

PHRASE, TEXT = MEASURES.index("phrase"), MEASURES.index("text")


class Placing:
    """The categories of a book, ready to be chosen from."""

    def __init__(self, book: Book, nearness: Nearness) -> None:
        self.ids = [category.id for category in book.categories]
        self.nearness = nearness
        self.profiles = self.read_profiles(book)
        self.spread = Counter(word for profile in self.profiles for word in profile)
        self.pages = np.array([[float(answer.category == id) for answer in book.answers] for id in self.ids])

    def read_profiles(self, book: Book) -> list[set[str]]:
        """The stems of each category: those of its terms, of its pages' phrases, of its own title and description."""
        profiles = {category.id: stems_of(f"{category.title} {category.description}") for category in book.categories}
        for id, terms in book.terms.items():
            profiles[id].update(*(stems_of(term) for term in terms))
        for phrase in self.nearness.phrases:
            topics = phrase.topics
            profiles[book.answers[phrase.page].category].update(topics.stems, topics.loose)
        return [profiles[id] for id in self.ids]

    def place(self, many: Sequence[Topics], measures: Array) -> list[tuple[str, float]]:
        """(category, how much speaks for it) of each question."""
        scores = self.signs(many, measures) @ np.array(PLACE)
        best = scores.argmax(axis=1)
        return [(self.ids[at] if scores[row, at] > 0 else self.ids[-1], float(scores[row, at])) for row, at in enumerate(best)]

    def signs(self, many: Sequence[Topics], measures: Array) -> Array:
        """What speaks for each category: its terms in the question, its words, and how near its pages come; questions × categories × signs."""
        votes = np.array([self.votes(topics) for topics in many])
        words = np.array([self.shared(topics) for topics in many])
        inside = self.pages[None, :, :] > 0
        near = (inside * measures[:, None, :, PHRASE]).max(axis=2, initial=0)
        text = (inside * measures[:, None, :, TEXT]).max(axis=2, initial=0)
        return np.stack([votes[..., 0], votes[..., 1], words, near, text], axis=2)

    def votes(self, topics: Topics) -> Array:
        """(the part of the question's terms that are the category's, whether the first of them is) for each category."""
        named = [term for term in topics.terms if term in self.nearness.home]
        homes = [self.nearness.home[term] for term in [*filter(is_rare, named)] or named]
        return np.array([(homes.count(id) / max(len(homes), 1), float(homes[:1] == [id])) for id in self.ids])

    def shared(self, topics: Topics) -> list[float]:
        """The part of the question's stems that are each category's, rarer ones counting more."""
        stems = {*topics.stems, *topics.loose, *(part for term in topics.terms for part in components(term) or [stem(term)])}
        weights = {word: math.log(1 + len(self.ids) / self.spread[word]) if self.spread[word] else 0.5 for word in stems}
        total = sum(weights.values()) or 1.0
        return [sum(weight for word, weight in weights.items() if word in profile) / total for profile in self.profiles]


def is_rare(term: str) -> bool:
    return term not in COMMON_TERMS


def stems_of(text: str) -> set[str]:
    return {stem(word) for word in split_words(text) if word not in EMPTY | GRAMMAR}
