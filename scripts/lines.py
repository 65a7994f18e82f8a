"""Turns the text of a list into typed lines: what wraps each line, which label it carries, how much it looks like a question."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from model import Note
from repair import repair_line, split_lines


class Label(NamedTuple):
    """The mark before a question: `word` is what stands before the number (`q`, or nothing), `number` may be missing.

    A `weak` label is a number without punctuation, which may as well belong to the text.
    """

    word: str
    number: str | None
    last: int | None
    depth: int
    weak: bool = False


def make_label(word: str, number: str | None, weak: bool = False) -> Label:
    """The label with the last part of its number (3 of 1.2.3) and the count of the parts; ii counts as the second within one."""
    if number in ROMAN:
        return Label("", number, ROMAN.index(number) + 1, 2)
    parts = number.split(".") if number else []
    return Label(word, number, int(parts[-1]) if parts else None, len(parts), weak)


class Line(NamedTuple):
    """One line: its repaired text, the wrappers at its beginning, and `text`, what they wrap without any markup.

    `kind` is text, blank, code, table, rule or front; `inline` is what follows a bold beginning on the line, `open_bold`
    says that the bold goes on on the next line, `closed` that it ended with the label.
    """

    number: int
    raw: str
    kind: str = "text"
    indent: int = 0
    heading: int = 0
    bullet: bool = False
    bold: bool = False
    summary: bool = False
    quote: bool = False
    link: str | None = None
    label: Label | None = None
    text: str = ""
    inline: str = ""
    open_bold: bool = False
    closed: bool = False
    glued: bool = False
    interest: float = 0.0

    @property
    def container(self) -> str:
        """The strongest wrapper: h1 to h6, summary, bold, bullet or plain."""
        if self.heading:
            return f"h{self.heading}"
        return "summary" if self.summary else "bold" if self.bold else "bullet" if self.bullet else "plain"


# ---- reading a text into lines ---------------------------------------------------------------------------------------

FENCE = re.compile(r"^\s*+(?:(?:[-*+>]|\d++[.)])\s++)*+(`{3,}+|~{3,}+)\s*+([^`]*+)$")
HTML_CODE = re.compile(r"<(/?)pre\b", re.I)
RULE_MARKS = "-*_=#~+–—.•:⸻| \t"
HTML_RULE = re.compile(r"\s*<hr\s*/?>\s*$", re.I)
TABLE = re.compile(r"^\s*\|.*\|.*$|^[^|]*\S +\| +\S[^|]*(?:\| .*)?$")
SETEXT = re.compile(r"^ {0,3}(={2,}|-{2,})\s*$")
FRONT = re.compile(r"\A---\n(?:[ \t]*+[\w-]++[ \t]*+:.*+\n|[ \t]++.*+\n|- .*+\n|\n|#.*+\n){1,60}+---(?:\n|\Z)")
HEAD = 500


def read_lines(text: str) -> tuple[list[Line], list[Note]]:
    """The typed lines of a text, a line with a question glued to its end being two of them, and a Note for every repair."""
    pieces, notes = split_lines(text)
    codes = _code_flags(pieces)
    front = FRONT.match("\n".join(pieces[:80]) + "\n")
    front_end = front[0].count("\n") if front else 0
    lines: list[Line] = []
    for number, (piece, code) in enumerate(zip(pieces, codes, strict=True), 1):
        if not piece and not code and number > front_end:
            lines.append(Line(number, "", "blank"))
            continue
        fixed, reasons = repair_line(piece, code)
        notes += [Note("repaired", number, piece, fixed, reason) for reason in reasons]
        if number <= front_end:
            lines.append(Line(number, fixed, "front"))
        elif code:
            lines.append(Line(number, fixed, "code", _indent(fixed)))
        else:
            lines += _typed_pieces(number, fixed)
    return _with_setext(_with_tables(lines)), notes


def _code_flags(pieces: Sequence[str]) -> list[bool]:
    """Which lines are fenced or in <pre>; a fence that is never closed holds only up to the next empty line."""
    flags = [False] * len(pieces)
    opened, mark = -1, ""
    for at, piece in enumerate(pieces):
        fence = FENCE.match(piece) if "```" in piece or "~~~" in piece else None
        if fence and opened >= 0 and fence[1].startswith(mark) and not fence[2].strip():
            flags[opened : at + 1] = [True] * (at + 1 - opened)
            opened = -1
        elif fence and opened >= 0 and len(fence[1]) == len(mark) and fence[1][0] == mark[0]:
            _flag_paragraph(flags, pieces, opened, at)
            opened, mark = at, fence[1]
        elif fence and opened < 0:
            opened, mark = at, fence[1]
    if opened >= 0:
        _flag_paragraph(flags, pieces, opened, len(pieces))
    return _with_html_code(pieces, flags)


def _flag_paragraph(flags: list[bool], pieces: Sequence[str], start: int, end: int) -> None:
    at = start
    while at < end and pieces[at].strip():
        flags[at] = True
        at += 1


def _with_html_code(pieces: Sequence[str], flags: list[bool]) -> list[bool]:
    opened = -1
    for at, piece in enumerate(pieces):
        if flags[at] or "<" not in piece:
            continue
        for tag in HTML_CODE.finditer(piece):
            if not tag[1]:
                opened = at if opened < 0 else opened
            elif opened >= 0:
                if at > opened:  # on one line it is a part of a sentence
                    flags[opened : at + 1] = [True] * (at + 1 - opened)
                opened = -1
    return flags


GLUED = re.compile(
    r"(?<=[.!?:;)”\"’])(?!(?<=\d\.)\d)\s*(?=(?:\*\*|__)?(?:(?:Q|Que|Ques|Question)[ .-]?(?:\d{1,6}\s?[.:)-]|[:.] )|\d{1,6}[.)]\s?)(?:\*\*)?\s?"
    r"(?:What|Wh[oy]|When|Where|Which|How|Is|Are|Do|Does|Can|Could|Explain|Describe|Define|Name|List|Differentiate|Compare|Give|State)\b)"
)
QUESTION_WORD = re.compile(r"[Qq?]|\d[.)]")


def _typed_pieces(number: int, raw: str) -> Iterator[Line]:
    """The line, cut before each label and question word that stand right behind the end of a sentence."""
    start = 0
    for match in GLUED.finditer(raw) if len(raw) > 30 and QUESTION_WORD.search(raw) else ():
        if raw[start : match.start()].strip(" \t-*>#") and match.start() > start + 12:
            yield _typed(number, raw[start : match.end()].rstrip(), start > 0)
            start = match.end()
    yield _typed(number, raw[start:], start > 0)


def _typed(number: int, raw: str, glued: bool) -> Line:
    if not raw.strip():
        return Line(number, raw, "blank")
    if not raw.strip(RULE_MARKS) or ("<" in raw and HTML_RULE.match(raw)):
        return Line(number, raw, "rule")
    line = peel(number, raw, glued)
    if raw.startswith("<tr") and "<td" in raw:
        return line._replace(kind="table")
    if "|" in raw and TABLE.match(raw[: HEAD * 4]) and not line.label and not line.heading:
        return line._replace(kind="table")
    return line


def _with_tables(lines: list[Line]) -> list[Line]:
    """The same lines; what only looks like a row, having no bar at its beginning and no table around it, is text."""
    run: list[int] = []
    for at, line in enumerate([*lines, Line(0, "", "blank")]):
        if line.kind in ("table", "rule") and at < len(lines):
            run.append(at)
            continue
        if run and not any(
            lines[i].raw.lstrip().startswith(("|", "<tr")) or (lines[i].kind == "rule" and "|" in lines[i].raw) for i in run
        ):
            for i in run:
                lines[i] = lines[i]._replace(kind="text") if lines[i].kind == "table" else lines[i]
        run = []
    return lines


def _with_setext(lines: list[Line]) -> list[Line]:
    """The same lines, a text line underlined with = or - made a heading."""
    for at in range(1, len(lines)):
        if lines[at].kind != "rule" or not (mark := SETEXT.match(lines[at].raw)):
            continue
        above, before = lines[at - 1], lines[at - 2] if at > 1 else None
        if above.kind == "text" and above.text and not above.bullet and (before is None or before.kind in ("blank", "rule")):
            lines[at - 1] = above._replace(heading=1 if mark[1][0] == "=" else 2)
    return lines


def _indent(raw: str) -> int:
    if not raw[:1].isspace():
        return 0
    blank = raw[: len(raw) - len(raw.lstrip())]
    return len(blank.expandtabs(4))


# ---- peeling one line ------------------------------------------------------------------------------------------------

EMPHASIS = r"(?:\*{1,3}|_{1,3}|</?(?:b|strong|em|i|u)>)"
BULLET = re.compile(r"(?:[-+*–—]\s+|[•●○▪■◦‣·⁃❖➢➤►▶✓✔◆★❓❔📌👉🔹🔸➡⭐✅💡]\ufe0f?\s*)(?=\S)")
QUOTE = re.compile(r">\s?")
HEADING = re.compile(r"(#{1,6})(?:\s+|(?=[A-Z*\[`]))(?=\S)|(={2,6})\s+(?=\S)")
CHECKBOX = re.compile(r"\[[ xX]?\]\s+(?=\S)")
TAG = re.compile(r"<(/?)(details|summary|p|b|strong|i|em|u|h[1-6]|li|ol|ul|div|br|center|font|span|a|dt|dd|td|tr)\b[^<>]{0,200}>\s*", re.I)
OPEN = re.compile(r"(?:\*{1,3}|_{1,3})(?=[^\s*_])")
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\]){1,400})\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)?)(?:\s[^()]*)?\)")
SYMBOL = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d\u20e3]+\s*")
WORD_LABEL = re.compile(
    rf"(?P<word>(?:interview\s++)?(?:question|ques|que|qn|q)|problem|scenario|exercise|puzzle|faq|pregunta|pergunta|domanda|frage|p(?=\d))"
    rf"(?:\s*+(?:no\b)?\s*+[-.:#№]{{0,2}}\s*+[(\[]?(?P<number>\d{{1,6}}(?:\.\d{{1,3}}){{0,3}})(?![\d%])(?:\s++of\s++\d{{1,4}})?[)\]]?"
    rf"(?:\s*+{EMPHASIS}?\s*+[.:)\-–—|\]/=>：]+|(?:\s*+{EMPHASIS})?(?=\s|$|[A-Z]))"
    rf"|\s*+{EMPHASIS}?\s*+(?:[:：)]|\.(?=\s|$|[A-Z][a-z])|[-–—]+(?=\s)))\s*+{EMPHASIS}?\s*+",
    re.I,
)
NUMBER_LABEL = re.compile(
    rf"[(\[#№]{{0,2}}(?P<number>\d{{1,6}}(?:\.\d{{1,3}}){{0,4}})(?:\s*\\?(?:\.\)|[)\]]|[.:：．、](?!\d))[-–—]?|\s+[-–—|](?=\s)|[-–—](?=\s*[A-Z][a-z]))"
    rf"\s*{EMPHASIS}?\s*"
)
DOTTED_LABEL = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,4})\s+(?=[A-Z*`\[\"“])")
BARE_LABEL = re.compile(r"#?(?P<number>\d{1,3})\s+(?=[A-Z`*\[\"“][^.]{6,}\?\s*(?:\*\*)?$)")
WEAK_LABEL = re.compile(r"(?P<number>\d{1,4})(?:\s*$|\s+(?=[A-Za-z]))")
ROMAN_LABEL = re.compile(r"(?P<number>i{1,3}|iv|vi{0,3}|ix|x)[.)]\s+(?=\S)")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
NUMBER_LABELS = (NUMBER_LABEL, DOTTED_LABEL, BARE_LABEL, WEAK_LABEL)
NUMBER_FIRST = frozenset("([#№")
LETTER_FIRST = frozenset("QqIiPpSsEeFfDdvx")
LETTERED = re.compile(r"^[A-Ea-e][.)]\s")


def peel(number: int, raw: str, glued: bool = False) -> Line:
    """The line with its wrappers and label told apart from its text."""
    body = raw.lstrip()
    found: dict[str, Any] = {}
    for _ in range(9):
        head = body[:HEAD]
        rest = _peel_once(found, head)
        if len(rest) == len(head):
            break
        body = rest + body[HEAD:]
    text, inline, open_bold = _split_bold(found, body.strip(), raw)
    text = clean_text(text)
    interest = question_likeness(text.rstrip(" :") if "heading" in found else text)
    return Line(number, raw, indent=_indent(raw), text=text, inline=inline, open_bold=open_bold, glued=glued, interest=interest, **found)


def _peel_once(found: dict[str, Any], head: str) -> str:
    """What the next wrapper wraps, the wrapper being written down; the same text when there is none."""
    first = head[:1]
    if match := _match_label(found.get("label"), first, head):
        return head[_add_label(found, match) :]
    if first.isalnum() or not first:
        return head
    if first == "<" and (match := TAG.match(head)):
        found.update({} if match[1] else _tag_fields(match[2].lower()))
        return head[match.end() :]
    if first in "#=" and (match := HEADING.match(head)):
        found["heading"] = len(match[1] or match[2])
        return head[match.end() :]
    for pattern, field in ((QUOTE, "quote"), (BULLET, "bullet"), (CHECKBOX, "bullet"), (OPEN, "bold")):
        if match := pattern.match(head):
            found[field] = True
            return head[match.end() :]
    if first == "[" and (match := LINK.match(head)):
        found["link"] = match[2]
        return match[1] + head[match.end() :]
    match = SYMBOL.match(head)
    return head[match.end() :] if match else head


def _match_label(label: Label | None, first: str, head: str) -> re.Match[str] | None:
    """The label at the beginning of the text; a word may be followed by a number, nothing else by another label."""
    if label and (label.number or not first.isdigit()):
        return None
    if first.isdigit() or first in NUMBER_FIRST:
        return next((match for pattern in NUMBER_LABELS if (match := pattern.match(head))), None)
    return (WORD_LABEL.match(head) or ROMAN_LABEL.match(head)) if first in LETTER_FIRST else None


MARK = re.compile(r"\*|__|</?[bsi]")


def _add_label(found: dict[str, Any], match: re.Match[str]) -> int:
    """Where the label ends; emphasis behind it belongs to it only where the emphasis began before it."""
    word = match["word"].lower().split() if match.re is WORD_LABEL else []
    before = found.get("label")
    found["label"] = make_label(word[-1] if word else before.word if before else "", match["number"], match.re is WEAK_LABEL)
    mark = MARK.search(match[0])
    if mark and found.get("bold"):
        found["closed"] = True
    return match.start() + mark.start() if mark and not found.get("bold") else match.end()


def _tag_fields(name: str) -> dict[str, Any]:
    if name[0] == "h":
        return {"heading": int(name[1])}
    fields = {"summary": "summary", "b": "bold", "strong": "bold", "li": "bullet", "dt": "bold"}
    return {fields[name]: True} if name in fields else {}


BOLD_END = re.compile(r"\*{2,3}|__(?=\W|$)|</(?:b|strong|summary)>|(?<=[^\s*])\*(?=[\s:.?]|$)", re.I)
WORDS = re.compile(r"\w")


def _split_bold(found: dict[str, Any], body: str, raw: str) -> tuple[str, str, bool]:
    """Text that is wrapped in bold or a summary, what follows it on the line, and whether the wrapping stays open."""
    if not (found.get("bold") or found.get("summary")) or found.get("closed"):
        return body, "", False
    end = BOLD_END.search(body[: HEAD * 4])
    if not end:
        return body, "", "bold" in found and "heading" not in found and raw.count("**") == 1
    first, rest = body[: end.start()].rstrip(), body[end.end() :].strip()
    if not WORDS.search(clean_text(rest)):
        return (first.rstrip(" :") if "label" in found else first) + ("?" if rest.startswith("?") else ""), "", False
    if not WORDS.search(first) or not _ends_phrase(first, rest) or "heading" in found:
        found.pop("bold", None)
        return end[0] + body if end[0][0] in "*_" else body, "", False
    return first.rstrip(" :-–—"), rest.lstrip(" :-–—"), False


def _ends_phrase(first: str, rest: str) -> bool:
    """Whether bold text is a title of what follows (`**Dropout:** switches ...`), not the first words of one sentence."""
    return rest[:1] in (":", "-", "–", "—") or first[-1:] in (":", ".", "?", "-", "–") or rest[:2] == "</"


# ---- the text of one line --------------------------------------------------------------------------------------------

TAGS = r"b|strong|i|em|a|p|br|u|font|sup|sub|center|img|code|kbd|mark|hr|summary|details|h[1-6]|li|ul|ol|dt|dd"
MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.{0,2000}?-->"), ""),
    (re.compile(r"!\[([^\[\]]{0,300})\]\([^()\s]{0,900}(?:\s[^()]{0,200})?\)"), ""),
    (re.compile(r"\[\[[^\[\]]{1,30}\](?:\]\([^()\s]{0,900}\)|\([^()\s]{0,900}\)\])"), ""),
    (re.compile(r"\[([^\[\]]{1,600})\]\([^()\s]{0,900}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s[^()]{0,200})?\)?"), r"\1"),
    (re.compile(r"\[([^\[\]]{1,600})\]\[[^\[\]]{0,80}\]"), r"\1"),
    (re.compile(rf"</?(?:{TAGS})(?:\s[^<>]{{0,600}})?/?>|<(?:span|div)\s[^<>]{{0,600}}>|</(?:span|div)>(?=.{{0,3}}$)", re.I), ""),
    (re.compile(r"\{[:#][^{}]{0,200}\}"), ""),
    (re.compile(r"(\*{2,3}|(?<!_)_{2,3}|~~)(?=\S)([^*~]{1,900}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]{1,900}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|])"), r"\1"),
)
MARKS = re.compile(r"[*_<\[{\\&~]")
DANGLING = re.compile(r"^(?:\*\*|__)\s*(?=\w)|(?<=[\w?.:!)\"”])\s*(?:\*\*|__)")
CODE_SPAN = re.compile(r"(?<!`)(`++)([^`]++)\1")


def clean_text(text: str) -> str:
    """The words of a line as a reader sees them: no emphasis, no tags, no link targets; code spans lose only their ticks."""
    text = text.strip()
    if text.endswith(("#", "==")) and (open_end := text.rstrip("#="))[-1:].isspace():
        text = open_end.rstrip()
    parts = CODE_SPAN.split(text) if "`" in text else [text]
    cleaned = "".join(part if at % 3 == 2 else "" if at % 3 else _clean_prose(part) for at, part in enumerate(parts))
    return " ".join(cleaned.split())


def _clean_prose(text: str) -> str:
    if not MARKS.search(text):
        return text
    for pattern, replacement in MARKUP:
        text = pattern.sub(replacement, text)
    last_word = len(text) - len(tail(text))
    return html.unescape(DANGLING.sub(lambda match: "" if not match.start() or match.end() >= last_word else match[0], text))


def tail(text: str) -> str:
    """What stands behind the last letter, digit or underscore."""
    end = len(text)
    while end and not (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return text[end:]


# Behind an opening that may be long, possessive repetitions (`*+`) keep the time linear: they give nothing back.
OPENING = r"^(?:\[[^\[\]]{1,24}\]\s*+)?\W*+"
ASKING = re.compile(
    rf"{OPENING}(?:(?:so|and|but|now|then|briefly|in your own words|in \w+(?: \w+)?),? )?(?:what|why|how|when|where|which|who|whom|whose|whats|hows)\b(?! (?:you(?:'|’)ll|this|we) )",
    re.I,
)
AUXILIARY = re.compile(rf"{OPENING}(?:is|are|was|were|do|does|did|can|could|would|should|will|have|has|had|may|must|am)\b", re.I)
TELLING = re.compile(
    rf"{OPENING}(?:please |briefly |can you )?(?:explain|describe|differentiate|distinguish|compare|contrast|discuss|elaborate|illustrate|tell (?:me|us)|talk about"
    r"|walk (?:me|us)|difference|differences|mention|enumerate|justify|derive|prove|suppose|imagine|define|state|name|outline|summari[sz]e|share|recall"
    r"|expli(?:que|quez|ca|car)|describ[ae]|d[ée]fini[rs]\w*|erkl[äa]ren?\w*|nenne\w*|beschreib\w*|cu[ée]nta\w*|diferencias?|diff[ée]rences?|unterschied\w*)\b",
    re.I,
)
DOING = re.compile(
    rf"{OPENING}(?:write|list|give|find|implement|design|create|show|calculate|compute|estimate|identify|use|build|check|given|if|you (?:have|are)|reverse"
    r"|print|consider|predict|guess|your|a |types|advantages|disadvantages|features|benefits|key|importance|role)\b",
    re.I,
)
INSIDE = re.compile(
    r"\bdifferences? between\b|\bvs\.?\b|\bversus\b|\bwhat (?:is|are|does)\b|\bhow (?:to|do|does|would)\b|\btypes of\b", re.I
)


QUESTION_END = re.compile(r"[?？][^\w(\[]*+(?:\([^()]{1,60}\)|\[[^\[\]]{1,60}\])?\W*+$")
END = 200  # characters in which the end of a question is sought


def question_likeness(text: str) -> float:
    """From 0 (a statement) to 1 (a question), by its end and its first words."""
    if not text or len(text) < 4 or not any(c.isalpha() for c in text):
        return 0.0
    if "?" in text or "？" in text:
        if QUESTION_END.search(text[-END:]):
            return 1.0
        if ASKING.match(text) or "？" in text:
            return 0.9
    long = len(text) > 220
    if ASKING.match(text):
        return 0.4 if long or text.endswith((":", ",")) or (text.endswith(".") and len(text) > 110) else 0.8
    if TELLING.match(text):
        return 0.4 if long or text.endswith(":") else 0.8
    if INSIDE.search(text[:120]) and len(text) < 120 and not text.endswith((":", ",")):
        return 0.55
    if AUXILIARY.match(text):
        return 0.35
    return 0.0 if long else 0.3 if DOING.match(text) else 0.0
