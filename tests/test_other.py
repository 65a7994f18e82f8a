"""What `make other` counts, and what it takes out of the configuration; the other builders themselves are not run here."""

import importlib.util
import sys
from pathlib import Path

import pytest
import yaml

from qa import main


@pytest.fixture(scope="module")
def other(project):
    spec = importlib.util.spec_from_file_location("other", project / "tests" / "bench" / "other.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["other"] = module  # where its dataclass looks for it
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def written(project, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    assert main(["--root", str(project / "tests" / "sound"), "build", str(folder)]) == 0
    return folder


def test_the_written_pages_have_a_navigation_that_names_every_one_of_them(written):
    plan = yaml.safe_load((written / ".nav.yml").read_text(encoding="utf-8"))
    named = set(leaves(plan["nav"]))
    pages = {path.relative_to(written).as_posix() for path in written.rglob("*.md")}
    assert named - pages == {"notebooks/largest-rate.py"}
    assert pages - named == set()


def leaves(value):
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)


def test_the_project_writes_its_assets_beside_its_pages(project):
    from book import read_asset_files

    files = read_asset_files(project)
    assert {"assets/site.css", "assets/favicon.svg", "assets/js/study.js"} <= set(files)
    assert read_asset_files(project / "tests" / "sound") == {}


def test_the_derived_configuration_leaves_out_what_rests_on_hooks(other, written):
    before = other.read_configuration()
    after = other.derive(before, written, Path("site"), ("mkdocs-jupyter",))
    assert set(before) - set(after) == {"hooks", "watch", "extra"}
    assert "custom_dir" not in after["theme"]
    assert [plugin if isinstance(plugin, str) else next(iter(plugin)) for plugin in after["plugins"]] == ["search"]
    assert after["markdown_extensions"] == [*before["markdown_extensions"], "mathml:MathExtension"]
    assert after["nav"][0] == {"Home": "index.md"}


def test_tex_that_a_reader_sees_is_counted(other):
    page = '<p>$x$ and $$y + z$$, at $5 or $6</p><code>$HOME$</code><span class="arithmatex">a</span>'
    assert len(other.raw_formulas(page)) == 3


def test_a_title_is_compared_without_its_sign(other):
    assert other.title('<h1 id="a">A &amp; B<a class="anchor-link" href="#a">¶</a></h1>') == "A & B"
    assert other.headings('<h1 id="a">A</h1><p id="b">') == {"a"}
