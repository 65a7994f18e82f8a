"""Decides which lines of a text ask: by what recurs in the whole text, not by what one line looks like."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from lines import ASKING, LETTERED, Label, Line
from table import Row, read_rows

ASKS = 0.5  # the likeness from which a line counts as asking
BEAM = 4
HOPELESS = 6.0  # so far behind the best reading no other one comes back

# ---- what single lines are -------------------------------------------------------------------------------------------

LEAD = r"^[^\w<]*(?:<[^<>]{1,60}>[^\w<]*)*?"
ANSWER = re.compile(
    rf"{LEAD}(?:(?:(?:sample|suggested|model|possible|short|best|quick|correct|expected|detailed|proposed|example|the|my|good) )?"
    r"(?:answers?|ans|solutions?|soln?|response|respuesta|resposta|réponse|antwort|risposta|r(?=:))(?:\s*#?\d+(?:\.\d+)*)?\s*(?:[.:：)=>\-–—]+|\W*$)"
    r"|A\s?\d{0,3}\s*(?:[:：]|[.)](?=\s+[A-Z\"“`])|[-–—](?=\s))|(?:=+>|-+>|→|➡|⇒))\s*",
    re.I,
)
SHOW_ANSWER = re.compile(
    r"^\W*+(?:(?:click (?:here )?(?:to|for)|show|view|see|reveal|expand|toggle)\b.{0,30}|answers?|solutions?|ans|hint)\W*$", re.I
)
BOILERPLATE = re.compile(
    r"^\W*+(?:table of contents?|contents?|index|toc|introduction|overview|about(?: \w+){0,3}|contribut\w*(?: \w+){0,3}|licen[sc]e|authors?|credits?"
    r"|acknowledge?ments?|references?|(?:\w+ )?resources|further reading|conclusions?|wrap(?:ping)? up|final (?:words|thoughts|notes?|tips)|disclaimer|support(?: \w+){0,2}"
    r"|contact(?: \w+){0,2}|star history|stargazers|prerequisites|how to (?:use|contribute|prepare)(?: \w+){0,4}|getting started|feedback|show your support"
    r"|connect with (?:me|us)|(?:leave|post) a (?:reply|comment)|comments|related(?: \w+){0,3}|you may also like|recommended(?: \w+){0,3}|share this.*|tags|changelog"
    r"|closing(?: \w+){0,2}|(?:\w+ ){0,3}(?:tips|advice|checklist)(?: \w+){0,4}|(?:next steps|summary|recap)(?: \w+){0,3}|key takeaways|installation|usage|features|project structure|quick (?:links|navigation)|happy (?:learning|coding|interviewing)|thank you.*)\W*$",
    re.I,
)
LISTED = re.compile(r"\b(?:interview|questions?|q ?& ?a|faqs?|quiz|viva|mcqs?)\b", re.I)
CONTENTS = re.compile(r"^\W*+(?:table of contents?|contents?|index|toc|jump to|on this page|in this (?:article|post))\W*$", re.I)
ABOUT_ITSELF = re.compile(
    r"^https?://\S+$|\binterview questions\b.*\?|\binterviewers? (?:ask|look)|\bhow (?:do|should|to|can) (?:I|you|we|one)? ?(?:prepare|use this|contribute)\b",
    re.I,
)
FOLLOW_UP = re.compile(r"^\W*+(?:[\w()]++ ){0,3}follow[- ]?up", re.I)
DATE = re.compile(
    r"^\W*+(?:(?:published|posted|updated|last updated)\W*+)?(?:on\W*+)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,? \d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})\W*$",
    re.I,
)


def is_answer(line: Line) -> bool:
    """Whether the line begins with the label of an answer."""
    if line.label:
        return False
    plain = line.text if line.text else line.raw[:200]
    if line.inline and ANSWER.match(line.raw[:200]):
        return True
    return bool(ANSWER.match(plain[:200])) or (line.summary and bool(SHOW_ANSWER.match(plain)))


def is_title(line: Line) -> bool:
    """Whether the line is short, begins as a title does and ends without punctuation."""
    text = line.text
    return (
        line.kind == "text"
        and 2 < len(text) <= 90
        and text[0].isupper()
        and text[-1] not in ".,;:!"
        and len(text.split()) <= 12
        and not line.bullet
        and not line.inline
    )


Style = tuple[str, str, int, int]


def style_of(line: Line) -> Style:
    """What lines of one kind share: the wrapper, the word of the label, the depth of the number, the depth in the page."""
    depth = line.label.depth if line.label else 0
    word = "" if not line.label else line.label.word[:1] or "n"
    return line.container, word, depth, line.indent // 2 if line.bullet else line.indent // 4


def rank_of(line: Line) -> int:
    """How far out a line stands: headings 1 to 6, then summaries, plain and bold lines, then bullets by depth."""
    if line.heading:
        return line.heading
    return 9 + line.indent // 2 if line.bullet and not line.label else 8 if line.label or not line.bold else 7


@dataclass(frozen=True)
class Text:
    """The typed lines with what each line needs to know of the others: its neighbours and whether it is of a contents table."""

    lines: Sequence[Line]
    after: Sequence[int]
    before: Sequence[int]
    contents: frozenset[int]
    rows: Mapping[int, Row]
    heading: Sequence[int]
    is_list: bool

    def next_line(self, at: int) -> Line | None:
        return self.lines[self.after[at]] if self.after[at] < len(self.lines) else None

    def last_line(self, at: int) -> Line | None:
        return self.lines[self.before[at]] if self.before[at] >= 0 else None

    def answered(self, at: int) -> bool:
        """Whether an answer's label follows."""
        following = self.next_line(at)
        return following is not None and following.kind == "text" and is_answer(following)

    def bodied(self, at: int) -> bool:
        """Whether anything but another line of the same style follows."""
        following = self.next_line(at)
        return following is not None and (following.kind == "code" or style_of(following) != style_of(self.lines[at]))

    def opened(self, at: int) -> bool:
        """Whether a section's heading stands right above."""
        above = self.last_line(at)
        if above is None:
            return True
        if above.heading or (above.container == "bold" and not above.label):
            return above.interest < ASKS
        return is_title(above) and not above.label and (bool(LISTED.search(above.text)) or above.text.isupper())


def read_text(lines: Sequence[Line]) -> Text:
    """The lines with their neighbours; empty lines and rules are nobody's neighbour."""
    solid = [line.kind not in ("blank", "rule", "front") and bool(line.text or line.kind == "code") for line in lines]
    after, before = [len(lines)] * len(lines), [-1] * len(lines)
    for at in range(len(lines) - 2, -1, -1):
        after[at] = at + 1 if solid[at + 1] else after[at + 1]
    for at in range(1, len(lines)):
        before[at] = at - 1 if solid[at - 1] else before[at - 1]
    heads = [line.text for line in lines[:60] if line.text] + [line.text for line in lines if line.heading]
    is_list = any(LISTED.search(text[:300]) for text in heads)
    heading = list(accumulate((at if line.heading else -1 for at, line in enumerate(lines)), max))
    return Text(lines, after, before, find_contents(lines), read_rows(lines), heading, is_list)


# ---- tables of contents ----------------------------------------------------------------------------------------------


NO_WORD = re.compile(r"\W+")
KEY_LENGTH = 300


def _key(line: Line) -> str:
    return NO_WORD.sub("", line.text[:KEY_LENGTH].lower())


def find_contents(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of tables of contents: runs of listed lines most of which stand again further down."""
    keys = [_key(line) if line.kind in ("text", "table") else "" for line in lines]
    last = {key: at for at, key in enumerate(keys)}
    for at, line in enumerate(lines):
        if line.kind == "table":
            last.update((key, at) for cell in line.raw.split("|") if (key := NO_WORD.sub("", cell.lower())) and key not in last)
    found: set[int] = set()
    for run in _listed_runs(lines):
        if len(run) > 1:
            found |= _contents_of(lines, run, keys, last)
    return frozenset(found)


def _listed_runs(lines: Sequence[Line]) -> Iterable[list[int]]:
    """Runs of listed lines; empty and short lines do not end them, headings and paragraphs do."""
    run: list[int] = []
    for at, line in enumerate(lines):
        listed = line.kind == "table" or (line.kind == "text" and (line.bullet or line.label or line.link or line.interest >= ASKS))
        if line.kind in ("blank", "rule"):
            continue
        if line.heading or line.kind == "code" or not (listed or len(line.text) <= 60):
            yield run
            run = []
        if listed and not (line.heading and not line.link):
            run.append(at)
    yield run


def _contents_of(lines: Sequence[Line], run: Sequence[int], keys: Sequence[str], last: Mapping[str, int]) -> set[int]:
    end = run[_first_repeat(lines, run, keys) - 1]
    anchored = [at for at in run if "](#" in lines[at].raw or 'href="#' in lines[at].raw]
    repeated = [at for at in run if at <= end and any(last.get(key, 0) > end for key in _keys(lines[at], keys[at]))]
    titled = any(CONTENTS.match(lines[at].text) for at in range(max(0, run[0] - 4), run[0]))
    if len(anchored) >= 0.6 * len(run):
        return set(run) if repeated or titled else set()
    if titled and sum(lines[at].interest >= ASKS for at in run) < 0.3 * len(run):
        return set(run)
    if len(repeated) < (2 if titled else 3):
        return set()
    region = [at for at in run if at <= repeated[-1]]
    return set(region) if len(repeated) >= 0.6 * len(region) else set()


def _first_repeat(lines: Sequence[Line], run: Sequence[int], keys: Sequence[str]) -> int:
    """The place in the run where lines begin to come again; its length where none does."""
    seen: set[str] = set()
    for place, at in enumerate(run):
        if keys[at] in seen and lines[at].kind == "text":
            return place
        seen.add(keys[at])
    return len(run)


def _keys(line: Line, key: str) -> list[str]:
    if line.kind != "table":
        return [key] if line.text else []
    cells = (re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", cell) for cell in line.raw.split("|"))
    return [key for cell in cells if len(key := NO_WORD.sub("", cell.lower())) > 5]


# ---- numbered questions ----------------------------------------------------------------------------------------------


def score_labelled(text: Text, candidates: Sequence[int]) -> dict[int, float]:
    """How strongly each labelled line, taken alone and with its style, speaks for being a question."""
    by_style: dict[Style, list[int]] = defaultdict(list)
    for at in candidates:
        by_style[style_of(text.lines[at])].append(at)
    worded = sum(len(members) for style, members in by_style.items() if style[1] == "q")
    unlike = -2.5 if worded > 1 and worded * 4 >= len(candidates) else 0.0
    counted = sum(bool((label := text.lines[at].label) and label.number) for at in candidates)
    scores: dict[int, float] = {}
    for members in by_style.values():
        likeness = (sum(_interest(text, at) for at in members) + 0.8) / (len(members) + 2)
        answered = sum(text.answered(at) for at in members) / len(members)
        style = 2.5 * (likeness - 0.45) + 2 * answered - (20.0 if _repeating(text, members) else 0.0)
        style -= 8.0 if _is_unnumbered(text, members) and len(members) * 4 <= counted else 0.0
        for at in members:
            alien = text.lines[at].interest < ASKS and not text.answered(at) and style_of(text.lines[at])[1] == "n"
            scores[at] = style + _score_line(text, at) + (unlike if alien else 0.0)
    for at in _follow_ups(text, candidates):
        scores[at] -= 8.0
    return scores


def _follow_ups(text: Text, candidates: Sequence[int]) -> set[int]:
    """The lines, one right below the other, that a title calls follow-up questions: they are part of an answer."""
    found: set[int] = set()
    for at in candidates:
        above = text.before[at]
        titles = (text.lines[place] for place in (above, text.before[above] if above >= 0 else -1) if place >= 0)
        if at - 1 in found or (_counts_one(text.lines[at]) and any(FOLLOW_UP.match(line.text) for line in titles)):
            found.add(at)
    return found


def _counts_one(line: Line) -> bool:
    return line.label is not None and not line.label.word and line.label.last == 1


def _interest(text: Text, at: int) -> float:
    """The likeness of a line, or of the next one where the label stands alone."""
    line, following = text.lines[at], text.next_line(at)
    if (
        len(line.text) < 4
        and following is not None
        and not (following.label and (following.label.number or (line.label and line.label.weak)))
    ):
        return following.interest
    return line.interest


def _score_line(text: Text, at: int) -> float:
    line = text.lines[at]
    score = 2.2 * (_interest(text, at) - 0.45)
    score += 3.0 if line.label and line.label.word[:1] in ("q", "f") else 0.8 if line.label and line.label.word else 0.0
    score += 0.7 if line.container != "plain" and not line.bullet else 0.0
    score += 0.8 if text.bodied(at) and text.is_list else 0.0
    score -= 1.2 if line.text.endswith((":", ";", ",")) or len(line.text) > 300 else 0.0
    score -= 2.0 if line.glued else 0.0
    score -= 2.0 if line.interest < ASKS and (line.inline or _groups(text, at)) and not text.answered(at) else 0.0
    score -= 2.5 if line.label and line.label.weak and line.text and not text.answered(at) else 0.0
    score -= 1.5 if not line.text and not text.answered(at) and not _interest(text, at) else 0.0
    return score - (0.8 if BOILERPLATE.match(line.text) else 0.0)


def _groups(text: Text, at: int) -> bool:
    """Whether a question with a deeper number follows at once: the line is the title of a group."""
    label, following = text.lines[at].label, text.next_line(at)
    below = following.label if following else None
    return bool(label and below and following and below.depth > label.depth and following.interest >= ASKS)


@dataclass(slots=True)
class Path:
    """One reading of the labelled lines so far: the last question, the last step inside its answer, and all questions.

    `home` is the last question that is marked as those before it are: what is marked otherwise pays for it each time.
    """

    score: float
    question: int | None
    home: int | None
    step: int
    trail: tuple[object, int] | None


def choose_numbered(text: Text, candidates: Sequence[int]) -> list[int]:
    """The labelled lines that ask: the likeliest reading of each as the next question or as a step of an answer."""
    scores = score_labelled(text, candidates)
    always_one = _always_one(text, candidates)
    paths = [Path(0.0, None, None, 0, None)]
    for at in candidates:
        best: dict[tuple[int | None, int], Path] = {}
        place = _place(text, at, style_of(text.lines[at]) in always_one)
        for path in paths:
            for following in (_as_question(text, path, at, scores[at], place), _as_step(text, path, at, place)):
                state = (following.question, following.step)
                if state not in best or best[state].score < following.score:
                    best[state] = following
        paths = sorted(best.values(), key=lambda path: -path.score)[:BEAM]
        paths = [path for path in paths if path.score > paths[0].score - HOPELESS]
    chosen: list[int] = []
    trail = paths[0].trail
    while trail:
        chosen.append(trail[1])
        trail = trail[0]  # type: ignore[assignment]
    return chosen[::-1]


@dataclass(frozen=True, slots=True)
class Place:
    """What surrounds a labelled line: a section's title above, a heading above, and whether its style says 1 to every line."""

    opened: bool
    headed: bool
    always_one: bool


def _place(text: Text, at: int, always_one: bool) -> Place:
    above = text.last_line(at)
    return Place(text.opened(at), above is not None and above.heading > 0 and not is_answer(above), always_one)


def _always_one(text: Text, candidates: Sequence[int]) -> set[Style]:
    """The styles that leave counting to Markdown: nearly every line says 1."""
    said: dict[Style, list[bool]] = defaultdict(list)
    for at in candidates:
        label = text.lines[at].label
        said[style_of(text.lines[at])].append(label is not None and label.number == "1")
    return {style for style, ones in said.items() if not style[3] and len(ones) > 3 and sum(ones) >= 0.8 * len(ones)}


def _as_question(text: Text, path: Path, at: int, score: float, place: Place) -> Path:
    line = text.lines[at]
    last = text.lines[path.question] if path.question is not None else None
    home = text.lines[path.home] if path.home is not None else None
    score += 0.8 if place.always_one else _continuity(line.label, last, place.opened)
    strange = _strangeness(home, line, place.opened, path.step)
    return Path(path.score + score + strange, at, path.home if strange else at, 0, (path.trail, at))


def _strangeness(home: Line | None, line: Line, opened: bool, step: int) -> float:
    """The cost of a line that is marked otherwise than the questions before it, unless it goes on counting where they stopped."""
    if home is None or home.label is None or line.label is None:
        return 0.0
    goes_on = not step and line.label.last == (home.label.last or 0) + 1
    alien = home.label.word and not line.label.word and not opened and not (goes_on and line.interest >= ASKS)
    return (0.0 if goes_on else _nesting(home, line)) - (3.5 if alien else 0.0)


def _continuity(label: Label | None, last: Line | None, opened: bool) -> float:
    """What the number says: the next one is expected, a restart needs a new section, a jump is suspect."""
    if label is None or label.last is None:
        return 0.5
    if last is None or last.label is None or last.label.last is None:
        return 1.0 if label.last <= 1 else -0.5
    step = label.last - last.label.last
    if label.depth > 1 and label.last <= 1:
        return 1.0
    if label.depth != last.label.depth:
        return 1.0 if label.last <= 1 else -0.5
    if step == 1:
        return 2.0
    if label.last <= 1:
        return 0.5 if opened else -1.2
    return max(-2.0, -0.5 - 0.1 * max(0, step - 3)) if step >= 0 else -2.0


def _is_unnumbered(text: Text, members: Sequence[int]) -> bool:
    return not any((label := text.lines[at].label) and label.number for at in members)


def _repeating(text: Text, members: Sequence[int]) -> bool:
    """Whether bare `Q:` lines only put the numbered headings right above them in other words."""
    if not _is_unnumbered(text, members):
        return False
    below = [above for at in members if (above := text.last_line(at)) and above.heading and above.label and above.label.number]
    return any(not above.text for above in below) or (len(members) > 1 and len(below) >= 0.8 * len(members))


def _nesting(last: Line, line: Line) -> float:
    """The cost of standing deeper in the page than the questions before."""
    if rank_of(line) > rank_of(last) and last.heading:
        return -2.0 if line.heading else -3.5
    return -2.0 if line.indent >= max(2, last.indent + 2) and line.indent > last.indent and not line.heading else 0.0


def _as_step(text: Text, path: Path, at: int, place: Place) -> Path:
    """The reading of a line as a step of the last question's answer, or as the numbered title of a section."""
    line = text.lines[at]
    label = line.label
    number = label.last if label and label.last is not None else 0
    last = text.lines[path.question] if path.question is not None else None
    if label and last and last.label and (0 < label.depth < last.label.depth or _titles(line, last)):
        return Path(path.score + 0.8, path.question, path.home, 0, path.trail)
    score = 0.0 if not number else -0.5 if place.always_one else 0.8 if number == path.step + 1 else 0.3 if number == 1 else -1.5
    if line.glued:
        score = 0.5
        number = path.step
    if path.question is not None and place.headed and not line.heading and _unanswered(text, path.question):
        score -= 2.0
    return Path(path.score + score, path.question, path.home, number, path.trail)


def _titles(line: Line, last: Line) -> bool:
    """Whether a line is a heading that stands further out than the last question and asks nothing."""
    return bool(line.heading) and line.interest < ASKS and rank_of(line) < rank_of(last)


def _unanswered(text: Text, at: int) -> bool:
    """Whether a heading follows right behind a question that is none: an answer could not have steps there."""
    following = text.next_line(at)
    return not text.lines[at].heading and following is not None and following.heading > 0 and not is_answer(following)


# ---- families of lines -----------------------------------------------------------------------------------------------


def find_families(text: Text, span: Iterable[int], chosen: Iterable[int] = ()) -> dict[str, list[int]]:
    """The lines of the span that could ask, by family: numbered ones, headings of each level, bold lines, bullets, rows ..."""
    families: dict[str, list[int]] = defaultdict(list)
    labelled = set(chosen)
    for at in span:
        line = text.lines[at]
        if at in text.contents or at in labelled:
            continue
        if line.kind == "table" and at in text.rows:
            families["table"].append(at)
        elif line.kind == "text" and line.text and not line.label and not line.glued:
            families[_family(text, at)].append(at)
    families.pop("", None)
    if labelled:
        families["numbered"] = sorted(labelled)
    return families


def _family(text: Text, at: int) -> str:
    line = text.lines[at]
    if is_answer(line) or BOILERPLATE.match(line.text) or ABOUT_ITSELF.search(line.text[:300]) or (line.heading and len(line.text) < 3):
        return ""
    if line.container == "bullet" or (line.bullet and line.bold):
        return f"bullet{line.indent // 2}" + ("bold" if line.bold else "") + ("link" if (line.link or "").startswith("http") else "")
    if line.container == "bold" and line.inline and line.interest < ASKS:
        return ""
    if line.container != "plain":
        return line.container
    return "plain" if _stands_alone(text, at) else ""


def _stands_alone(text: Text, at: int) -> bool:
    """Whether an unmarked line is a whole, short question with a line of its own."""
    line, above = text.lines[at], text.last_line(at)
    asks = above is not None and above.interest >= ASKS
    return (
        line.interest >= 0.8
        and (line.text[0].isupper() or asks or not line.text[0].isalpha())
        and len(line.text) <= 200
        and _begins(text, at)
        and not FOLLOW_UP.match(line.text)
        and (line.interest >= 0.9 or not TALK.search(line.text))
    )


def _begins(text: Text, at: int) -> bool:
    """Whether a line is no continuation of the one right above it."""
    line, above = text.lines[at], text.lines[at - 1] if at else None
    if above is None or above.kind != "text" or above.bullet or above.interest >= ASKS or above.text[-1:] in ("", *".!?:)"):
        return True
    if text.answered(at):
        return True
    return bool(
        (len(above.text) < 50 and ASKING.match(line.text)) or LETTERED.match(above.text) or (is_title(above) and LISTED.search(above.text))
    )


def asking_blocks(text: Text, members: Sequence[int]) -> list[int]:
    """Of each block, between one heading and the next: all lines where most ask, those that ask where every other one does.

    In a list without answers, where all is asked, fewer of a block need to look like questions.
    """
    blocks: dict[int, list[int]] = defaultdict(list)
    for at in members:
        blocks[text.heading[at]].append(at)
    asking = sum(text.lines[at].interest >= ASKS for at in members)
    bodied = sum(text.bodied(at) and text.after[at] < len(text.lines) and not text.lines[text.after[at]].heading for at in members)
    bare = asking >= 0.4 * len(members) and bodied <= 0.2 * len(members)
    return [at for block in blocks.values() for at in _asking_block(text, block, bare)]


def _asking_block(text: Text, block: Sequence[int], bare: bool) -> Sequence[int]:
    asking = [at for at in block if text.lines[at].interest >= ASKS]
    above, heading = text.last_line(block[0]), text.heading[block[0]]
    asked = any(LISTED.search(line.text) for line in (above, text.lines[heading] if heading >= 0 else None) if line)
    if len(asking) >= max(2, 0.6 * len(block)):
        return block
    in_turn = sum(text.lines[one].interest >= ASKS > text.lines[two].interest for one, two in pairwise(block))
    if in_turn >= max(3, 0.8 * len(asking)) and len(asking) >= 0.4 * len(block):
        return asking
    return block if bare and len(asking) >= (0 if asked else 0.3) * len(block) else ()


TALK = re.compile(r"[:,]$|\.\.\.$|^[^:]{1,40}: ")


def count_asking(text: Text, members: Sequence[int]) -> int:
    """How many of the lines look like questions or, if that is more, are labelled as such by a word."""
    asking = sum(_interest(text, at) >= ASKS for at in members)
    return max(asking, sum(bool((label := text.lines[at].label) and label.word) for at in members))


def weigh(text: Text, family: str, members: Sequence[int]) -> float:
    """How many questions a family speaks for; 0 where too few of its lines look like questions."""
    if family == "table":
        return float(len(members))
    asking = count_asking(text, members)
    sure = sum(_interest(text, at) >= 0.9 or text.answered(at) for at in members)
    share = asking / len(members)
    distinct = len({_key(text.lines[at]) for at in members}) / len(members)
    if family == "numbered":
        return float(max(asking, len(members) if text.is_list else 0)) if share >= 0.25 or text.is_list else 0.0
    if distinct < 0.5 and len(members) > 3:
        return 0.0
    least = 0.5 if family.startswith(("h", "s")) else 0.6
    if family == "plain":
        return asking * 0.8 if sure * 3 >= asking else 0.0
    if share < least and family.startswith("bullet"):
        members = asking_blocks(text, members)
        return float(len(members)) * 0.9
    return float(asking) if share >= least and (sure >= 0.3 * asking or text.is_list) else 0.0
