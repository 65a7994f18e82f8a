"""Whatever is put into a list, an answer, a formula, the literature or a table: it is read or refused in a sentence, and nothing of it is lost."""

from __future__ import annotations

import dataclasses
import os
import random
import shutil
from pathlib import Path

import pytest
from account import LABEL, complaints, essential
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutate import FRAGMENTS, mutate, read_seeds
from targets import TARGETS, examine_parser

from book import read_book
from model import ParsedList, Unusable
from parse import decode_list, parse_list

SOUND = Path(__file__).resolve().parents[1] / "sound"
CASES = sorted((Path(__file__).parent / "cases").glob("*/*"))
SHORT_RUN = {"parser": 4000, "answers": 1500, "markup": 1500, "formulas": 1000, "references": 1000, "toml": 1500, "escape": 120}
EASILY = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck), database=None)
PIECES = st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12), st.sampled_from([" ", "\n", "\n\n", "word", "What is a net?"]))
LISTS = st.lists(PIECES, max_size=60).map("".join)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_once_failed_fails_no_more(path: Path) -> None:
    assert TARGETS[path.parent.name].examine(path.read_bytes().decode("utf-8")) == ""


@pytest.mark.parametrize("target", TARGETS)
def test_thousands_of_broken_texts_are_read_or_refused(target: str) -> None:
    chance, seeds = random.Random(target), TARGETS[target].seeds()
    for _ in range(SHORT_RUN[target]):
        text = mutate(seeds, chance)
        assert TARGETS[target].examine(text) == "", text


def test_every_target_has_its_short_run() -> None:
    assert set(SHORT_RUN) == set(TARGETS)


@pytest.mark.parametrize("text", read_seeds(), ids=range(len(read_seeds())))
def test_all_that_stands_in_a_case_of_the_parser_is_in_an_entry_or_in_a_note(text: str) -> None:
    assert examine_parser(text) == ""


@EASILY
@given(LISTS)
def test_all_that_stands_in_a_list_is_in_an_entry_or_in_a_note(text: str) -> None:
    assert examine_parser(text) == ""


@EASILY
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_as_a_list(text: str) -> None:
    assert examine_parser(text) == ""


@EASILY
@given(LISTS)
def test_a_list_is_read_in_the_same_way_twice(text: str) -> None:
    assert parse_list(text) == parse_list(text)


@EASILY
@given(
    st.one_of(
        st.binary(max_size=300), LISTS.map(lambda text: text.encode("utf-16")), LISTS.map(lambda text: text.encode("cp1252", "replace"))
    )
)
def test_bytes_are_a_text_or_refused_in_one_sentence(data: bytes) -> None:
    try:
        assert isinstance(decode_list(data), str)
    except Unusable as error:
        assert 10 < len(str(error)) < 200 and "\n" not in str(error)


@EASILY
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_a_front_matter_of_anything_is_read_or_refused(text: str) -> None:
    assert TARGETS["answers"].examine(f"---\n{text}\n---\n{text}") == ""


@EASILY
@given(st.text(max_size=60), st.text(max_size=60))
def test_citations_claims_and_figures_of_anything_are_found_as_they_stand(one: str, two: str) -> None:
    for text in (
        f"[@{one}, {two}]",
        f"[{one}](claim:{two})",
        f"![{one}](figure:{two})",
        f"[{one}]({two})",
        f"${one}$ `{two}`",
        f"[{one}](claim:a/b?{two})",
    ):
        assert TARGETS["markup"].examine(text) == "", text


@EASILY
@given(st.lists(PIECES, min_size=1, max_size=8).map("".join))
def test_escaped_text_is_text_wherever_a_page_puts_it(text: str) -> None:
    assert TARGETS["escape"].examine(text) == ""


# ---- the account itself ----------------------------------------------------------------------------------------------


def without_one(parsed: ParsedList) -> list[ParsedList]:
    """The same reading with a note forgotten, or the end of a question or of an answer."""
    sections = {entry.section for entry in parsed.entries}  # of two lines that name the same section one may be dropped unnoticed
    dropped = [note for note in parsed.notes if note.kind == "dropped" and note.reason != LABEL and note.before not in sections]
    notes = [note for note in dropped if essential(note.before)]
    fewer = [dataclasses.replace(parsed, notes=tuple(other for other in parsed.notes if other is not note)) for note in notes]
    for at, entry in enumerate(parsed.entries):
        for name in ("question", "answer"):
            text = getattr(entry, name)
            cut = dataclasses.replace(entry, **{name: text[:-6]})
            fewer += (
                [dataclasses.replace(parsed, entries=(*parsed.entries[:at], cut, *parsed.entries[at + 1 :]))]
                if essential(text[-6:])
                else []
            )
    return fewer


@pytest.mark.parametrize("text", read_seeds(), ids=range(len(read_seeds())))
def test_the_account_notices_a_single_loss(text: str) -> None:
    for fewer in without_one(parse_list(text)):
        assert complaints(text, fewer), fewer


def test_the_account_notices_what_stands_elsewhere() -> None:
    text = "1. What is a mean?\nA sum over a count.\n2. What is a mode?\nThe commonest value."
    parsed = parse_list(text)
    turned = dataclasses.replace(parsed.entries[0], answer="over a count. A sum")
    assert complaints(text, dataclasses.replace(parsed, entries=(turned, parsed.entries[1])))


@pytest.mark.skipif("ORIGINAL_SOURCES" not in os.environ, reason="ORIGINAL_SOURCES names no folder")
def test_all_that_stands_in_the_originals_is_in_an_entry_or_in_a_note() -> None:
    for path in Path(os.environ["ORIGINAL_SOURCES"]).glob("*.txt"):
        assert examine_parser(decode_list(path.read_bytes())) == "", path.name


# ---- what is refused -------------------------------------------------------------------------------------------------

DEEP = "[" * 5000


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("answers", f"---\nasks: {DEEP}\n---\n"),
        ("answers", "---\n" + "".join(f"{' ' * depth}a{depth}:\n" for depth in range(300)) + "---\n"),
        ("answers", "---\na: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24)) + "---\n"),
        ("answers", "---\na: &a [*a]\n---\n"),
        ("answers", f"---\nminutes: {'9' * 5000}\n---\n"),
        ("answers", "---\nminutes: 2021-99-99\n? [a]: b\n---\n"),
        ("answers", "---\na: !!python/object/apply:os.system [true]\n---\n"),
        ("toml", f"a = {DEEP}"),
        ("toml", f"a = {'9' * 5000}"),
        ("toml", f"{'a.' * 3000}b = 1"),
        ("references", "@article{a, title = " + "{" * 5000),
        ("references", "@article{a," * 2000),
        ("markup", "[1e999](claim:f) [1e" + "9" * 5000 + "](claim:f)"),
        ("markup", f"[{'9' * 5000}](claim:f?n={'9' * 5000}&x=1e999)"),
        ("formulas", "{" * 3000),
        ("formulas", r"\left(" * 3000),
        ("formulas", r"\frac{" * 3000),
        ("formulas", "(" * 3000 + ")" * 3000),
        ("formulas", "{(" * 40),
        ("formulas", r"\def\f{\f\f}\f"),
        ("formulas", r"\newcommand{\f}[1]{#1#1#1#1}" + r"\f{" * 20 + "x" + "}" * 20),
    ],
)  # fmt: skip
def test_what_grows_without_end_is_refused(target: str, text: str) -> None:
    assert TARGETS[target].examine(text) == ""


@pytest.mark.parametrize("name", ["categories", "sources"])
@pytest.mark.parametrize("id", ["../x", "/x", "a b", "<b>", "", "x/../../y", "A", "{{ x }}"])
def test_an_id_that_could_name_no_file_is_refused(tmp_path: Path, name: str, id: str) -> None:
    shutil.copytree(SOUND, tmp_path / "book", ignore=shutil.ignore_patterns(".cache"))
    path = tmp_path / "book" / "content" / f"{name}.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n['{id}']\n", encoding="utf-8")
    with pytest.raises(Unusable, match="is no id"):
        read_book(tmp_path / "book")
