"""The compressed files hold what they stand beside, are worth it, and are made once."""

import gzip
import hashlib
import subprocess
import sys

import brotli
import pytest

import compress
from compress import KINDS, compress_files, is_compressed
from write import read_tree

TEXT = b"the same words again and again, " * 40
NOISE = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(64))


def test_each_text_gets_both_forms_and_nothing_else_does(tmp_path):
    names = [f"a/b{kind}" for kind in KINDS]
    made = compress_files(dict.fromkeys([*names, "a.png", "a.apkg", "a.woff2", "a.zip", "a.pdf"], TEXT), tmp_path)
    assert sorted(made) == sorted(name + ending for name in names for ending in (".br", ".gz"))
    assert all(is_compressed(name) for name in made) and not any(is_compressed(name) for name in [*names, "a.tar.gz", "a.png.br"])
    assert {brotli.decompress(data) for name, data in made.items() if name.endswith(".br")} == {TEXT}
    assert {gzip.decompress(data) for name, data in made.items() if name.endswith(".gz")} == {TEXT}


@pytest.mark.parametrize("data", [b"", b"a" * 255, NOISE], ids=["empty", "short", "noise"])
def test_what_would_hardly_become_smaller_stays_alone(tmp_path, data):
    assert compress_files({"a.html": data}, tmp_path) == {}


def test_the_same_bytes_always_give_the_same_bytes_without_a_time(tmp_path):
    one, two = compress_files({"a.js": TEXT}, tmp_path / "one"), compress_files({"b.js": TEXT}, tmp_path / "two")
    assert list(one.values()) == list(two.values())
    assert one["a.js.gz"][3:8] == bytes(5)  # no name, no time


def test_nothing_is_compressed_twice_and_what_is_not_used_is_forgotten(tmp_path, monkeypatch):
    files = {"a.html": TEXT, "b.html": TEXT + b"b"}
    made = compress_files(files, tmp_path)
    monkeypatch.setattr(compress, "ENCODINGS", {ending: (pytest.fail, by) for ending, (_, by) in compress.ENCODINGS.items()})
    assert compress_files(files, tmp_path) == made
    del files["b.html"]
    compress_files(files, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_what_was_kept_and_is_damaged_is_made_anew(tmp_path):
    made = compress_files({"a.html": TEXT}, tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert compress_files({"a.html": TEXT}, tmp_path) == made


def test_a_site_is_compressed_in_its_folder_and_no_stale_file_stays(project, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_bytes(TEXT)
    for name in ("index.html.br", "gone.html.gz"):
        (site / name).write_bytes(b"stale")
    command = [sys.executable, str(project / "scripts" / "qa.py"), "--root", str(tmp_path), "compress", str(site)]
    assert subprocess.run(command, capture_output=True, text=True).returncode == 0
    files = read_tree(site)
    assert set(files) == {"index.html", "index.html.br", "index.html.gz"}
    assert brotli.decompress(files["index.html.br"]) == gzip.decompress(files["index.html.gz"]) == TEXT


def test_the_archive_of_the_site_leaves_them_out(project, tmp_path):
    import zipfile

    site = tmp_path / "site"
    site.mkdir()
    for name in ("index.html", "index.html.br", "index.html.gz", "search.js.br"):
        (site / name).write_bytes(TEXT)
    command = [sys.executable, str(project / "scripts" / "qa.py"), "zip", str(site), str(tmp_path / "site.zip")]
    assert subprocess.run(command, capture_output=True, text=True).returncode == 0
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        assert [name.rpartition("/")[2] for name in archive.namelist()] == ["README.txt", "index.html"]
