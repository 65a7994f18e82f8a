"""Prints how well lists are held against the answers, on the labelled questions of `cover.toml`.

`PYTHONPATH=scripts python -P tests/bench/cover.py` (`-P`: this file shares its name with what it measures) measures each set: precision, recall, category, the curve over thresholds, the confusions,
and the speed. `… fit` fits the numbers in `scripts/calibration.py` anew and writes them; `… baselines` measures simpler matchers beside.
"""

from __future__ import annotations

import dataclasses
import itertools
import random
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from scipy.optimize import minimize

import calibration
from book import read_book
from cover import cover, evidence, judge
from model import Book, Entry
from nearness import MEASURES, Nearness
from placing import Placing

PROJECT = Path(__file__).resolve().parent.parent.parent
Array = np.ndarray


@dataclass(frozen=True)
class Labelled:
    """A question with the slugs of the pages that answer it, whether it may be left unanswered, and the categories it may be put in."""

    question: str
    pages: frozenset[str]
    open: bool
    categories: frozenset[str]

    @property
    def must(self) -> bool:
        return bool(self.pages) and not self.open


def read_labelled(book: Book) -> dict[str, list[Labelled]]:
    """The labelled sets by name. Raises KeyError for a slug that no page has."""
    home = {answer.slug: answer.category for answer in book.answers}
    data = tomllib.loads((Path(__file__).parent / "cover.toml").read_text(encoding="utf-8"))
    return {name: [label(*row, home) for row in rows] for name, rows in data.items()}


def label(question: str, pages: str, categories: str, home: dict[str, str]) -> Labelled:
    slugs = frozenset(pages.split()) - {"-"}
    return Labelled(question, slugs, "-" in pages.split(), frozenset(categories.split()) | {home[slug] for slug in slugs})


# ---- measuring ----


def measure_set(name: str, labelled: Sequence[Labelled], book: Book) -> None:
    """Prints what the matcher makes of one labelled set."""
    nearness = Nearness(book)
    questions = [item.question for item in labelled]
    found = [(page, value) for _, (page, value, _) in judge(questions, nearness, Placing(book, nearness))]
    findings = cover([Entry(None, question, "", None, 0) for question in questions], book)
    threshold = calibration.THRESHOLD
    precision, recall, wrong = score(labelled, found, book, threshold)
    open_ones = [(item, finding) for item, finding in zip(labelled, findings, strict=True) if not item.pages]
    right = [finding.category in item.categories for item, finding in zip(labelled, findings, strict=True)]
    right_open = [finding.category in item.categories for item, finding in open_ones]
    print(f"\n{name}: {len(labelled)} questions, {sum(i.must for i in labelled)} to be answered, {len(open_ones)} without an answer")
    print(f"  precision {precision:.1%}   recall {recall:.1%}   at {threshold}")
    print(f"  category {np.mean(right):.1%}   of those without an answer {np.mean(right_open):.1%}")
    curve = [(at, *score(labelled, found, book, at)[:2]) for at in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)]
    print("  " + "   ".join(f"{at}: {p:.1%}/{r:.1%}" for at, p, r in curve))
    if "confusions" in sys.argv:
        for item, page, value in wrong:
            print(f"    {value:.2f} {item.question} → {page or 'none'}, not {' '.join(sorted(item.pages)) or 'none'}")
        for item, finding in zip(labelled, findings, strict=True):
            if finding.category not in item.categories:
                print(f"    {item.question} → {finding.category}, not {' '.join(sorted(item.categories))}")


def score(
    labelled: Sequence[Labelled], found: Sequence[tuple[int, float]], book: Book, threshold: float
) -> tuple[float, float, list[tuple[Labelled, str, float]]]:
    """(precision, recall, the errors). A question that may stay open counts only where it is given a wrong page."""
    right = wrong = missed = 0
    errors = []
    for item, (page, value) in zip(labelled, found, strict=True):
        slug = book.answers[page].slug
        if value >= threshold:
            right += slug in item.pages
            wrong += slug not in item.pages
        elif item.must:
            missed += 1
        if (value >= threshold and slug not in item.pages) or (value < threshold and item.must):
            errors.append((item, slug if value >= threshold else "", value))
    # An answered open question is neither missed nor gained: recall is over those that must be answered.
    must = sum(item.must for item in labelled)
    hits = sum(
        item.must and value >= threshold and book.answers[page].slug in item.pages
        for item, (page, value) in zip(labelled, found, strict=True)
    )
    return right / max(right + wrong, 1), hits / max(must, 1), errors


def measure_speed(book: Book, labelled: Sequence[Labelled]) -> None:
    """Prints how long lists of 1,000 and 10,000 different questions take, from entries to findings."""
    rnd = random.Random(0)
    words = [item.question for item in labelled]
    for size in (1_000, 10_000):
        entries = [Entry(None, f"{rnd.choice(words)} ({rnd.randrange(10**9)}a)", "", None, 0) for _ in range(size)]
        start, spent = time.perf_counter(), time.process_time()
        cover(entries, book)
        print(
            f"{size:6,} questions: {time.perf_counter() - start:.1f} s on the clock, {time.process_time() - spent:.1f} s of processor time"
        )


# ---- simpler matchers ----


def measure_baselines(sets: dict[str, list[Labelled]], book: Book) -> None:
    """Prints precision and recall of plain matchers, each at the threshold that is best for it on the calibration set."""
    names = [(answer_at, text.lower()) for answer_at, answer in enumerate(book.answers) for text in (answer.question, *answer.aliases)]
    texts = [text for _, text in names]

    def fuzzy(scorer: Callable[..., float]) -> Callable[[str], tuple[int, float]]:
        def match(question: str) -> tuple[int, float]:
            _, value, at = process.extractOne(question.lower(), texts, scorer=scorer)
            return names[at][0], value / 100

        return match

    matchers = {
        "rapidfuzz token_set_ratio": fuzzy(fuzz.token_set_ratio),
        "rapidfuzz WRatio": fuzzy(fuzz.WRatio),
        "TF-IDF, best phrase": tfidf(names),
    }
    for name, match in matchers.items():
        found = {key: [match(item.question) for item in items] for key, items in sets.items()}
        steps = [at / 100 for at in range(20, 100)]
        at = max(steps, key=lambda step: harmonic(*score(sets["calibration"], found["calibration"], book, step)[:2]))
        line = "   ".join(f"{key} {p:.1%}/{r:.1%}" for key, items in sets.items() for p, r, _ in [score(items, found[key], book, at)])
        print(f"{name} at {at}: {line}")


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-9)


def tfidf(names: Sequence[tuple[int, str]]) -> Callable[[str], tuple[int, float]]:
    """Cosines of TF-IDF vectors of words and pairs of words, as scikit-learn's TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True) makes them."""

    def grams(text: str) -> list[str]:
        words = re.findall(r"\w\w+", text.lower())
        return [*words, *(" ".join(pair) for pair in itertools.pairwise(words))]

    spread = Counter(gram for _, text in names for gram in set(grams(text)))

    def vector(text: str) -> dict[str, float]:
        counts = Counter(gram for gram in grams(text) if gram in spread)
        cells = {g: (1 + np.log(n)) * (1 + np.log((1 + len(names)) / (1 + spread[g]))) for g, n in counts.items()}
        norm = np.sqrt(sum(v * v for v in cells.values())) or 1.0
        return {g: v / norm for g, v in cells.items()}

    vectors = [(page, vector(text)) for page, text in names]

    def match(question: str) -> tuple[int, float]:
        mine = vector(question)
        values = [(sum(v * other.get(g, 0) for g, v in mine.items()), page) for page, other in vectors]
        value, page = max(values)
        return page, float(value)

    return match


# ---- fitting ----


def fit(sets: dict[str, list[Labelled]], book: Book) -> None:
    """Fits the three decisions (which page, whether it answers, which category) and writes `scripts/calibration.py`.

    Beside the calibration set it learns from the wordings of content/wordings.toml, each half read by a matcher that knows the other half
    only, and from made questions about terms that no page is about.
    """
    nearness = Nearness(book)
    real = sets["calibration"]
    measures = nearness.measure([nearness.reader.read(item.question) for item in real])
    extra = [*wordings_by_halves(book), made_questions(nearness)]
    items = real + [item for part, _ in extra for item in part]
    stacked = np.concatenate([measures, *(part for _, part in extra)])
    rank = fit_rank(items, stacked, book)
    weights = np.array([1.0] * len(real) + [0.3] * (len(items) - len(real)))
    chosen, bias = fit_accept(items, stacked, rank, weights, book)
    place = fit_place(real, measures, nearness, book)
    write_calibration(rank, chosen, bias, place)


def wordings_by_halves(book: Book) -> list[tuple[list[Labelled], Array]]:
    parts = []
    for half in (0, 1):
        known, asked = {}, []
        for id, wordings in book.wordings.items():
            order = random.Random(id).sample(wordings, len(wordings))
            known[id] = tuple(order[half::2])
            asked += [Labelled(wording, frozenset([id.partition("/")[2]]), False, frozenset()) for wording in order[1 - half :: 2]]
        nearness = Nearness(dataclasses.replace(book, wordings=known))
        parts.append((asked, nearness.measure([nearness.reader.read(item.question) for item in asked])))
    return parts


ABOUT = (
    "What is {}?",
    "Explain {}",
    "How does {} work?",
    "What are the advantages of {}?",
    "Why is {} used?",
    "{} in neural networks",
    "What are the types of {}?",
)
BETWEEN = ("difference between {} and {}", "{} vs {}", "How do {} and {} differ?", "Explain {} and {}", "How does {} affect {}?")


def made_questions(nearness: Nearness) -> tuple[list[Labelled], Array]:
    """Questions about terms that no phrase of the book names alone, and about such a term and one that has a page."""
    rnd = random.Random(1)
    lone = {p.topics.terms[0] for p in nearness.phrases if p.kind != "follow" and len(p.topics.terms) == 1 and not p.topics.stems}
    texts = []
    for term in sorted(nearness.home):
        if term not in lone:
            texts.append(rnd.choice(ABOUT).format(term))
            if f"={term}" not in nearness.named_by and rnd.random() < 0.5:
                texts.append(rnd.choice(BETWEEN).format(*rnd.sample([term, rnd.choice(sorted(lone))], 2)))
    items = [Labelled(text, frozenset(), True, frozenset()) for text in texts]
    return items, nearness.measure([nearness.reader.read(text) for text in texts])


def fit_rank(items: Sequence[Labelled], measures: Array, book: Book) -> Array:
    """Weights under which an answering page comes first, by maximum likelihood."""
    right = np.array([[answer.slug in item.pages for answer in book.answers] for item in items])
    some = right.any(axis=1)
    return fit_choice(measures[some], right[some], 0.01)


def fit_choice(features: Array, right: Array, decay: float) -> Array:
    """Weights of a softmax over choices, several of which may be right."""
    flat = features.reshape(-1, features.shape[-1])
    scale = flat.std(axis=0) + 1e-9
    inputs = (features - flat.mean(axis=0)) / scale

    def loss(weights: Array) -> tuple[float, Array]:
        odds = inputs @ weights
        parts = np.exp(odds - odds.max(axis=1, keepdims=True))
        total, good = parts.sum(axis=1), (parts * right).sum(axis=1)
        slope = parts / total[:, None] - parts * right / good[:, None]
        return -np.log(good / total).mean() + decay * (weights**2).sum(), np.einsum("ij,ijk->k", slope, inputs) / len(
            inputs
        ) + 2 * decay * weights

    return minimize(loss, np.zeros(inputs.shape[-1]), jac=True, method="L-BFGS-B").x / scale


def fit_accept(items: Sequence[Labelled], measures: Array, rank: Array, weights: Array, book: Book) -> tuple[Array, float]:
    """Weights and bias of the probability that the page ranked first answers: where one must, and where none may."""
    ranks = measures @ rank
    pages = ranks.argmax(axis=1)
    inputs = evidence(measures, ranks, pages)
    use = [i for i, item in enumerate(items) if not item.pages or (item.must and book.answers[pages[i]].slug in item.pages)]
    target = np.array([float(bool(items[i].pages)) for i in use])
    share = weights[use] / weights[use].mean()
    mean, scale = inputs[use].mean(axis=0), inputs[use].std(axis=0) + 1e-9
    scaled = (inputs[use] - mean) / scale

    def loss(values: Array) -> tuple[float, Array]:
        odds = scaled @ values[:-1] + values[-1]
        cost = np.logaddexp(0, -odds) * target + np.logaddexp(0, odds) * (1 - target)
        slope = share * (1 / (1 + np.exp(-odds)) - target)
        return (share * cost).mean() + 0.003 * (values[:-1] ** 2).sum(), np.append(
            scaled.T @ slope / len(use) + 0.006 * values[:-1], slope.mean()
        )

    values = minimize(loss, np.zeros(scaled.shape[1] + 1), jac=True, method="L-BFGS-B").x
    chosen = values[:-1] / scale
    return chosen, float(values[-1] - (chosen * mean).sum())


def fit_place(items: Sequence[Labelled], measures: Array, nearness: Nearness, book: Book) -> Array:
    """Weights of the signs of a category."""
    placing = Placing(book, nearness)
    signs = placing.signs([nearness.reader.read(item.question) for item in items], measures)
    right = np.array([[id in item.categories for id in placing.ids] for item in items])
    return fit_choice(signs, right, 0.001)


def write_calibration(rank: Array, chosen: Array, bias: float, place: Array) -> None:
    path = PROJECT / "scripts" / "calibration.py"

    def numbers(values: Array) -> str:
        return "(" + ", ".join(f"{value:.3f}" for value in values) + ")"

    text = (
        '"""The numbers by which `cover` decides, fitted by `tests/bench/cover.py fit`, which writes this file."""\n\n'
        "# Which page comes nearest: a weight for each of nearness.MEASURES.\n"
        f"RANK = {numbers(rank)}  # fmt: skip\n"
        "# Whether it answers: weights of cover.evidence, and their bias.\n"
        f"ACCEPT = {numbers(chosen)}  # fmt: skip\n"
        f"BIAS = {bias:.3f}\n"
        "# Which category: weights of the signs in placing.\n"
        f"PLACE = {numbers(place)}\n"
        "# From this probability on, a page counts as an answer.\n"
        f"THRESHOLD = {calibration.THRESHOLD}\n"
    )
    path.write_text(text, encoding="utf-8")
    print(dict(zip(MEASURES, rank.round(2), strict=True)))


def main() -> None:
    book = read_book(PROJECT)
    sets = read_labelled(book)
    if "fit" in sys.argv:
        fit(sets, book)
    elif "baselines" in sys.argv:
        measure_baselines(sets, book)
    else:
        for name, labelled in sets.items():
            measure_set(name, labelled, book)
        if "quick" not in sys.argv:
            measure_speed(book, sets["calibration"])


if __name__ == "__main__":
    main()
