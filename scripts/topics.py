"""Turns a question into its topics: the terms of the field it names, the words it uses, and what it wants to know of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from words import same_names, split_words, stem

LONGEST = 6  # words in a term
# Words that no name is told apart by.
GRAMMAR = frozenset(
    """a an the of to is are was were be been do does did doing in into on onto for from by with as at it its this that these those what whats which who whom whose how when
    whether you your yours i we us our me my they them their can could should would will shall may might must and or & @ than then so if but there here has have had am""".split()
)
# Words that say nothing of the topic where they are in no name: what a question is wrapped in.
EMPTY = frozenset(
    """a about above according actually all almost along already also although always am among an and another any anything anyone are around as asked at available away back
    based basic basically basics be because become been   being below  both brief briefly but by bit call called came can  candidate case cases come comes comment concept concepts consider core could 
    define defined definition deeply demonstrate  describe description detail detailed details did different differently discuss do does  doing  done during e each eg either elaborate else enough especially essentially etc even
    ever every everyday exactly explain explained explaining explanation fact far few find first following for form frequently friend from fundamental fundamentals further general generally get gets give given gives giving go goes going good great got
    had happen happened happening happens has have havent having he hear heard never exist exists existing help helps her here high how however i idea ie if illustrate imagine in include including incorporate instead interview interviewer into introduce introduction intuition intuitive intuitively involve involved is  it its itself
    just keep key kindly know knows known layman laymans let lets like list little look made main mainly major make makes making many may me mean meaning means meant mention might more most much must my myself name namely
    need needed needs  new nontechnical normally  nothing notion now of off often ok okay on once one only onto or other others our out outline over overall overview own paragraph  particular people perform performed person please point popularly possible practical practically practice
    precisely present presence primary principal principle principles provide question questions quick quickly quite rather really refer referred refers regard regarding related relation relationship respect s same say scenario sentence sentences seen several shall short should show significant simple simply since so some someone something sometimes sort
    specific specifically specify state still such summarize summary suppose sure t take taken talk technical tell term termed terminology terms than that thats the their them themselves then theory there these they thing things think this those though through thus time times to today together
    too topic towards true try two three four five typical typically under underlying understand understanding understood up upon us used using usual usually various very via want was way ways we well were what whats when  whereas whether which while who whom whose will with within 
    word words work working works world would  write yes yet you your yourself real tasks task scenarios problem problems issue issues play plays happen exact exactly concrete familiar currently nowadays modern old able allow allows lead leads seem comes effect affect affects impact result results aspect aspects mechanism
    concerning considered considering described discussing regards intend intended implies imply stands stand day days use-wise usage-wise crucial necessary vital essential require required requires effectively correctly properly effective efficient efficiently really clear clearly fully worth famous kept put puts
    """.split()
)
JOINING = frozenset(["and", "or", "vs", "versus", "&", "than", "from", "between"])
# Everyday words, which say little of the topic; what is done with a model (evaluate, deploy, visualise, debug, improve) is not among them.
ORDINARY = frozenset(
    """accept achieve biggest largest greatest highest lowest project projects beat beats across actual add added adding adds advance advanced advice afraid agree aim answer appear approach appropriate   argue article assume attempt average bad badly beginner beginners begin begins behave behaves
    behavior big bigger body bother bottom brain bring brings broad budget care careful carefully carry catch cause caused causes certain change changed changes changing cheap choice choices close closely colleague combine combined complete completely complex complicated
    computer computers connect connected connection consist constant contain contains contribute control copy correct cost costly cover create created creates creating critical current cut daily decide default degree deliver depend depends desire despite determine develop developed developer diagram die dies   
    drop dropped dropping early earlier easier easily easy effort end ends enter entire equal everyone everything evidence exact exceed exhibit expect expected expensive experience expert explicitly extra face faced factor factors fall fallen falling falls family fast faster favor favour feel fewer fill final finally fine finish
    fit fits flow focus follow follows force forget forgets form formed forward free full future gain gained gains general global goal group grow grows growing guarantee guess guide half hand happy hardware heavily highly hold holds hope human humans hungry idea ideal identical imply importance improvement independent individual industry inside insist
    intelligent interest interesting internal job join kill kills kinds knowledge lack last later latest lead learner leave leaves left length lesson level levels life light limited line long longer lose loses lost lower machine maintain majority manage manner mark massive matter matters maximum measure member 
    mention middle min mind minimum minor miss mistake mix modify moment move moves multiple natural near nearly necessarily neither  nice nobody  number  obtain obvious occur occurs once open  opinion opposite option options order ordinary original outside overcome pair parts pass passed passes passing past path pay
    people perfect period person pick picture piece place placed plain plan plenty power powerful pretty previous price proceed produce produced produces product program programmer proper   purely push quality raise   range rate reach reaches read reading ready reality realize recent recently recommend reference regular relate relative relevant rely
    remain remains remember remove removed repeat replace replaced replaces request result return returns rich run running runs sake save scale scales science scratch  second see seems send sense separate serve serves    several shape share side  similar single situation situations size skip slow slower slowly small smaller smart
    solely sound   speak spread  standard start started starts stay stick stop stops  straight strategy strategies strong stronger structure student study style  succeed success successful successfully suffer suffers suffice suit suitable suited superior support supposed surely surface suspect switch sweet table target teach team tends  theoretical theoretically thinking
    third tiny title top total toward track trade tradeoff trick trivial trust turn turned turns type ultimately uncommon unit unique unknown     useful user usual    vary version versions view walk wanted ways weak weaker whole wide wise wiser word worked worker worse worst wrong year years
    instance instances intuitively diagrams graph graphically notes minute minutes language english suppose supposed scenario brief intro introductory quickly short longform steps today's modernday traditional conventional classic classical vanilla normal usual ordinary sake thing mainstream underlying everyday novice newcomer freshers fresher experienced senior junior engineer engineers scientist scientists
    """.split()
)
FACETS = {
    "difference": "difference differences differ differs differentiate distinguish distinction distinguishes compare compared compares comparing comparison comparisons contrast versus vs similarities similarity",
    "benefit": "advantage advantages benefit benefits merit merits pro pros strength strengths importance important significance useful usefulness prefer preferable better superior outperform why reason reasons advantageous",
    "limit": "disadvantage disadvantages drawback drawbacks limitation limitations con cons weakness weaknesses shortcoming shortcomings downside downsides pitfalls pitfall challenge challenges difficulties difficulty hard",
    "use": "application applications applied apply use uses usage usages utilize utilized usecase usecases role roles purpose purposes goal aim industry area areas field fields domain domains",
    "popular": "popular popularity common commonly widely preferred favorite default",
    "example": "example examples",
    "kind": "type types kind kinds category categories variant variants variation variations flavors forms families family varieties classes",
    "steps": "step steps stage stages procedure procedures phase phases workflow process processes",
    "remedy": "prevent preventing prevents avoid avoiding avoided fix fixing fixed solve solving solved solution solutions handle handling handled deal dealing mitigate mitigating overcome overcoming combat combating combatting address addressing reduce reducing reduced tackle tackling remedy remedies resolve resolved resolving counter cope alleviate eliminate rid cure minimize",
    "choose": "choose choosing chosen select selecting selected selection pick picking decide deciding choice suitable appropriate right recommend best",
    "where": "where",
    "compute": "maths math formula formulas equation equations derive deriving derivation compute computing computed calculate calculating calculated calculation derivative derivatives prove proof mathematically mathematical mathematics",
    "code": "implement implementing implementation code coding snippet pseudocode script program scratch command",
    "count": "count number counted",
    "history": "history invented inventor originate originated proposed origin",
    "part": "component components part parts element elements architecture structure structured building blocks block consist consists constitute layered",
    "not": "not cannot cant couldnt dont doesnt isnt shouldnt without wont wouldnt except",
    "detect": "detect detecting detected identify identifying identified recognize diagnose notice spot symptoms signs sign",
}
FACET_OF = {word: facet for facet, words in FACETS.items() for word in words.split()}
# "in deep learning", "in the context of neural networks": where a question stands, not what it asks.
SETTING = re.compile(
    r"\b(?:in|within|with respect to|in terms of|when it comes to|with regard to|for|of|under|from) (?:the )?(?:(?:context|field|area|world|realm|domain|perspective|case|setting|training|theory) of )?(?:an? |the |any |your |our |modern )?"
    r"(?:deep learning|machine learning|deep neural networks?|artificial neural networks?|neural networks?|neural nets?|dl|ml|ai|nns?|anns?|artificial intelligence|deep networks?|networks?)"
    r"(?: (?:models?|algorithms?|systems?|projects?|applications?|tasks?|context|interviews?|terms))?(?: and (?:machine|deep) learning)?(?=$|[?.,;:!)]| (?:and|why|how|what|when|which|with|is|are|do|does|to|using|that)\b)"
)
AGAINST = re.compile(r"\b(?:and|or|vs|versus|over|than|instead|replaced?|against|better|compared|as opposed)\b|, ")
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
        facets = frozenset(FACET_OF[word.text] for word in rest if word.text in FACET_OF) | find_facets(text)
        stems = tuple(dict.fromkeys(word.stem for word in rest if word.text not in FACET_OF and word.text not in EMPTY and not is_number(word.text)))
        loose = tuple(dict.fromkeys(part for term in terms for part in components(term) if part not in stems))
        compares = len(terms) > 1 and ("difference" in facets or bool(AGAINST.search(text.casefold())))
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
            taken = 2 if at > 1 and len(pieces[at - 1].words) == 1 and self.name_of([pieces[at - 2].words[-1], pieces[at - 1].words[0]], tail) else 1
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
    meaning = [word for word in split_words(inner) if word not in EMPTY and word not in FACET_OF]
    return inner if meaning else bare


def find_facets(text: str) -> frozenset[str]:
    """Facets that are asked for by phrases."""
    lower = text.casefold()
    found = {"difference"} if re.search(r"\bvs\b|\bversus\b", lower) else set()
    found |= {"use"} if re.search(r"\bused? (?:for|of|in (?!deep|machine|neural|hidden)|it)\b|\buse case", lower) else set()
    found |= {"limit"} if re.search(r"\b(?:problem|issue)s? (?:with|of|in|when|during|face\w*|while|associated|that|occur|aris)", lower) else set()
    found |= {"popular"} if re.search(r"\b(?:most|commonly|widely|often) used\b", lower) else set()
    if "popular" in found or re.search(r"\b(?:popular|common)\b", lower):
        found |= {"kind"} if re.match(r"\W*(?:what|which) are|\W*(?:name|list|mention|give|tell)\b", lower) else set()
    found |= {"where"} if re.search(r"\b(?:in|at) (?:which|what)\b", lower) else set()
    found |= {"count"} if re.search(r"\bhow many\b", lower) else set()
    found |= {"choose"} if re.search(r"\b(?:when (?:would|should|do|to)|which one)\b", lower) else set()
    return frozenset(found)


def vocabulary_of(texts: Iterable[str]) -> Mapping[str, int]:
    """How many of the texts each word is in."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in set(split_words(text)):
            counts[word] = counts.get(word, 0) + 1
    return counts
