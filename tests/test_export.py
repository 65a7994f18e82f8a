"""What can be taken away as data: contracted fields, schemas that hold, a table that no spreadsheet executes, honest dates, the same bytes."""

import csv
import dataclasses
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from book import read_book
from compute import gather_evidence
from downloads import fill_downloads, render_downloads_page, show_size
from export import FORMULA, neutralise, render_exports
from history import read_clock, read_dates

SOUND = Path(__file__).parent / "sound"
CONTRACT = {
    "slug", "category", "question", "level", "minutes", "short_answer", "url", "asks", "corrections", "references", "related", "updated",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(book, evidence):
    return render_exports(book, evidence, "", {}, None)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """The tiny book and its evidence."""
    book = read_book(SOUND)
    return book, gather_evidence(book, tmp_path_factory.mktemp("cache"), lambda message: None)


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


# ---- JSON


@pytest.mark.parametrize("name", ["questions", "corrections"])
def test_the_data_hold_to_their_published_schema(files, name):
    schema, data = json.loads(files[f"{name}.schema.json"]), json.loads(files[f"{name}.json"])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{name}.schema.json"
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("questions", lambda record: record.pop("short_answer")),
        ("questions", lambda record: record.update(surprise=1)),
        ("questions", lambda record: record.update(minutes="four")),
        ("questions", lambda record: record.update(level="expert")),
        ("questions", lambda record: record.update(updated="last week")),
        ("questions", lambda record: record["corrections"][0].update(verdict="rubbish")),
        ("questions", lambda record: record["references"][0].pop("key")),
        ("corrections", lambda record: record.update(entries=[])),
        ("corrections", lambda record: record.pop("truth")),
    ],
)
def test_the_schema_refuses_what_is_spoilt(files, name, spoil):
    schema, data = json.loads(files[f"{name}.schema.json"]), json.loads(files[f"{name}.json"])
    spoil(data[0])
    assert not Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).is_valid(data)


def test_every_field_is_described(files):
    for name in ("questions", "corrections"):
        for record in json.loads(files[f"{name}.schema.json"])["$defs"].values():
            for field, said in record.get("properties", {}).items():
                assert said.get("description"), (name, field)


def test_every_answer_is_a_record_with_the_contracted_fields(book, files):
    records = json.loads(files["questions.json"])
    assert [record["id"] for record in records] == [answer.id for answer in book.answers]
    for record in records:
        assert set(record) >= CONTRACT
        assert record["id"] == f"{record['category']}/{record['slug']}"


def test_every_correction_is_a_record_under_a_name_of_its_own(book, files):
    records = json.loads(files["corrections.json"])
    assert len(records) == sum(len(answer.corrections) for answer in book.answers)
    assert len({record["id"] for record in records}) == len(records)
    inside = [correction["id"] for question in json.loads(files["questions.json"]) for correction in question["corrections"]]
    assert [record["id"] for record in records] == inside


def test_texts_are_plain_or_ordinary_markdown(files):
    for record in json.loads(files["corrections.json"]):
        assert "$" not in record["truth"] and "](" not in record["truth"] and "[@" not in record["evidence"], record["id"]
        assert "(claim:" not in record["truth_markdown"] and "[@" not in record["truth_markdown"], record["id"]


def test_markdown_names_works_by_the_numbers_of_the_record(tiny):
    records = json.loads(render_exports(*tiny, "", {}, None)["questions.json"])
    record = next(record for record in records if record["slug"] == "learning-rate")
    truth = record["corrections"][0]["truth_markdown"]
    assert (
        truth
        == "It is the factor $\\eta$ by which the gradient is multiplied; it is no time. On a quadratic with curvature 4 it may be at most 0.5 [1]."
    )
    assert record["references"][0]["number"] == 1 and record["references"][0]["name"] == "Robbins and Monro (1951)"
    assert record["corrections"][1]["evidence"] == "0.5 (computed); Leslie N. Smith (2015), §3"


def test_addresses_are_absolute_where_the_site_has_one(tiny):
    near, far = (render_exports(*tiny, site, {}, None) for site in ("", "https://site.example/book/"))
    assert json.loads(near["questions.json"])[0]["url"].startswith("questions/")
    assert json.loads(far["questions.json"])[0]["url"].startswith("https://site.example/book/questions/")
    assert json.loads(far["questions.schema.json"])["$id"] == "https://site.example/book/questions.schema.json"


# ---- the table


def test_the_table_has_a_row_for_every_question(book, files):
    found = rows(files["questions.csv"])
    assert [row["id"] for row in found] == [answer.id for answer in book.answers]
    assert [int(row["minutes"]) for row in found] == [answer.minutes for answer in book.answers]


def test_the_table_is_rfc_4180_with_the_mark_that_excel_wants(files):
    data = files["questions.csv"]
    assert data.startswith(b"\xef\xbb\xbfnumber,")
    assert data.endswith(b"\r\n")
    assert len(list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))) == len(rows(data)) + 1


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "=cmd|' /C calc'!A0"])
def test_a_cell_that_begins_like_a_formula_is_neutralised(cell):
    assert neutralise(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "What is x = y?", "a-b", "100", "'quoted", "<b>"])
def test_other_cells_stay_as_they_are(cell):
    assert neutralise(cell) == cell


def test_a_hostile_question_comes_out_as_text(tiny):
    book, evidence = tiny
    hostile = dataclasses.replace(book.answers[0], question='=HYPERLINK("https://evil.example","<script>alert(1)</script>"),\n"x"')
    files = render_exports(dataclasses.replace(book, answers=(hostile,)), evidence, "", {}, None)
    (row,) = rows(files["questions.csv"])
    assert row["question"] == "'" + hostile.question
    assert not any(cell.startswith(FORMULA) for cell in row.values())
    assert json.loads(files["questions.json"])[0]["question"] == hostile.question
    for path, page in files.items():
        assert b"<script" not in page or not path.endswith(".html"), path


# ---- dates


def git(folder, *arguments, day="2026-03-04"):
    who = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    who |= {f"GIT_{role}_{part}": "someone@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env={**os.environ, **who})


@pytest.fixture
def history(tmp_path):
    """A repository whose answers were written on one day, one of them changed on a later one."""
    folder = tmp_path / "history"
    shutil.copytree(SOUND / "content", folder / "content")
    git(tmp_path, "init", "-q", str(folder))
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "all")
    page = folder / "content/answers/evaluation/accuracy.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    git(folder, "commit", "-qam", "one", day="2026-05-06")
    return folder


ACCURACY, RATE = "content/answers/evaluation/accuracy.md", "content/answers/training/learning-rate.md"


def test_an_answer_was_updated_when_its_last_commit_says(history):
    assert read_dates(history) == {ACCURACY: date(2026, 5, 6), RATE: date(2026, 3, 4)}
    assert read_clock(history) == 1778068800


def test_the_date_of_an_answer_in_the_making_is_not_known(history):
    (history / RATE).write_text("changed", encoding="utf-8")
    assert read_dates(history) == {ACCURACY: date(2026, 5, 6)}


def test_no_date_is_known_without_the_whole_history(history, tmp_path):
    shutil.copytree(SOUND / "content", tmp_path / "plain" / "content")
    assert (read_dates(tmp_path / "plain"), read_clock(tmp_path / "plain")) == ({}, None)
    git(tmp_path, "clone", "-q", "--depth", "1", history.as_uri(), str(tmp_path / "shallow"))
    assert read_dates(tmp_path / "shallow") == {}


def test_the_date_is_in_the_data_and_null_where_it_is_not_known(tiny):
    records = json.loads(render_exports(*tiny, "", {ACCURACY: date(2026, 5, 6)}, None)["questions.json"])
    assert {record["slug"]: record["updated"] for record in records} == {"accuracy": "2026-05-06", "learning-rate": None}


# ---- the command


def export(project, folder, seed="0", root=SOUND):
    command = [sys.executable, "scripts/qa.py", "--root", str(root), "export", str(folder)]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed, "SITE_URL": ""})


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_exports_are_byte_identical(project, tmp_path):
    for name, seed in (("one", "1"), ("two", "77")):
        done = export(project, tmp_path / name, seed)
        assert done.returncode == 0, done.stderr
    one = contents(tmp_path / "one")
    assert one == contents(tmp_path / "two")
    assert {"questions.json", "corrections.json", "questions.csv", "deep-learning-interviews.apkg", "sheets/training.html"} <= set(one)
    assert {"assets/print.css", "assets/fonts/math.woff2"} <= set(one)


def test_content_with_problems_is_not_exported(project, tmp_path):
    done = export(project, tmp_path / "out", root=SOUND.parent / "broken")
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [["pdf"], ["downloads"]])
def test_a_folder_without_a_site_is_refused(project, tmp_path, command):
    done = subprocess.run(
        [sys.executable, "scripts/qa.py", *command, str(tmp_path)], cwd=project, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 2 and "build the site first" in done.stderr and "Traceback" not in done.stderr


# ---- the page of downloads


PLACES = (
    '<p>a <span class="qa-size" data-file="questions.json"></span></p><div class="qa-place" data-file="print.html"></div>'
    "<span class=qa-size data-file=questions.csv></span>"
)


def test_sizes_are_filled_in_and_missing_files_are_not_offered():
    page = fill_downloads(PLACES, {"questions.json": 1_234_567, "questions.csv": 88_123})
    assert "(1.2 MB)</span></p>" in page and "(88 kB)</span>" in page and "href" not in page


def test_filling_again_shows_what_has_come_and_drops_what_has_gone():
    page = fill_downloads(fill_downloads(PLACES, {"questions.json": 1}), {"questions.json": 2_000_000, "print.html": 5_000})
    assert "(2.0 MB)" in page and '<a href="print.html">' in page and "(1 kB)" not in page
    assert fill_downloads(page, {}) == fill_downloads(PLACES, {})


def test_a_page_without_places_is_an_error():
    with pytest.raises(ValueError, match="no place"):
        fill_downloads("<p></p>", {})


def test_the_service_worker_learns_of_the_page_that_was_filled_in(project, tmp_path):
    def hash_of(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]

    page, worker = tmp_path / "downloads.html", tmp_path / "sw.js"
    page.write_text(PLACES, encoding="utf-8")
    (tmp_path / "questions.json").write_text("[]", encoding="utf-8")
    worker.write_text(f'{{"downloads.html": "{hash_of(page)}", "index.html": "0123456789abcdef"}}', encoding="utf-8")
    done = subprocess.run([sys.executable, "scripts/qa.py", "downloads", str(tmp_path)], cwd=project, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "(1 kB)" in page.read_text(encoding="utf-8")
    assert json.loads(worker.read_text(encoding="utf-8")) == {"downloads.html": hash_of(page), "index.html": "0123456789abcdef"}


@pytest.mark.parametrize(("size", "said"), [(1, "1 kB"), (999_499, "999 kB"), (1_000_000, "1.0 MB"), (5_552_177, "5.6 MB")])
def test_sizes_are_said_as_people_say_them(size, said):
    assert show_size(size) == said


def test_every_file_that_the_page_links_to_is_exported(book, files):
    page = render_downloads_page(book)
    linked = {target for target in re.findall(r"\]\(([^)#:]+)\)", page) if not target.endswith(".md")}
    assert linked == set(files)
