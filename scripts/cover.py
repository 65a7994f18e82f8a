"""Turns a list's questions into findings: the answer that each has in the book, or none, and the category it belongs to."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

import markup
from answers import follow_ups
from model import Answer, Book
from topics import ORDINARY, Reader, Topics, vocabulary_of
from words import stem

Array = NDArray[np.float64]
CARRIERS = frozenset(
    ["=deep learning", "=machine learning", "=artificial intelligence", "=neural network", "=deep neural network", "=algorithm"]
    + "network model algorithm method techniqu learn deep neural machin data train function system approach artifici intellig dataset perform larg small high low good".split()
)
EVERYDAY = frozenset(stem(word) for word in ORDINARY)
CHUNK = 512
CARRIER_TERMS = {'deep learning','machine learning','neural network','artificial intelligence'}


@dataclass(frozen=True)
class Phrase:
    """One way to name what an answer is about."""

    page: int
    kind: str
    topics: Topics


def tokens_of(topics: Topics) -> Iterator[tuple[str, float]]:
    """(token, share of its weight) of everything a question names."""
    yield from ((f"={term}", 1.0) for term in topics.terms)
    yield from ((stem, 1.0) for stem in topics.stems)
    yield from ((stem, 0.5) for stem in topics.loose if stem not in topics.stems)


class Index:
    """The answers of a book, ready to be held against questions."""

    def __init__(self, book: Book):
        self.answers = book.answers
        texts = [page_text(answer) for answer in book.answers]
        words = vocabulary_of(texts)
        self.reader = Reader(tuple(term for terms in book.terms.values() for term in terms), frozenset(words))
        self.phrases = [phrase for page, answer in enumerate(book.answers) for phrase in self.read_phrases(page, answer, book)]
        keys = [{token for p in self.phrases if p.page == page and p.kind != "follow" for token, _ in tokens_of(p.topics)} for page in range(len(texts))]
        self.df = Counter(token for key in keys for token in key)
        inside = [self.read_text(text) for text in texts]
        self.text_df = Counter(token for tokens in inside for token in tokens)
        self.ids = {token: i for i, token in enumerate(dict.fromkeys([*self.df, *self.text_df, *(t for p in self.phrases for t, _ in tokens_of(p.topics))]))}
        self.pages = len(texts)
        self.P, self.Pw = self.matrix([p.topics for p in self.phrases], facets=False)
        self.Pt = np.array([sum(self.weight(t) * s for t, s in tokens_of(p.topics) if t[0] == "=") for p in self.phrases])
        self.starts = np.array([next(i for i, p in enumerate(self.phrases) if p.page == page) for page in range(self.pages)])
        self.follow = np.array([p.kind == "follow" for p in self.phrases])
        self.K = self.sets(keys)
        self.S = self.standing()
        self.compares = np.array([p.topics.compares for p in self.phrases])
        category = {name: c for c, names in book.terms.items() for n in names for name in self.reader.read(n).terms}
        self.own = sparse.csr_matrix(np.array([[float(t[0] == "=" and category.get(t[1:]) == a.category) for t in self.ids] for a in self.answers]))
        self.title = np.array([p.kind in ("title", "first") for p in self.phrases])
        self.X = self.sets(inside)
        self.TF = self.tfidf(inside)
        facets = sorted({f for p in self.phrases for f in p.topics.facets})
        self.facet_ids = {f: i for i, f in enumerate(facets)}
        self.PF = self.facet_matrix([p.topics for p in self.phrases])
        self.KF = np.maximum.reduceat(np.where(self.follow[:, None], 0, self.PF), self.starts, axis=0)

    def read_phrases(self, page: int, answer: Answer, book: Book) -> Iterator[Phrase]:
        asked = [book.entries[key].entry.question for key in answer.asks if key in book.entries]
        for kind, texts in (("title", [answer.question]), ("first", first_clause(answer.question)), ("alias", answer.aliases), ("asked", asked), ("wording", book.wordings.get(answer.id, ())), ("follow", [f.question for f in follow_ups(answer)])):
            for text in texts:
                topics = self.reader.read(text)
                if not topics.empty or topics.facets:
                    yield Phrase(page, kind, topics)

    def read_text(self, text: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for part in re.split(r"(?<=[.:;?!])\s+|\n\n+|\|", text):
            found.update(token for token, _ in tokens_of(self.reader.read(part)))
        return found

    def weight(self, token: str) -> float:
        if token in CARRIERS or token in EVERYDAY:
            return 0.3
        top = math.log(1 + self.pages)
        if token in self.df:
            rarity = math.log(1 + self.pages / self.df[token]) / top
            return (1.2 if token[0] == "=" else 1.0) * (0.4 + 0.6 * rarity)
        if token[0] == "=":
            return 1.2
        return 0.4 + 0.6 * math.log(1 + self.pages / (1 + self.text_df[token])) / top

    def standing(self) -> sparse.csr_matrix:
        """How much of a phrase of a page a token makes up, at most."""
        best: dict[tuple[int, int], float] = {}
        for p, total in zip(self.phrases, self.Pw, strict=True):
            if p.kind != "follow":
                for token, share in tokens_of(p.topics):
                    part = sum(self.weight(x) * s for x, s in tokens_of(p.topics) if token[0] == "=" and x in self.parts(token)) + self.weight(token) * share
                    key = (p.page, self.ids[token])
                    best[key] = max(best.get(key, 0), part / max(total, 1e-9))
        cells = np.array(list(best)).T
        return sparse.csr_matrix((np.array(list(best.values())), (cells[0], cells[1])), shape=(self.pages, len(self.ids)))

    def parts(self, token: str) -> list[str]:
        from topics import components
        return components(token[1:])

    def matrix(self, many: Sequence[Topics], facets: bool) -> tuple[sparse.csr_matrix, Array]:
        rows, columns, values, total = [], [], [], np.zeros(len(many))
        for row, topics in enumerate(many):
            for token, share in tokens_of(topics):
                weight = self.weight(token) * share
                total[row] += weight
                if token in self.ids:
                    rows.append(row)
                    columns.append(self.ids[token])
                    values.append(math.sqrt(weight))
        return sparse.csr_matrix((values, (rows, columns)), shape=(len(many), len(self.ids))), total

    def sets(self, many: Sequence[Iterable[str]]) -> sparse.csr_matrix:
        cells = [(row, self.ids[token]) for row, tokens in enumerate(many) for token in tokens]
        return sparse.csr_matrix((np.ones(len(cells)), tuple(np.array(cells).T)), shape=(len(many), len(self.ids)))

    def tfidf(self, many: Sequence[Counter[str]]) -> sparse.csr_matrix:
        rows, columns, values = [], [], []
        for row, counts in enumerate(many):
            cells = {t: (1 + math.log(n)) * math.log(1 + self.pages / self.text_df[t]) for t, n in counts.items() if t not in CARRIERS}
            norm = math.sqrt(sum(v * v for v in cells.values())) or 1
            for token, value in cells.items():
                rows.append(row)
                columns.append(self.ids[token])
                values.append(value / norm)
        return sparse.csr_matrix((values, (rows, columns)), shape=(len(many), len(self.ids)))

    def facet_matrix(self, many: Sequence[Topics]) -> Array:
        out = np.zeros((len(many), len(self.facet_ids)))
        for row, topics in enumerate(many):
            for f in topics.facets:
                if f in self.facet_ids:
                    out[row, self.facet_ids[f]] = 1
        return out

    def features(self, many: Sequence[Topics]) -> Array:
        """questions × pages × features"""
        Q, Qw = self.matrix(many, facets=False)
        safe = np.maximum(Qw, 1e-9)[:, None]
        ov = (Q @ self.P.T).toarray()
        QF = self.facet_matrix(many)
        nf = np.array([len(t.facets) for t in many])[:, None]
        fov = QF @ self.PF.T
        fp = self.PF.sum(1)[None, :]
        w = 0.3
        both = ov + w * fov
        term = sparse.diags([1.0 if t[0] == "=" else 0.0 for t in self.ids])
        alone = np.array([sum(t not in CARRIER_TERMS for t in x.terms) < 2 for x in many])[:, None]
        dear = np.where(self.compares[None, :] & alone, 2.0, 0.5)
        missing = 0.5 * (self.Pw[None, :] - ov) + dear * (self.Pt[None, :] - (Q @ term @ self.P.T).toarray())
        T = ov / np.maximum(Qw[:, None] + missing, 1e-9)
        TF = both / np.maximum(Qw[:, None] + w * nf + missing + 0.5 * w * (fp - fov), 1e-9)
        follow = self.follow[None, :]
        top = lambda x: np.maximum.reduceat(x, self.starts, axis=1)
        T_key = top(np.where(follow, 0, T))
        T_follow = top(np.where(follow, TF, 0))
        TF_key = top(np.where(follow, 0, TF))
        W = Q.copy(); W.data = W.data**2
        key = (W @ self.K.T).toarray() / safe
        text = (W @ self.X.T).toarray() / safe
        B = Q.copy(); B.data = np.ones_like(B.data)
        term = sparse.diags([1.0 if t[0] == "=" else 0.0 for t in self.ids])
        nterms = np.array([len(t.terms) for t in many])[:, None]
        foreign = nterms - (B @ term @ self.K.T).toarray()
        alien = foreign - ((B @ term).multiply(1) @ (self.own - self.own.multiply(self.K)).T).toarray()
        absent = nterms - (B @ term @ self.X.T).toarray()
        stand = (W @ self.S.T).toarray() / safe
        least = np.ones_like(stand)
        for row, topics in enumerate(many):
            for term in topics.terms:
                i = self.ids.get(f"={term}")
                least[row] = np.minimum(least[row], self.S[:, [i]].toarray()[:, 0] if i is not None else 0)
        exact = np.maximum(0, (TF_key - 0.8) / 0.2)
        T_title = top(np.where(self.title[None, :], TF, 0))
        cosine = (W @ self.TF.T).toarray() / np.maximum(np.sqrt(W.multiply(W).sum(1)).A1 if hasattr(W.multiply(W).sum(1),'A1') else np.sqrt(np.asarray(W.multiply(W).sum(1)).ravel()), 1e-9)[:, None]
        facet = np.where(nf > 0, (QF @ self.KF.T) / np.maximum(nf, 1), 1.0)
        code = QF[:, [self.facet_ids["code"]]] if "code" in self.facet_ids else np.array([["code" in t.facets] for t in many], dtype=float)
        size = np.array([len(t.terms) + len(t.stems) for t in many])[:, None]
        one = np.ones_like(T_key)
        return np.stack([T_key, TF_key, T_follow, key, text, np.minimum(foreign, 3), np.minimum(absent, 3), cosine, facet, one * np.array([["code" in t.facets] for t in many]), (1 - key) * np.minimum(Qw, 6)[:, None], np.minimum(key * Qw[:, None], 3), stand, least, exact, T_title, exact * ((nf > 0) | (size > 1)), (size == 1) * (1 - T_key), np.minimum(alien, 3)], axis=2)


def first_clause(question: str) -> list[str]:
    """The first of the questions that a title asks, if it asks several."""
    parts = re.split(r",? (?:and|or|how|why|which|where|what|when) |, ", question.split(" ", 1)[1])
    return [question.split(" ", 1)[0] + " " + parts[0]] if len(parts) > 1 else []


def page_text(answer: Answer) -> str:
    return "\n\n".join(markup.to_plain(section.text, lambda tex: " ") for section in answer.sections if section.heading in ("Short answer", "Explanation", "Follow-up questions"))
