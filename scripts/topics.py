"""Turns a question into its topics: the terms of the field it names, the words it uses, and what it wants to know of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from lexicon import EMPTY, FACETS, GRAMMAR, JOINING, ORDINARY
from words import same_names, split_words, stem

LONGEST = 6  # words in a term
FACET_OF = {word: facet for facet, words in FACETS.items() for word in words}
# "in deep learning", "in the context of neural networks": where a question stands, not what it asks.
SETTING = re.compile(
    r"\b(?:in|within|with respect to|in terms of|when it comes to|with regard to|for|of) (?:the )?(?:(?:context|field|area|world|realm|domain|perspective|case|setting|training|theory) of )?(?:an? |the |any |your |our |modern )?"
    r"(?:deep learning|machine learning|deep neural networks?|artificial neural networks?|neural networks?|neural nets?|dl|ml|ai|nns?|anns?|artificial intelligence|deep networks?|networks?)"
    r"(?: (?:models?|algorithms?|systems?|projects?|applications?|tasks?|context|interviews?|terms))?(?: and (?:machine|deep) learning)?(?=$|[?.,;:!)]| (?:and|why|how|what|when|which|with|is|are|do|does|to|using|that)\b)"
)
AGAINST = re.compile(r"\b(?:vs|versus|over|than|instead|replaced?|against|better|compared|as opposed)\b")
FRAMES = re.compile(
    r"\b(?:in (?:your|simple|plain|layman'?s?|few|one|other|brief|short|general|detail|practice|own|depth|\w+ (?:words?|terms|sentences?|lines?|minutes?))(?: own)?(?: (?:words?|terms|english|language|sentences?))?"
    r"|what (?:do|does|did|would) (?:you|one|we|it|the term|this|that) (?:mean|understand|know)(?: by| about| from)?|can you (?:please )?(?:explain|describe|tell|define)|to a (?:\w+[- ]?){1,4}(?:old|child|friend|layman)"
    r"|at (?:a )?high level|as an example|for example|for instance|with (?:an |the help of an? |a suitable |suitable |some )?(?:real[- ](?:life|world) )?examples?|real[- ](?:life|world)|e\.g\.?|i\.e\.?)\b"
)


@dataclass(frozen=True)
class Topics:
    """What a question is about: `terms` of the field and other `stems`, each once in order, and the `facets` it asks for.

    `loose` are the stems that the terms are made of; `text` is the normal form as one string.
    """

    terms: tuple[str, ...]
    stems: tuple[str, ...]
    loose: tuple[str, ...]
    facets: frozenset[str]
    text: str
    compares: bool = False

    @property
    def empty(self) -> bool:
        return not (self.terms or self.stems)


@dataclass(frozen=True)
class Word:
    """A word of a question that is not empty, and whether a joining word stands before it."""

    text: str
    stem: str
    joined: bool


@dataclass(frozen=True)
class Piece:
    """Words that together name a thing, or one word without a name."""

    name: str
    words: list[Word]


@dataclass(frozen=True)
class Reader:
    """Reads topics; `terms` are the names it knows beside the general ones, `vocabulary` the words that are spelt right."""

    terms: Iterable[str] = ()
    vocabulary: frozenset[str] = frozenset()
    _corrected: dict[str, str] = field(default_factory=dict, compare=False)

    @cached_property
    def names(self) -> dict[tuple[str, ...], str]:
        """The name that stands for a thing, by the sorted stems of each of its names."""
        found: dict[tuple[str, ...], str] = {}
        for first, names in same_names():
            for name in names:
                found.setdefault(signature(name), first)
        for term in self.terms:
            name = " ".join(split_words(term))
            found.setdefault(signature(name), name)
        found.pop((), None)
        return found

    @cached_property
    def parts(self) -> frozenset[str]:
        """Every stem that is in some name."""
        return frozenset(part for name in self.names for part in name)

    @cached_property
    def spelt(self) -> frozenset[str]:
        """Every word that is taken as it is."""
        names = {word for _, names in same_names() for name in names for word in name.split()}
        terms = {word for term in self.terms for word in split_words(term)}
        return self.vocabulary | names | terms | EMPTY | GRAMMAR | ORDINARY | set(FACET_OF)

    @cached_property
    def targets(self) -> list[str]:
        """The words that a misspelt one may stand for."""
        return sorted(word for word in self.spelt if len(word) > 3 and word.isascii())

    def read(self, text: str) -> Topics:
        """The topics of a question."""
        sequence = list(self.read_words(text))
        pieces = self.cut(sequence)
        terms = tuple(dict.fromkeys(piece.name for piece in pieces if piece.name))
        rest = [word for piece in pieces if not piece.name for word in piece.words]
        facets = find_facets(text, (word.text for word in rest))
        stems = tuple(
            dict.fromkeys(word.stem for word in rest if word.text not in FACET_OF and word.text not in EMPTY and not is_number(word.text))
        )
        loose = tuple(dict.fromkeys(part for term in terms for part in components(term) if part not in stems))
        side_by_side = any(piece.name and piece.words[0].joined for piece in pieces[1:])
        compares = len(terms) > 1 and ("difference" in facets or side_by_side or bool(AGAINST.search(text.casefold())))
        return Topics(terms, stems, loose, facets, " ".join(word.text for word in sequence), compares)

    def read_words(self, text: str) -> Iterator[Word]:
        """The words of a question without those of grammar."""
        joined = False
        for part in re.split(r"[,/;&+]", without_frame(text)):
            for word in map(self.correct, split_words(part)):
                if word in JOINING:
                    joined = True
                elif word not in GRAMMAR and (word not in EMPTY or stem(word) in self.parts):
                    yield Word(word, stem(word), joined)
                    joined = False
            joined = True

    def correct(self, word: str) -> str:
        """A word, or the known one that it most likely is a misspelling of."""
        if len(word) < 4 or not word.isalpha() or not word.isascii() or word in self.spelt or word.removesuffix("s") in self.spelt:
            return word
        if word not in self._corrected:
            found = extractOne(word, self.targets, scorer=OSA.distance, score_cutoff=1 if len(word) < 9 else 2)
            self._corrected[word] = found[0] if found and is_slip(word, found[0]) else word
        return self._corrected[word]

    def cut(self, words: list[Word]) -> list[Piece]:
        """A sequence of words cut into the terms it names, the longest first come, and the words that are in none."""
        pieces: list[Piece] = []
        at = 0
        while at < len(words):
            size, name = self.longest(words, at)
            here = words[at : at + size]
            if size > 1:
                self.spread_left(here, pieces)
            pieces.append(Piece(name, here))
            at += size
            if size > 1:
                at = self.spread_right(here, words, at, pieces)
        return pieces

    def longest(self, words: list[Word], at: int) -> tuple[int, str]:
        """How many words from `at` on name a thing, and which, rather without a joining word among them; one word and no name if none do."""
        most = min(LONGEST, len(words) - at)
        whole = next((size for size in range(1, most) if words[at + size].joined), most)
        for size in [*range(whole, 1, -1), *range(most, whole, -1), 1]:
            name = self.name_of(words[at : at + size], [])
            if name and (size > 1 or words[at].text not in EMPTY):
                return size, name
        return 1, ""

    def spread_left(self, here: list[Word], pieces: list[Piece]) -> None:
        """Names what shares the last words of a term, as "vanishing" does in "vanishing and exploding gradients"."""
        tail = [word.stem for word in here[1:]]
        joined, at = here[0].joined, len(pieces)
        while joined and at:
            taken = (
                2
                if at > 1 and len(pieces[at - 1].words) == 1 and self.name_of([pieces[at - 2].words[-1], pieces[at - 1].words[0]], tail)
                else 1
            )
            before = pieces[at - taken : at]
            name = self.name_of([word for piece in before for word in piece.words], tail)
            if not name:
                break
            at -= taken
            joined = before[0].words[0].joined
            pieces[at : at + taken] = [Piece(name, [word for piece in before for word in piece.words])]

    def spread_right(self, here: list[Word], words: list[Word], at: int, pieces: list[Piece]) -> int:
        """Names what shares the first words of a term, as "exploding" does in "gradient vanishing and exploding"; returns where to go on."""
        head = [word.stem for word in here[:-1]]
        while at < len(words) and words[at].joined and self.longest(words, at)[0] == 1:
            name = self.name_of(words[at : at + 1], head)
            if not name:
                break
            pieces.append(Piece(name, words[at : at + 1]))
            at += 1
        return at

    def name_of(self, words: list[Word], others: list[str]) -> str:
        """The thing that words and other stems together name; empty if they name none."""
        return self.names.get(tuple(sorted([*(word.stem for word in words), *others])), "")


def is_number(word: str) -> bool:
    """Whether a word is a small number, as in "the three gates"; of those, a list counts things without asking about the number."""
    return word.isdigit() and len(word) < 3


def is_slip(word: str, right: str) -> bool:
    """Whether `word` may be a slip of the keys for `right`; in a short word only letters in the wrong order are."""
    return word[0] == right[0] and stem(word) != stem(right) and (len(word) > 4 or sorted(word) == sorted(right))


def signature(name: str) -> tuple[str, ...]:
    """The stems of a name, sorted, without empty words."""
    return tuple(sorted(stem(word) for word in name.split() if word not in GRAMMAR))


def components(term: str) -> list[str]:
    """The stems of a term of several words; none for a term of one word, which stands for itself."""
    parts = term.split()
    return [stem(word) for word in parts if word not in EMPTY | GRAMMAR and word not in FACET_OF] if len(parts) > 1 else []


def without_frame(text: str) -> str:
    """A question without what it is wrapped in, unless nothing would be left."""
    lower = " ".join(text.replace("’", "'").casefold().split())
    bare = FRAMES.sub(" ", lower)
    inner = SETTING.sub(" ", bare)
    meaning = [word for word in split_words(inner) if word not in EMPTY | GRAMMAR and word not in FACET_OF]
    return inner if meaning else bare


# Phrases that ask for a facet, each with the facet.
PHRASES = [
    (
        "difference",
        re.compile(
            r"\bvs\b|\bversus\b|\bdifferent(?:ly)? (?:from|than|to)\b|\bhow (?:is|are)\b.*\bdifferent\b|\b(?:separates?|sets? apart)\b"
        ),
    ),
    (
        "use",
        re.compile(
            r"\bused? (?:for|of|in (?!deep|machine|neural|hidden)|it)\b|\buse case|\b(?:job|function|point) of\b|\bfor which\b.*\bused\b"
        ),
    ),
    ("limit", re.compile(r"\b(?:problem|issue)s? (?:with|of|in|when|during|face\w*|while|associated|that|occur|aris)")),
    ("popular", re.compile(r"\b(?:most|commonly|widely|often) used\b|\bused (?:the )?most\b|\bmost (?:often|frequently)\b|\bby default\b")),
    ("where", re.compile(r"\b(?:in|at) (?:which|what)\b(?! (?:case|situation|circumstance|way|sense|respect))")),
    ("count", re.compile(r"\bhow many\b")),
    (
        "choose",
        re.compile(r"\bwhen (?:would|should|do|to|can|is)\b|\bwhich one\b|\bcircumstances\b|\bin (?:which|what) (?:situation|case)s?\b"),
    ),
]
LISTING = re.compile(r"\W*(?:name|list|mention|enumerate)\b")
COMMON_ONES = re.compile(r"\W*(?:what|which) are\b.*\b(?:popular|common|commonly|most)\b")


def find_facets(text: str, words: Iterable[str]) -> frozenset[str]:
    """What a question wants to know of its topic, by its phrases and by words that are in no term; lists are asked for if nothing else is."""
    lower = text.casefold()
    found = {facet for facet, pattern in PHRASES if pattern.search(lower)}
    alike = "difference" in found  # "different from" asks for no kinds
    found |= {FACET_OF[word] for word in words if word in FACET_OF and not (alike and word == "different")}
    if COMMON_ONES.match(lower) or (LISTING.match(lower) and not found - {"example"}):
        found.add("kind")
    return frozenset(found - ({"count"} if "kind" in found else set()))


def vocabulary_of(texts: Iterable[str]) -> Mapping[str, int]:
    """How many of the texts each word is in."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in set(split_words(text)):
            counts[word] = counts.get(word, 0) + 1
    return counts
