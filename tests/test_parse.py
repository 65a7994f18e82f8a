"""The parser reads every case in parser/cases as its .json says, accounts for every word, and survives hostile text."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from model import ParsedList, Unusable
from parse import decode_list, parse_list

CASES = sorted(path for path in (Path(__file__).parent / "parser" / "cases").iterdir() if path.suffix != ".json")
TOKEN = re.compile(r"[^\W\d_]+|\d+")


def parse_case(path: Path) -> ParsedList:
    return parse_list(decode_list(path.read_bytes()))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_read_as_written_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    parsed = parse_case(path)
    assert [(e.number, e.question) for e in parsed.entries] == [(e["number"], e["question"]) for e in expected["entries"]]
    for entry, wanted in zip(parsed.entries, expected["entries"], strict=True):
        assert entry.answer.startswith(wanted.get("begins", "")), entry
        assert entry.answer.endswith(wanted.get("ends", "")), entry
        assert entry.answer == wanted.get("answer", entry.answer)
        assert entry.section == wanted.get("section", entry.section), entry
    for text in expected.get("noted", []):
        assert any(text in note.before for note in parsed.notes), text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_word_ends_in_an_entry_or_in_a_note(path: Path) -> None:
    text = decode_list(path.read_bytes())
    assert lost_words(text, parse_list(text)) == set()


def lost_words(text: str, parsed: ParsedList) -> set[str]:
    """The words of the text that stand in no entry and in no note."""
    kept = " ".join(f"{e.number} {e.question} {e.answer} {e.section}" for e in parsed.entries)
    noted = " ".join(f"{note.before} {note.after}" for note in parsed.notes)
    return set(TOKEN.findall(text)) - set(TOKEN.findall(f"{kept} {noted}"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_lines_of_entries_ascend_and_exist(path: Path) -> None:
    lines = [entry.line for entry in parse_case(path).entries]
    assert lines == sorted(lines)
    assert all(1 <= line <= path.read_text(encoding="utf-8").count("\n") + 1 for line in lines)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_questions_are_clean_text(path: Path) -> None:
    for entry in parse_case(path).entries:
        assert not re.search(r"\*\*|^#|^\d+[.)]|\]\(|</?(?:b|summary|details|p)\b", entry.question), entry.question


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2028"])
def test_line_ends_do_not_matter(ending: str) -> None:
    text = "1. What is a mean?\nA sum over a count.\n2. What is a mode?\nThe most frequent value."
    changed = parse_list(text.replace("\n", ending))
    assert changed.entries == parse_list(text).entries
    assert changed.notes[0].kind == "repaired"


# ---- decoding --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_common_encodings_are_read(encoding: str) -> None:
    text = "1. What is a naïve Bayes classifier?\nOne that treats features as independent, even where they are not.\n"
    assert decode_list(text.encode(encoding)).removeprefix("\ufeff") == text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"What\0is\0\0\0this?\0\0", "binary"),
        (b"\x01\x02\x03\x04What" * 50, "binary"),
        (b"\xff\xfeW\0h", "breaks"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, word: str) -> None:
    with pytest.raises(Unusable, match=word) as raised:
        decode_list(data)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "# Title only", "Just a paragraph about networks, nothing else."])
def test_a_text_without_questions_has_no_entries(text: str) -> None:
    assert parse_list(text).entries == ()


# ---- hostile text ----------------------------------------------------------------------------------------------------

HOSTILE = {
    "hashes": "#" * 100_000,
    "one long line": "word " * 400_000,
    "one long word": "a" * 1_000_000,
    "unclosed fence": "1. What is it?\n```\n" + "# x\n" * 20_000,
    "opening fences": "```js\n" * 20_000,
    "unclosed details": "<details><summary>What is it?</summary>\n" * 5_000,
    "unclosed tags": "<b>" * 20_000,
    "deep nesting": "\n".join(" " * depth + "- What is it?" for depth in range(1_000)),
    "quotes": ">" * 50_000,
    "stars": "*" * 50_000,
    "open bold": "**a " * 20_000,
    "brackets": "[" * 50_000,
    "links": "[a](" * 20_000,
    "ticks": "`" * 50_001,
    "pipes": "|" * 50_000,
    "rows": "| a | b |\n" * 5_000,
    "labels": "Q1 " * 30_000,
    "numbers": "1." * 50_000,
    "cut punctuation": "\u0e42" * 50_000,
    "glued questions": "word. 1. What is it? " * 5_000,
    "restarts": "\n".join(f"{n % 7}. What is it" for n in range(5_000)),
    "comments": "<!--" * 20_000,
    "angles": "<" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_without_a_crash(text: str) -> None:
    parsed = parse_list(text)
    assert all(entry.question for entry in parsed.entries)


def test_an_unclosed_fence_does_not_swallow_the_questions_below_it() -> None:
    text = "1. What is a fence?\n```\ncode\n\n2. What is a gate?\nA door.\n\n3. What is a wall?\nNo door."
    assert [entry.number for entry in parse_list(text).entries] == ["1", "2", "3"]


def test_markup_in_answers_is_kept_as_data() -> None:
    text = "1. What is a script?\n<script>alert(1)</script> and [a link](javascript:alert(1)).\n2. What is a style?\nLooks."
    assert parse_list(text).entries[0].answer == "<script>alert(1)</script> and [a link](javascript:alert(1))."


# ---- the two lists that this project corrects, where they are at hand ------------------------------------------------

ORIGINALS = Path(os.environ.get("ORIGINAL_SOURCES", "."))
needs_originals = pytest.mark.skipif("ORIGINAL_SOURCES" not in os.environ, reason="ORIGINAL_SOURCES names no folder")
ADVERTISED = re.compile(
    r"\bcourses?\b|read full bio|also read|must read|^learn more|intellipaat|\bblog\b|click here|interview questions\b", re.I | re.M
)


def parse_original(prefix: str) -> ParsedList:
    (path,) = ORIGINALS.glob(f"{prefix}*.txt")
    return parse_list(decode_list(path.read_bytes()))


@needs_originals
def test_the_long_original_has_its_hundred_and_one_entries() -> None:
    entries = parse_original("000").entries
    assert [entry.number for entry in entries] == [*map(str, range(1, 101)), None]
    assert (entries[13].question, entries[63].question[:13]) == ("Explain Data Normalization.", "Differentiate")
    assert entries[100].question == "TensorFlow vs Keras vs PyTorch"
    assert entries[99].answer.endswith("easily.")
    assert entries[100].answer.startswith("Keras is")


@needs_originals
def test_the_short_original_has_its_fourteen_entries() -> None:
    entries = parse_original("002").entries
    assert [entry.number for entry in entries] == [*map(str, range(1, 12)), "11", "12", "13"]
    assert entries[11].question.startswith("What is autonomous")
    assert all(entry.answer for entry in entries)


@needs_originals
@pytest.mark.parametrize("prefix", ["000", "002"])
def test_the_originals_are_repaired_and_free_of_advertisements(prefix: str) -> None:
    parsed = parse_original(prefix)
    for entry in parsed.entries:
        assert "\u0e42" not in entry.question + entry.answer
        assert not ADVERTISED.search(entry.answer), ADVERTISED.search(entry.answer)
    (path,) = ORIGINALS.glob(f"{prefix}*.txt")
    assert lost_words(decode_list(path.read_bytes()), parsed) == set()
