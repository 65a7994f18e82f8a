"""The worker's list is made of the finished files, the manifest fits any folder, the archive opens from disk."""

import io
import json
import re
import zipfile
from hashlib import sha256

import pytest

from experiments import pack
from offline import is_first, is_kept, read_palette, render_archive, render_manifest, render_worker
from qa import main

FILES = {"index.html": b"home", "questions/a.html": b"a", "assets/a.0123456789ab.js": b"js", "sw.js": b"old", "_headers": b"", "a.zip": b""}


@pytest.mark.parametrize(
    ("path", "kept", "first"),
    [
        ("index.html", True, True),
        ("404.html", True, True),
        ("study.html", True, True),
        ("questions/index.html", True, True),
        ("questions/training/adam.html", True, False),
        ("assets/site.css", True, True),
        ("assets/javascripts/bundle.a5f9d56c.min.js", True, True),
        ("assets/fonts/math.woff2", True, True),
        ("search/search_index.json", True, True),
        ("assets/search/index.0123456789ab.json", True, True),
        ("manifest.webmanifest", True, True),
        ("search/search_index.js", False, None),
        ("search/search_index.0123456789ab.js", False, None),
        ("assets/previews/training/adam.png", False, None),
        ("questions.json", False, None),
        ("notebooks/notebooks.zip", False, None),
        ("sw.js", False, None),
        ("_headers", False, None),
        ("robots.txt", False, None),
        ("sitemap.xml", False, None),
    ],
)
def test_what_is_kept_and_what_is_kept_first(path, kept, first):
    assert is_kept(path) is kept
    if kept:
        assert is_first(path) is first


def test_the_worker_names_every_kept_file_with_the_hash_of_its_bytes(project):
    template = (project / "overrides" / "sw.js.j2").read_text(encoding="utf-8")
    worker = render_worker(template, FILES)
    build = json.loads(re.search(r"const BUILD = (\{.*?\});\n", worker, re.S)[1])
    assert list(build["files"]) == ["assets/a.0123456789ab.js", "index.html", "questions/a.html"]
    assert build["files"]["index.html"] == sha256(b"home").hexdigest()[:16]
    assert build["first"] == ["assets/a.0123456789ab.js", "index.html"]
    assert render_worker(template, dict(reversed(FILES.items()))) == worker


def test_a_worker_without_a_place_for_its_list_is_an_error():
    with pytest.raises(ValueError, match="in exactly one place"):
        render_worker("const BUILD = {};", FILES)


def test_the_manifest_is_relative_and_names_only_pages_that_are_there():
    manifest = json.loads(render_manifest("Name", "Text", "#fbf8f1", ["index.html", "corrections.html"]))
    addresses = [manifest["start_url"], manifest["scope"], *(icon["src"] for icon in manifest["icons"])]
    addresses += [shortcut["url"] for shortcut in manifest["shortcuts"]]
    assert not [address for address in addresses if ":" in address or address.startswith("/")]
    assert [shortcut["url"] for shortcut in manifest["shortcuts"]] == ["corrections.html"]
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }


def test_colours_are_those_of_the_style_sheet(project):
    light, dark = read_palette((project / "docs" / "assets" / "site.css").read_text(encoding="utf-8"))
    assert {"paper", "sheet", "ink", "muted", "faint", "pencil", "right"} <= set(light) & set(dark)
    assert light["paper"] != dark["paper"]
    with pytest.raises(ValueError, match="--qa-paper"):
        read_palette("body { color: red }")


def test_the_archive_has_a_note_and_no_file_that_only_a_host_needs():
    inside = render_archive(FILES | {"assets/previews/a.png": b"", "robots.txt": b"", "sitemap.xml": b""}, "Name")
    assert sorted(inside) == ["README.txt", "a.zip", "assets/a.0123456789ab.js", "index.html", "questions/a.html", "sw.js"]
    assert b"Open index.html" in inside["README.txt"]


def test_the_archive_is_the_same_every_time_and_unpacks_to_the_same_bytes():
    first, second = (pack(render_archive(files, "Name")) for files in (FILES, dict(reversed(FILES.items()))))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.read("deep-learning-interviews/index.html") == b"home"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_packing_a_folder_that_is_no_site_is_one_sentence(tmp_path, capsys):
    (tmp_path / "x.txt").write_text("x")
    assert main(["zip", str(tmp_path), str(tmp_path / "x.zip")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["zip", str(tmp_path / "none"), str(tmp_path / "x.zip")]) == 2
    assert "build the site first" in capsys.readouterr().err
    assert not (tmp_path / "x.zip").exists()
