"""Turns the bytes of a list into text, and text that copying broke into the text that was meant, with a Note for each change."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator

from model import Note, Unusable

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NEWLINES = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
THAI_E2 = "\u0e42"  # what the first byte of UTF-8 punctuation becomes when it is read as Thai


def decode_list(data: bytes) -> str:
    """The text of a list's bytes: UTF-8, UTF-16 or, failing these, Windows-1252; Unusable for what is no text at all."""
    if not data.strip():
        raise Unusable("the file is empty; give a text or Markdown file with questions")
    text = _decode_marked(data) or _decode_unmarked(data)
    if len(CONTROLS.findall(text[:100_000])) > len(text[:100_000]) // 200:
        raise Unusable("the file is binary, not text; give a text or Markdown file with questions")
    if not text.strip("\ufeff \t\r\n"):
        raise Unusable("the file is empty; give a text or Markdown file with questions")
    return text


def _decode_marked(data: bytes) -> str | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Unusable(f"the file begins as {encoding} but breaks at byte {error.start}; save it as UTF-8") from error
    return None


def _decode_unmarked(data: bytes) -> str:
    if b"\0" in data:
        return _decode_wide(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace") if b"\x9d" not in data else data.decode("latin-1")


def _decode_wide(data: bytes) -> str:
    """UTF-16 without a mark has its zero bytes at every second place; zeros anywhere else are binary."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) > len(data) // 4 and min(even, odd) < len(data) // 50 + 1:
        try:
            return data.decode("utf-16-be" if even > odd else "utf-16-le")
        except UnicodeDecodeError:
            pass
    raise Unusable("the file is binary (it holds zero bytes), not text; give a text or Markdown file with questions")


# ---- characters ------------------------------------------------------------------------------------------------------

SPACES = re.compile(r"[\v\f\x1c-\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
INVISIBLE = re.compile(
    r"[\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
COMPATIBLE = re.compile(r"[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]+")
LATIN_MOJIBAKE = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    r"\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]{1,3}"
)
THAI_MOJIBAKE = re.compile(f"{THAI_E2}\u20ac[\u0080-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026]?")
KEY_CAPS = re.compile(r"(?:\d\ufe0f?\u20e3\s?)+")
HOOKED_O = {0x01EA: "Q", 0x01EB: "q"}
LONE_THAI = re.compile(f"{THAI_E2}(?![\u0e01-\u0e5b])")
APOSTROPHE_TAIL = re.compile(r"(?:s|t|re|ve|ll|d|m)\b", re.I)


def repair_line(text: str, code: bool) -> tuple[str, list[str]]:
    """The line as it was meant, and the reasons for what was changed; code gets its characters repaired, never its spacing."""
    reasons: list[str] = []
    characters = () if text.isascii() and text.isprintable() else CHARACTER_REPAIRS
    spacing = SPACING_REPAIRS if not code and ("Interview" in text or GLUED.search(text)) else ()
    for reason, repair in (*characters, *spacing):
        repaired = repair(text)
        if repaired != text:
            reasons.append(reason)
            text = repaired
    return text, reasons


def _repair_latin(text: str) -> str:
    return LATIN_MOJIBAKE.sub(lambda m: _redecode(m[0], "cp1252"), text) if not text.isascii() else text


def _redecode(broken: str, codec: str) -> str:
    try:
        return broken.encode(codec).decode("utf-8")
    except UnicodeError:
        return broken


def _repair_thai(text: str) -> str:
    if THAI_E2 not in text:
        return text
    text = THAI_MOJIBAKE.sub(lambda m: _redecode(m[0], "cp874") if len(m[0]) > 2 else THAI_E2, text)
    return "".join(_restored_punctuation(text))


def _restored_punctuation(text: str) -> Iterator[str]:
    """The pieces of the text with each lone U+0E42 replaced by the mark that its neighbours call for."""
    end, quoted, margin = 0, False, len(text) - len(text.lstrip())
    for match in LONE_THAI.finditer(text):
        bullet = match.start() == margin and text[margin + 1 : margin + 2] == " " and text[margin + 1 :].strip()
        mark = "•" if bullet else _meant_mark(text, match.start(), quoted)
        quoted = mark == "“" or (quoted and mark != "”")
        yield text[end : match.start()] + mark
        end = match.end()
    yield text[end:]


def _meant_mark(text: str, at: int, quoted: bool) -> str:
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if (before.isdigit() and after.isdigit()) or (before.isspace() and after.isspace()):
        return "–"
    if before.isalnum() and APOSTROPHE_TAIL.match(text, at + 1):
        return "’"
    if after.isalnum() and (before.isspace() or before in "=([{-/:"):
        return "“"
    if quoted and not before.isspace():
        return "”"
    if before == "s" and after.isspace() and text[at + 2 : at + 3].islower():
        return "’"
    return "–"


CHARACTER_REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("UTF-8 punctuation that was read as Windows-1252", _repair_latin),
    ("UTF-8 punctuation that was read as Thai and cut; restored by context", _repair_thai),
    ("a space that is not the plain one", lambda text: SPACES.sub(" ", text)),
    ("an invisible character", lambda text: INVISIBLE.sub("", text)),
    ("a number in key caps", lambda text: KEY_CAPS.sub(lambda m: re.sub(r"\D", "", m[0]) + ". ", text)),
    ("a Q that was read as an O with a hook", lambda text: text.translate(HOOKED_O)),
    ("ligatures, wide or mathematical letters", lambda text: COMPATIBLE.sub(_plain_letters, text)),
)


def _plain_letters(match: re.Match[str]) -> str:
    """NFKC, except for wide punctuation, which Chinese and Japanese text means as it is."""
    return "".join(c if "\uff01" <= c <= "\uff5e" and not c.isalnum() else unicodedata.normalize("NFKC", c) for c in match[0])


# ---- spacing ---------------------------------------------------------------------------------------------------------

STARTERS = "A|An|As|At|By|For|He|How|If|In|Is|It|Its|No|On|One|So|The|Then|There|They|This|These|To|We|What|When|You|Yes"
GLUED = re.compile(r"[.,](?<=[a-z].)(?=[A-Za-z])")
GLUED_SENTENCE = re.compile(rf"(?<![\w./@\\-])([a-z]{{2,}}(?:-[a-z]+)?)\.((?:{STARTERS})\b|[A-Z][a-z]{{3,}})(?=[ ,])")
GLUED_COMMA = re.compile(r"(?<= )([A-Za-z]{3,}),([a-z]{3,})(?= [a-z])")
NOT_PROSE = re.compile(r"://|[{}]|;\s*$|^\s*(?:import|from|export|SELECT)\b|\w\(\w*\)")
PICTURE_NAME = re.compile(r"(?<=[.:;] )(?:[A-Z][\w&]* ){1,4}Interview Questions \d+ (?=\w)")
INLINE_CODE = re.compile(r"(`[^`]*`)")


def _repair_spacing(text: str, pattern: re.Pattern[str], mark: str) -> str:
    if mark not in text or NOT_PROSE.search(text):
        return text
    parts = INLINE_CODE.split(text)
    return "".join(part if at % 2 else pattern.sub(rf"\1{mark} \2", part) for at, part in enumerate(parts))


SPACING_REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("a space lost after a full stop", lambda text: _repair_spacing(text, GLUED_SENTENCE, ".")),
    ("a space lost after a comma", lambda text: _repair_spacing(text, GLUED_COMMA, ",")),
    ("the name of a picture in the middle of the text", lambda text: PICTURE_NAME.sub("", text) if "Interview Questions" in text else text),
)


# ---- lines that are no part of an answer -----------------------------------------------------------------------------

SOLD = (
    r"courses?|certifications?|certificates?|training|bootcamps?|programs?|programmes?|channel|newsletter|blogs?|webinars?|e-?books?"
    r"|master ?class|tutorials?|articles?|mentors?|cheat ?sheets?|discounts?|offers?|free demo|placement|social media|linkedin|telegram"
)
BEGINNINGS = re.compile(
    "|".join(
        (
            (
                r"(?:must|also|you (?:may|can|might) also|further|recommended|related|suggested)[ -]?(?:to )?"
                r"(?:read|reads|reading|check(?: out)?|see|like|articles?|posts?|courses?|tutorials?|blogs?|topics?|questions)\b *(?:$|[-–—:>»|]|our )"
            ),
            r"(?:read|learn|know|explore|discover|find out|see) (?:also|more|next|now|further)\b *(?:$|[-–—:>»|]|(?:about|on|here|at)\b.*[-–—:>»|])",
            r"read (?:our|this|the) (?:\w+ ){0,4}(?:blog|article|guide|tutorial|post)\b",
            (
                rf"(?:explore|enrol+|join|subscribe|sign up|register|download|get|buy|take|book|try|start|check ?out|watch|learn|master|visit|follow|"
                rf"upgrade|boost|unlock|grab|earn|looking|want|wish|interested|prepare|kick-?start|best-suited|top-rated)\b.{{0,140}}\b(?:{SOLD})\b"
                rf"(?=.{{0,60}}$)(?<!training)(?!.*\b(?:dataset|set|data|loss|epochs?)\b)"
            ),
            (
                rf"(?:if you|to|are you|do you|don.t)\b.{{0,140}}\b(?:check out|read (?:our|this|the)|enrol+|join|sign up|subscribe|visit|click|go through)\b"
                rf".{{0,80}}(?:\b(?:{SOLD}|here)\b)"
            ),
            r"(?:please )?(?:click|tap) here\b",
            r"become an? (?:\w+ ){1,5}(?:engineer|scientist|developer|analyst|expert|professional|architect|administrator)\W*$",
            r"(?:enrol+|subscribe|sign up|register|apply|join|book|buy)\b.{0,60}\b(?:now|today|us|here|free)\W*$",
            r"(?:please )?(?:like,? (?:and )?(?:share|subscribe)|share (?:this|on|with)|follow (?:us|me)|subscribe to|leave a (?:comment|reply))\b",
            r"(?:advertisement|sponsored(?: by| content)?|promoted|ad)\W*$",
            r"(?:these|the above|the following) (?:[\w-]+ ){1,5}questions (?:must|should|will|are|can)\b",
            r"we (?:will|shall) (?:now )?(?:check out|look at|see|explore|discuss|move)\b.{0,60}\bquestions\b",
            r"(?:⬆|↑|🔝|▲|↥)?\W*(?:back to (?:the )?(?:top|contents?|index|toc|table of contents)|go to top|return to top|scroll to top)\W*$",
            r"(?:save|share|print|report|copy link|edit this page|last updated.*|\d+ min(?:ute)?s? read|table of contents)$",
            r"(?P<caption>image|img|picture|photo|screenshot) ?(?:source|credits?|courtesy)? *[-–—:] *\S",
        )
    )
)
ANYWHERE = tuple(
    (phrase, re.compile(pattern))
    for phrase, pattern in (
        ("click here", r"\bclick here to\b"),
        ("full bio", r"\bread full bio\b"),
        ("all posts", r"\bview all posts\b"),
        ("next set of", r"\bnext set of\b.{0,50}\bquestions\b"),
        (
            "interview questions",
            (
                r"\b(?:next|following|these|these are (?:some|all) of|above|below|more|other|latest|check out)\b.{0,60}\binterview questions\b"
                r".{0,100}(?:\b(?:let us|you (?:have to|must|should|need to|can)|as (?:it|well)|blog|article|explore|look)\b|!$)"
            ),
        ),
    )
)
PROMOTION_LENGTH = 300
PROMOTION = "promotion or a pointer to other pages"
CAPTION = "the caption of a picture that is not in the text"


def find_promotion(text: str) -> str | None:
    """Why the line is no part of an answer (it sells, points elsewhere, or names a picture), or None; `text` has no markup."""
    if len(text) > PROMOTION_LENGTH or not text:
        return None
    lower = text.lower()
    if match := BEGINNINGS.match(lower):
        return CAPTION if match.lastgroup else PROMOTION
    return PROMOTION if any(phrase in lower and pattern.search(lower) for phrase, pattern in ANYWHERE) else None


def split_lines(text: str) -> tuple[list[str], list[Note]]:
    """The lines of the text, whatever ends them, with one Note where the ends were not plain newlines."""
    text = text.removeprefix("\ufeff")
    match = NEWLINES.search(text)
    if not match:
        return text.split("\n"), []
    line = text.count("\n", 0, match.start()) + 1
    note = Note("repaired", line, repr(match[0])[1:-1], "\\n", "line ends that are not plain newlines, here and below")
    return NEWLINES.sub("\n", text).split("\n"), [note]
