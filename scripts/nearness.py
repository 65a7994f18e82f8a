"""Turns a book and questions into numbers that say how near each question is to each answer."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

import markup
from answers import follow_ups
from lexicon import ORDINARY, words_in
from model import Answer, Book
from topics import Reader, Topics, components, vocabulary_of
from words import stem

Array = NDArray[np.float64]
# What nearly every page is about says little of any: `=name` is a term, the others are stems.
COMMON_TERMS = frozenset(
    ["deep learning", "machine learning", "artificial intelligence", "neural network", "deep neural network", "algorithm"]
)
COMMON = frozenset(f"={term}" for term in COMMON_TERMS) | words_in(
    "network model algorithm method techniqu learn deep neural machin data train function system approach artifici intellig dataset perform larg small high low good"
)
EVERYDAY = frozenset(stem(word) for word in ORDINARY)
FACET_WEIGHT = 0.3
NEAR = 0.6  # what agreement with an alias counts on a page that has wordings: aliases are there to be found by, and name its neighbours too
KEYS = ("title", "own", "near")
# The measures of nearness in the order in which `measure` returns them.
MEASURES = (
    "phrase",  # the best agreement with one phrase of the page: what both name, in parts of what either names
    "phrase-and-facets",  # the same with what is asked of it: its advantages, its kinds
    "follow-up",  # the best agreement with a follow-up question
    "named",  # the part of the question that the page's phrases name together
    "mentioned",  # the part that the page's text mentions
    "foreign",  # how many terms none of the page's phrases names
    "absent",  # how many terms the page's text does not mention
    "text",  # the cosine to the page's text
    "facets",  # the part of the facets that the page's phrases ask for
    "code",  # whether the question asks for code
    "unnamed",  # the weight of what the phrases do not name
    "weight",  # the weight of what they name
    "standing",  # the part that is named, each token by how much of a phrase it makes up
    "least",  # the least of these of any term
    "exact",  # whether a phrase agrees all but entirely
    "title",  # the agreement with the page's own question
    "exact-of-many",  # exact, where the question names more than one thing
    "alone",  # for a question that names one thing: how far from the best phrase it is
    "alien",  # how many foreign terms are of another category than the page
    "versus",  # foreign terms in a question that compares
    "ahead",  # by how much "phrase-and-facets" is above, or else below, that of the best other page
)


@dataclass(frozen=True)
class Phrase:
    """One way to name what an answer is about; `kind` says whose words they are."""

    page: int
    kind: str
    topics: Topics


def tokens_of(topics: Topics) -> Iterator[tuple[str, float]]:
    """(token, share of its weight) of everything a question names: terms, other stems, and the stems of the terms.

    What nearly every page is about counts little beside other terms: "hyperparameters of a neural network" are hyperparameters.
    """
    rare = rare_terms(topics)
    yield from ((f"={term}", 1.0) for term in rare)
    yield from ((stem, 1.0) for stem in topics.stems)
    parts = {part for term in rare for part in components(term)} if rare else topics.loose
    yield from ((stem, 0.5) for stem in topics.loose if stem in parts and stem not in topics.stems)
    common = [term for term in topics.terms if term in COMMON_TERMS]
    if "deep neural network" in common:
        common += ["deep learning", "neural network"]
    yield from ((f"={term}", 0.3 if rare else 0.8) for term in dict.fromkeys(common))


def rare_terms(topics: Topics) -> list[str]:
    return [term for term in topics.terms if term not in COMMON_TERMS]


class Nearness:
    """The answers of a book, ready to be held against questions; the book has at least one."""

    def __init__(self, book: Book) -> None:
        self.answers = book.answers
        texts = [page_text(answer) for answer in book.answers]
        names = tuple(term for terms in book.terms.values() for term in terms)
        self.reader = Reader(names, frozenset(vocabulary_of(texts)))
        self.home = {term: id for id, terms in book.terms.items() for name in terms for term in self.reader.read(name).terms}
        self.phrases = [phrase for page, answer in enumerate(book.answers) for phrase in self.read_phrases(page, answer, book)]
        self.texts = [self.read_text(text) for text in texts]

    def read_phrases(self, page: int, answer: Answer, book: Book) -> Iterator[Phrase]:
        """The phrases of an answer: its question, aliases, the wordings of lists, and its follow-up questions."""
        asked = [book.entries[key].entry.question for key in answer.asks if key in book.entries]
        follow = [item.question for item in follow_ups(answer)]
        title = [answer.question, *first_clause(answer.question)]
        wordings = book.wordings.get(answer.id, ())
        near = "near" if wordings else "own"
        for kind, texts in (("title", title), ("own", [*asked, *wordings]), (near, answer.aliases), ("follow", follow)):
            yield from (Phrase(page, kind, self.reader.read(text)) for text in texts)

    def read_text(self, text: str) -> Counter[str]:
        """How often a text names each token."""
        found: Counter[str] = Counter()
        for part in re.split(r"(?<=[.:;?!])\s+|\n\n+|\|", text):
            found.update(token for token, _ in tokens_of(self.reader.read(part)))
        return found

    # ---- weights ----

    @cached_property
    def keys(self) -> list[set[str]]:
        """The tokens of each page's phrases."""
        keys: list[set[str]] = [set() for _ in self.answers]
        for phrase in self.phrases:
            if phrase.kind in KEYS:
                keys[phrase.page].update(token for token, _ in tokens_of(phrase.topics))
        return keys

    @cached_property
    def named_by(self) -> Counter[str]:
        """How many pages' phrases name each token."""
        return Counter(token for key in self.keys for token in key)

    @cached_property
    def mentioned_by(self) -> Counter[str]:
        """How many pages' texts mention each token."""
        return Counter(token for tokens in self.texts for token in tokens)

    @cached_property
    def ids(self) -> dict[str, int]:
        """A number for every token of the book."""
        tokens = (token for phrase in self.phrases for token, _ in tokens_of(phrase.topics))
        return {token: i for i, token in enumerate(dict.fromkeys([*self.named_by, *self.mentioned_by, *tokens]))}

    def weigh(self, token: str) -> float:
        """What a token counts: more if few pages name it, and much if it is a term of the field that none names."""
        if token in COMMON or token in EVERYDAY:
            return 0.3
        pages = len(self.answers)
        top = math.log(1 + pages)
        if token in self.named_by:
            rarity = math.log(1 + pages / self.named_by[token]) / top
            return (1.2 if token[0] == "=" else 1.0) * (0.4 + 0.6 * rarity)
        if token[0] == "=":
            return 1.2
        return 0.4 + 0.6 * math.log(1 + pages / (1 + self.mentioned_by[token])) / top

    # ---- matrices ----

    def spread(self, many: Sequence[Topics]) -> tuple[sparse.csr_matrix, Array]:
        """(the roots of the weights of the tokens, questions × tokens; the weight of each question, tokens unknown to the book included)."""
        rows, columns, values, total = [], [], [], np.zeros(len(many))
        for row, topics in enumerate(many):
            for token, share in tokens_of(topics):
                weight = self.weigh(token) * share
                total[row] += weight
                if token in self.ids:
                    rows.append(row)
                    columns.append(self.ids[token])
                    values.append(math.sqrt(weight))
        return sparse.csr_matrix((values, (rows, columns)), shape=(len(many), len(self.ids))), total

    def spread_facets(self, many: Sequence[Topics]) -> Array:
        """Which facets each question asks for, questions × facets."""
        return np.array([[float(facet in topics.facets) for facet in self.facets] for topics in many]).reshape(len(many), len(self.facets))

    def spread_sets(self, sets: Sequence[Iterable[str]]) -> Array:
        """Which tokens are in each set, sets × tokens."""
        cells = np.zeros((len(sets), len(self.ids)))
        for row, tokens in enumerate(sets):
            cells[row, [self.ids[token] for token in tokens]] = 1
        return cells

    @cached_property
    def facets(self) -> list[str]:
        return sorted({facet for phrase in self.phrases for facet in phrase.topics.facets})

    @cached_property
    def phrase_tokens(self) -> tuple[sparse.csc_matrix, Array]:
        tokens, weights = self.spread([phrase.topics for phrase in self.phrases])
        return sparse.csc_matrix(tokens.T), weights

    @cached_property
    def phrase_facets(self) -> Array:
        return self.spread_facets([phrase.topics for phrase in self.phrases])

    @cached_property
    def term_weights(self) -> Array:
        """What the terms of each phrase weigh."""
        return np.array([sum(self.weigh(t) * share for t, share in tokens_of(p.topics) if t[0] == "=") for p in self.phrases])

    @cached_property
    def is_term(self) -> Array:
        return np.array([float(token[0] == "=") for token in self.ids])

    @cached_property
    def is_rare_term(self) -> Array:
        return np.array([float(token[0] == "=" and token not in COMMON) for token in self.ids])

    @cached_property
    def starts(self) -> NDArray[np.intp]:
        """Where the phrases of each page begin."""
        pages = [phrase.page for phrase in self.phrases]
        return np.array([pages.index(page) for page in range(len(self.answers))])

    @cached_property
    def key_tokens(self) -> Array:
        return self.spread_sets(self.keys)

    @cached_property
    def text_tokens(self) -> Array:
        return self.spread_sets(self.texts)

    @cached_property
    def key_facets(self) -> Array:
        """Which facets the phrases of each page ask for."""
        return np.maximum.reduceat(np.where(self.is_kind("follow")[:, None], 0, self.phrase_facets), self.starts, axis=0)

    def is_kind(self, kind: str) -> NDArray[np.bool_]:
        return np.array([phrase.kind == kind for phrase in self.phrases])

    @cached_property
    def standings(self) -> Array:
        """How much of one of a page's phrases a token makes up at most, a term with its parts; pages × tokens."""
        best = np.zeros((len(self.answers), len(self.ids)))
        for phrase, total in zip(self.phrases, self.phrase_tokens[1], strict=True):
            if phrase.kind in KEYS:
                weights = {token: self.weigh(token) * share for token, share in tokens_of(phrase.topics)}
                for token, weight in weights.items():
                    parts = components(token[1:]) if token[0] == "=" else []
                    part = (weight + sum(weights.get(stem, 0) for stem in parts)) / total
                    best[phrase.page, self.ids[token]] = max(best[phrase.page, self.ids[token]], part)
        return best

    @cached_property
    def text_vectors(self) -> Array:
        """The texts' tokens by frequency and rarity, of length 1; pages × tokens."""
        cells = np.zeros((len(self.answers), len(self.ids)))
        for row, counts in enumerate(self.texts):
            for token, count in counts.items():
                if token not in COMMON:
                    rarity = math.log(1 + len(self.answers) / self.mentioned_by[token])
                    cells[row, self.ids[token]] = (1 + math.log(count)) * rarity
        norms: Array = np.linalg.norm(cells, axis=1, keepdims=True)
        return cells / np.maximum(norms, 1e-9)

    @cached_property
    def own_terms(self) -> Array:
        """The terms of a page's category that its phrases do not name; pages × tokens."""
        homes = [self.home.get(token[1:], "") if token[0] == "=" else "" for token in self.ids]
        own = np.array([[float(home == answer.category) for home in homes] for answer in self.answers])
        return own * (1 - self.key_tokens)

    # ---- measuring ----

    def measure(self, many: Sequence[Topics]) -> Array:
        """The measures of nearness of every question to every page: questions × pages × measures."""
        tokens, weight = self.spread(many)
        asked = self.spread_facets(many)
        facet_count = column(len(topics.facets) for topics in many)
        phrase, with_facets = self.agree(many, tokens, weight, asked, facet_count)
        follow = self.is_kind("follow")[None, :]
        trust = np.where(self.is_kind("near"), NEAR, 1.0)[None, :]
        phrase, with_facets = phrase * trust, with_facets * trust
        best = self.best_of(np.where(follow, 0, phrase))
        best_with_facets = self.best_of(np.where(follow, 0, with_facets))
        squares = tokens.multiply(tokens).tocsr()
        safe = np.maximum(weight, 1e-9)[:, None]
        named = (squares @ self.key_tokens.T) / safe
        rare = np.asarray((tokens > 0).multiply(self.is_rare_term[None, :]).todense(), dtype=float)
        rare_count = column(len(rare_terms(topics)) for topics in many)
        foreign = rare_count - rare @ self.key_tokens.T
        absent = rare_count - rare @ self.text_tokens.T
        alien = foreign - rare @ self.own_terms.T
        length = np.sqrt(np.asarray(squares.multiply(squares).sum(axis=1)))
        exact = np.maximum(0, (best_with_facets - 0.8) / 0.2)
        size = column(len(topics.terms) + len(topics.stems) for topics in many)
        covered = asked @ self.key_facets.T
        ones = np.ones_like(best)
        measures = (
            best,
            best_with_facets,
            self.best_of(np.where(follow, with_facets, 0)),
            named,
            (squares @ self.text_tokens.T) / safe,
            np.minimum(foreign, 3),
            np.minimum(absent, 3),
            (squares @ self.text_vectors.T) / np.maximum(length, 1e-9),
            np.where(facet_count > 0, covered / np.maximum(facet_count, 1), 1.0),
            ones * column("code" in topics.facets for topics in many),
            (1 - named) * np.minimum(weight, 6)[:, None],
            np.minimum(named * weight[:, None], 3),
            (squares @ self.standings.T) / safe,
            self.least_standing(many),
            exact,
            self.best_of(np.where(self.is_kind("title")[None, :], with_facets, 0)),
            exact * ((facet_count > 0) | (size > 1)),
            (size == 1) * (1 - best),
            np.minimum(alien, 3),
            np.minimum(foreign, 2) * column(topics.compares for topics in many),
            best_with_facets - best_other(best_with_facets),
        )
        return np.stack([np.broadcast_to(measure, best.shape) for measure in measures], axis=2)

    def agree(
        self, many: Sequence[Topics], tokens: sparse.csr_matrix, weight: Array, asked: Array, facet_count: Array
    ) -> tuple[Array, Array]:
        """How far every question agrees with every phrase, from 0 to 1, without and with the facets.

        What the phrase names and the question does not costs half, and a term twice its weight where the phrase compares it with the one
        thing that the question names: "X versus Y" does not say what X is.
        """
        phrase_tokens, phrase_weight = self.phrase_tokens
        common = (tokens @ phrase_tokens).toarray()
        common_terms = (tokens.multiply(self.is_term[None, :]).tocsr() @ phrase_tokens).toarray()
        alone = column(len(rare_terms(topics)) < 2 for topics in many)
        compares = np.array([phrase.topics.compares for phrase in self.phrases])[None, :]
        dear = np.where(compares & (alone > 0), 2.0, 0.5)
        missing = 0.5 * (phrase_weight[None, :] - common) + dear * (self.term_weights[None, :] - common_terms)
        common_facets = FACET_WEIGHT * (asked @ self.phrase_facets.T)
        phrase_count = self.phrase_facets.sum(axis=1)[None, :]
        missing_facets = 0.5 * (FACET_WEIGHT * phrase_count - common_facets)
        plain = common / np.maximum(weight[:, None] + missing, 1e-9)
        both = (common + common_facets) / np.maximum(weight[:, None] + FACET_WEIGHT * facet_count + missing + missing_facets, 1e-9)
        return plain, both

    def best_of(self, agreement: Array) -> Array:
        """The best of each page's phrases: questions × pages."""
        best: Array = np.maximum.reduceat(agreement, self.starts, axis=1)
        return best

    def least_standing(self, many: Sequence[Topics]) -> Array:
        """The standing of the term that stands least on a page; 1 for a question without terms."""
        least = np.ones((len(many), len(self.answers)))
        for row, topics in enumerate(many):
            for term in rare_terms(topics) or topics.terms[:1]:
                at = self.ids.get(f"={term}")
                least[row] = np.minimum(least[row], 0 if at is None else self.standings[:, at])
        return least


def best_other(values: Array) -> Array:
    """For each page the best value of any other page; questions × pages."""
    if values.shape[1] < 2:
        return np.zeros_like(values)
    second, first = np.partition(values, -2, axis=1)[:, -2:].T[:, :, None]
    best: Array = np.where(values == first, second, first)
    return best


def column(values: Iterable[float]) -> Array:
    """Numbers, one for each question, as a column."""
    return np.fromiter(values, dtype=float)[:, None]


def first_clause(question: str) -> list[str]:
    """The first of the questions that a title asks, if it asks several."""
    first, _, rest = question.partition(" ")
    parts = re.split(r",? (?:and|or|how|why|which|where|what|when) |, ", rest)
    return [f"{first} {parts[0]}"] if len(parts) > 1 else []


def page_text(answer: Answer) -> str:
    """What a page says: its short answer, explanation and follow-up questions as plain text."""
    sections = (answer.section(heading) for heading in ("Short answer", "Explanation", "Follow-up questions"))
    return "\n\n".join(markup.to_plain(section.text, lambda tex: " ") for section in sections)
