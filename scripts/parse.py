"""Turns the text of any list of interview questions into ordered entries and an account of all that is not in them."""

from __future__ import annotations

import gc
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from choose import Choice, choose
from evidence import ANSWER, ASKS, DATE, LEAD, SHOW_ANSWER, Text, is_answer, read_text
from lines import HEAD, Line, clean_text, question_likeness, read_lines, tail
from model import Entry, Note, ParsedList
from repair import decode_list, find_promotion

__all__ = ["decode_list", "parse_list"]


def parse_list(text: str) -> ParsedList:
    """The entries of a list in order; every repair and every line that is in no entry is a Note, nothing else is lost."""
    with _uncollected():
        return _parse(text)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A stretch without cyclic garbage collection, which would visit every line again and again, and lines hold no cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _parse(text: str) -> ParsedList:
    lines, repairs = read_lines(text)
    typed = read_text(lines)
    choice = choose(typed)
    drafts = list(_cut(typed, choice))
    notes = [*repairs, *(note for draft in drafts for note in draft.notes), *_unowned(typed, choice, drafts), *_labels(typed, drafts)]
    notes.sort(key=lambda note: note.line)
    return ParsedList(tuple(draft.entry for draft in drafts), tuple(notes))


@dataclass
class Draft:
    """One entry in the making: the lines it was made of, and what was changed or left out on the way."""

    entry: Entry
    owned: range
    heading: int = -1  # the line that names its section, if one does
    notes: list[Note] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The line with the question, or with its label."""
        return self.owned.start


def _cut(text: Text, choice: Choice) -> Iterator[Draft]:
    """The text between one question and the next, or the next section, as an entry."""
    marks = sorted({*choice.questions, *choice.sections, len(text.lines)})
    following = dict(itertools.pairwise(marks))
    heading, section = -1, ""
    questions = set(choice.questions)
    for mark in marks[:-1]:
        if mark in questions:
            draft = _draft(text, mark, following[mark], section or None)
            draft.heading = heading
            if draft.entry.question.strip():  # a label without any words is no question
                yield draft
        else:
            heading, section = (-1, "") if mark in choice.ends else (mark, section_name(text.lines[mark]))


def section_name(line: Line) -> str:
    """The words of a section's heading, its number among them."""
    return clean_text(re.sub(r"^[\s#=>*_•-]+", "", line.raw))


def _draft(text: Text, start: int, end: int, section: str | None) -> Draft:
    line = text.lines[start]
    label = line.label.number if line.label else None
    if start in text.rows:
        row = text.rows[start]
        entry = Entry(row.number, row.question, row.answer, section, line.number)
        return Draft(entry, range(start, start + 1), notes=list(_leftover(text, [start], row.number, f"{row.question} {row.answer}")))
    question, inline, body = _question(text, start, end)
    question, rest = split_inline_answer(question, any(text.lines[at].kind != "blank" for at in range(body, end)))
    draft = Draft(Entry(label, question, "", section, line.number), range(start, end))
    first = [part for part in (rest, inline) if part]
    answer = _answer(text, first, range(body, end), draft)
    draft.entry = Entry(label, question, answer, section, line.number)
    draft.notes += _leftover(text, range(start, body), label, " ".join([question, *first]))
    return draft


# ---- the question ----------------------------------------------------------------------------------------------------

UNFINISHED = re.compile(r"(?:\b(?:and|or|of|the|an|a|in|to|for|with|between|by|on|from|is|are|that|versus|vs)|[,(–-])$", re.I)


ABOUT_QUESTION = re.compile(
    r"^\W*(?:difficulty|level|topics?|category|tags?|type|marks?|company|companies|asked (?:in|by|at))\W*[:–-]", re.I
)


def _question(text: Text, start: int, end: int) -> tuple[str, str, int]:
    """A question's words, what answers it on the same line, and where the rest begins: labels may stand alone, lines wrap."""
    at, parts = start, [text.lines[start].text]
    if not any(c.isalpha() for c in parts[0]):
        following = text.after[start]
        while following < end and ABOUT_QUESTION.match(text.lines[following].text):
            following = text.after[following]
        if following < end and text.lines[following].kind == "text" and not is_answer(text.lines[following]):
            at, parts = following, [text.lines[following].text]
    while at + 1 < end and _goes_on(text, start, at, parts):
        at += 1
        parts.append(text.lines[at].text)
    return " ".join(part for part in parts if part), text.lines[at].inline, at + 1


def _goes_on(text: Text, start: int, at: int, parts: Sequence[str]) -> bool:
    """Whether the question that ends on this line so far goes on on the next one."""
    this, following = text.lines[at], text.lines[at + 1]
    if following.kind != "text" or following.bullet or following.label or following.heading or following.summary or is_answer(following):
        return False
    if this.open_bold and len(parts) < 4:
        return True
    if this.inline or this.heading or len(parts) > 3 or any(mark in tail(parts[-1]) for mark in "?.!:") or following.bold:
        return False
    if following.text.endswith("?") and len(parts[-1]) > 20:
        return len(following.text) < 200 and (following.text[:1].islower() or text.lines[start].interest < 1)
    return bool(UNFINISHED.search(parts[-1])) and following.text[:1].islower()


LABELLED_ANSWER = re.compile(
    r"(?<=[?.!)”\"*])\s*[*_]{0,2}\b(?:Ans(?:wer)?\s?[.:)-]+|A\s?:|Sol(?:ution)?\s?[.:]+)[*_]{0,2}\s*|(?<=[?.])\s*(?:=+>|-+>|→)\s*"
)
ASK_MORE = re.compile(
    r"^(?:if|and|or|also|e\.g|for example|with|give|explain|describe|justify|provide|list|name|when|assume|note|hint|consider|say)\b", re.I
)


def split_inline_answer(question: str, answered: bool) -> tuple[str, str]:
    """The question and the answer on the same line: behind an answer's label, or as statements behind the question mark."""
    match = LABELLED_ANSWER.search(question)
    if match and match.start() > 5 and match.end() < len(question):
        return question[: match.start()].strip(), question[match.end() :].strip()
    at = question.rfind("? ")
    rest = question[at + 2 :].strip(" -–—:")
    if at < 5 or len(rest.split()) < (12 if answered else 4) or rest.endswith("?"):
        return question, ""
    if ASK_MORE.match(rest) or question_likeness(rest) >= ASKS or not rest[:1].isupper():
        return question, ""
    return question[: at + 1], rest


# ---- the answer ------------------------------------------------------------------------------------------------------

WRAPPER = re.compile(r"^\s*(?:</?(?:details|summary|p|div|br|center|ul|ol|blockquote|hr|a)\b[^<>]{0,300}>\s*)+$", re.I)
COMMENT = re.compile(r"^\s*<!--.*-->\s*$")


def _answer(text: Text, first: Sequence[str], body: Iterable[int], draft: Draft) -> str:
    """The answer's lines without its label and without what is no part of it; each of these is noted."""
    kept: list[Line] = [Line(draft.entry.line, part, text=clean_text(part)) for part in first]
    for at in body:
        line = text.lines[at]
        if reason := _no_answer(text, at):
            draft.notes += [Note("dropped", line.number, line.raw, "", reason)] if essential(line.raw) else []
        elif line.glued and kept and kept[-1].number == line.number:
            kept[-1] = Line(kept[-1].number, f"{kept[-1].raw} {line.raw}", kept[-1].kind, kept[-1].indent, text=line.text)
        else:
            kept.append(line)
    kept = _without_label(_trimmed(kept), draft)
    kept = _without_closing(kept, draft)
    return _dedented(_joined_bullets(_trimmed(kept), draft))


def _no_answer(text: Text, at: int) -> str | None:
    line = text.lines[at]
    if line.kind in ("code", "blank") or (line.kind == "rule" and "<" not in line.raw):
        return None
    if at in text.contents:
        return "table of contents"
    if "<" in line.raw and (WRAPPER.match(line.raw) or COMMENT.match(line.raw)):
        return "markup without text"
    if line.summary and SHOW_ANSWER.match(line.text):
        return "the label of an answer"
    if DATE.match(line.text) and at and text.lines[at - 1].kind == "text":
        return "a date"
    return find_promotion(line.text) if (line.kind == "text" and not line.heading) or len(line.text) < 40 else None


def _trimmed(kept: Sequence[Line]) -> list[Line]:
    """The lines without empty ones and rules at both ends."""
    solid = [at for at, line in enumerate(kept) if line.kind not in ("blank", "rule")]
    return list(kept[solid[0] : solid[-1] + 1]) if solid else []


def _without_label(kept: list[Line], draft: Draft) -> list[Line]:
    if not kept or kept[0].kind not in ("text", "table"):
        return kept
    line = kept[0]
    following = next((other for other in kept[1:] if other.kind == "text"), None)
    options = FIRST_OPTION.match(line.text) and following is not None and SECOND_OPTION.match(following.text)
    match = None if options or not is_answer(line) else _raw_label(line.raw)
    if not match:
        return kept
    rest = re.sub(r"^(?:[*_:\s]+(?=[\s\w`]|$)|</\w+>|[.:)]\s)+", "", line.raw[match.end() :]).strip()
    label = line.raw.rstrip().removesuffix(rest).strip()
    if rest.count("**") % 2:
        rest = rest.removesuffix("**") if rest.endswith("**") else f"**{rest}"
    draft.notes.append(Note("dropped", line.number, label, "", "the label of an answer"))
    return _trimmed([Line(line.number, rest, line.kind if rest else "blank", line.indent, text=clean_text(rest)), *kept[1:]])


FIRST_OPTION = re.compile(r"[Aa]\s?[.):]")
SECOND_OPTION = re.compile(r"[Bb]\s?[.):]")
UNMARKED_ANSWER = re.compile(rf"{LEAD}(?:\w+ )?(?:answers?|ans|solutions?|soln?|response|a)\b\W*", re.I)


def _raw_label(raw: str) -> re.Match[str] | None:
    match = ANSWER.match(raw[:300])
    match = match or UNMARKED_ANSWER.match(raw[:300])
    return match if match and "](" not in match[0] else None


CLOSING = re.compile(
    r"\W*(?:conclusions?|wrapping up|final (?:words|thoughts)|about the authors?|authors?(?: bio)?|happy (?:learning|coding)|related (?:articles|posts|reads)|comments"
    r"|leave a (?:reply|comment)|references|frequently asked questions|you may also like|tags|share this)\W*$"
    r"|.{0,60}\bclick here to submit a review\b|about the author\b|copyright\b|©|all rights reserved",
    re.I,
)
BIOGRAPHY = re.compile(
    r".*\bread full bio\b|(?:[A-Z][\w.-]+ ){1,3}is (?:an? |the )(?:[\w-]+ ){0,5}(?:postgraduate|graduate|writer|author|blogger|editor|engineer|developer|scientist|professional"
    r"|enthusiast|consultant|analyst|manager|founder|instructor|trainer|student|researcher)\b.*\b(?:experience|passion|loves|enjoys|writes|writing|worked|works|years|portfolio|flair)\b",
)


def _without_closing(kept: list[Line], draft: Draft) -> list[Line]:
    """The answer up to where the page says goodbye or its author is introduced."""
    for at, line in enumerate(kept):
        if at and line.kind == "text" and not line.label and (CLOSING.match(line.text[:200]) or BIOGRAPHY.match(line.text[:400])):
            reason = "the end of the page, or its author"
            draft.notes += [Note("dropped", rest.number, rest.raw, "", reason) for rest in kept[at:] if rest.raw.strip()]
            return _trimmed(kept[:at])
    return kept


def _joined_bullets(kept: list[Line], draft: Draft) -> list[Line]:
    """The lines with each bullet that is only the name of what the next bullet begins with put before it."""
    joined: list[Line] = []
    for line in kept:
        above = joined[-1] if joined else None
        if above is not None and above.bullet and line.bullet and above.indent == line.indent and _names(above.text, line.text):
            raw = f"{above.raw.rstrip()}: {line.text}"
            draft.notes.append(
                Note("repaired", line.number, f"{above.raw}\n{line.raw}", raw, "a heading and its text that were two bullets")
            )
            joined[-1] = Line(above.number, raw, indent=above.indent, text=f"{above.text}: {line.text}")
        else:
            joined.append(line)
    return joined


def _names(name: str, text: str) -> bool:
    name_words, words = _stems(name), _stems(text[: len(name) + 40])
    return (
        0 < len(name_words) <= 6 and len(words) > len(name_words) + 1 and name[-1] not in ".:;!?" and words[: len(name_words)] == name_words
    )


def _stems(text: str) -> list[str]:
    return [word.rstrip("s") for word in re.findall(r"\w+", text.lower())]


def _dedented(kept: Sequence[Line]) -> str:
    margin = min((line.indent for line in kept[1:] if line.kind != "blank"), default=0)
    return "\n".join(line.raw.strip() if not at else _shifted(line.raw, margin) for at, line in enumerate(kept)).strip("\n")


def _shifted(raw: str, margin: int) -> str:
    """The line moved left by up to so many columns, a tab being four."""
    text, at = raw.rstrip(), 0
    while margin > 0 and text[at : at + 1] in (" ", "\t"):
        margin -= 4 if text[at] == "\t" else 1
        at += 1
    return text[at:]


# ---- the account -----------------------------------------------------------------------------------------------------

# These marks may vanish without a note where they wrap or divide what is kept: labels, bullets, headings, emphasis, rules, tables.
MARKS = frozenset("#*_~>|+-=–—⸻.:)(][\\/`№、．：•●○▪■◦‣·⁃❖➢➤►▶✓✔◆★❓❔📌👉🔹🔸➡⭐✅💡")
TOKEN = re.compile(r"[^\W\d_]+")


def essential(text: str) -> Counter[str]:
    """How often each character stands in the text that is neither white space nor one of the MARKS."""
    return Counter(character for character in text if character not in MARKS and not character.isspace())


def _leftover(text: Text, span: Sequence[int], number: str | None, kept: str) -> Iterator[Note]:
    """A Note for the lines of a question if more stands in them than is kept: link targets, tags, the label of an answer."""
    raw = "\n".join(text.lines[at].raw for at in span)
    spare = essential(raw) - essential(f"{number or ''} {kept}")
    for word in _label_words(text.lines[span[0]]) if spare else ():
        if not Counter(word) - spare:
            spare -= Counter(word)
    if spare:
        yield Note("repaired", text.lines[span[0]].number, raw, kept, "markup around a question taken off")


def _label_words(line: Line) -> list[str]:
    """The words of a line's label as printed: `Interview`, `Question` and `no` of `Interview question no. 3`."""
    word = line.label.word if line.label else ""
    tokens = TOKEN.findall(line.raw[:HEAD])[:6] if word else []
    at = next((at for at, token in enumerate(tokens) if token.lower() == word), 0)
    return [token for token in tokens[max(0, at - 1) : at + 2] if token.lower() in ("interview", word, "no")]


def _labels(text: Text, drafts: Sequence[Draft]) -> Iterator[Note]:
    """One note for each word that labels questions, at the first line that has it."""
    seen: set[str] = set()
    for draft in drafts:
        for word in _label_words(text.lines[draft.start]):
            if word not in seen:
                seen.add(word)
                yield Note("dropped", draft.entry.line, word, "", "the label of a question, here and below")


def _unowned(text: Text, choice: Choice, drafts: Sequence[Draft]) -> Iterator[Note]:
    """A note for each line that no entry holds, and for what a section's name leaves out of its line."""
    owned = {at for draft in drafts for at in draft.owned}
    named = {draft.heading for draft in drafts}
    first = min(choice.questions, default=len(text.lines))
    for at, line in enumerate(text.lines):
        if at in owned or line.kind == "blank" or not essential(line.raw):
            continue
        name = section_name(line) if at in named else ""
        if not name:
            yield Note("dropped", line.number, line.raw, "", _reason(text, at, at < first))
        elif essential(line.raw) - essential(name):
            yield Note("repaired", line.number, line.raw, name, "markup around a section's name taken off")


def _reason(text: Text, at: int, early: bool) -> str:
    if at in text.contents:
        return "table of contents"
    if text.lines[at].kind == "front":
        return "front matter"
    return find_promotion(text.lines[at].text) or ("before the first question" if early else "no part of an answer")
