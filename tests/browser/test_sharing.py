"""What others see of the built site: its pages' heads, its lists for programs, and the archive that opens from disk."""

import json
import os
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser

import pytest
from linked import find_broken, outside, read_built
from PIL import Image

from qa import main
from write import read_tree

HOME = "https://example.org/book/"
QUESTION = "questions/neurons-and-layers/relu.html"
pytestmark = pytest.mark.browser


class Head(HTMLParser):
    """The metas, links, title and data blocks of a page."""

    def __init__(self, html):
        super().__init__()
        self.metas, self.links, self.data, self.title, self.inside = {}, {}, [], "", ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "meta" and "content" in values:
            self.metas[values.get("property") or values.get("name")] = values["content"]
        if tag == "link":
            self.links[values["rel"]] = values["href"]
        self.inside = values.get("type") if tag == "script" else tag if tag == "title" and not self.title else ""
        if self.inside == "application/ld+json":
            self.data.append("")

    def handle_data(self, data):
        if self.inside == "title":
            self.title += data
        if self.inside == "application/ld+json":
            self.data[-1] += data

    def handle_endtag(self, tag):
        self.inside = ""


@pytest.fixture(scope="module")
def published(project, tmp_path_factory):
    """The site built for an address."""
    folder = tmp_path_factory.mktemp("published")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=project, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": HOME.rstrip("/")},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_whole_address_of_the_site_leads_to_one_of_its_files(published):
    built = read_built(read_tree(published), HOME)
    assert list(find_broken(built)) == []
    whole = {link.where for link in built.links if link.address.startswith(HOME)}
    assert whole >= {
        "link href",
        "meta og:url",
        "meta og:image",
        "meta twitter:image",
        "data url",
        "data item",
        "loc",
        "Sitemap",
        "url",
        "column url",
    }
    assert not [address for address in outside(built) if "example.org" in address]


def pages(site):
    """The pages that a reader comes to: the one for addresses that lead nowhere and the sheets for paper are none."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [path for path in paths if path not in {"404.html", "print.html"} and not path.startswith("sheets/")]


def address_of(path):
    """The one address of a page: the home page's has no name of a file."""
    return HOME + ("" if path == "index.html" else path)


def head(site, path):
    return Head((site / path).read_text(encoding="utf-8"))


def test_every_page_says_what_it_is(published):
    titles, descriptions = set(), {}
    for path in pages(published):
        page = head(published, path)
        metas = page.metas
        assert page.title.endswith("Deep Learning Interviews, Corrected"), path
        assert 0 < len(metas["description"]) <= 160, path
        assert metas["og:description"] == metas["description"], path
        assert page.title.startswith(metas["og:title"]), path
        assert page.links["canonical"] == metas["og:url"] == address_of(path), path
        assert metas["twitter:card"] == "summary_large_image", path
        assert metas["og:image:alt"], path
        titles.add(page.title)
        descriptions.setdefault(metas["description"], []).append(path)
    assert len(titles) == len(pages(published))
    assert [paths for paths in descriptions.values() if len(paths) > 1] == []


def test_every_picture_is_there_small_and_of_the_size_it_claims(published):
    pictures = {head(published, path).metas["og:image"] for path in pages(published)}
    assert len(pictures) > 70
    for address in pictures:
        file = published / address.removeprefix(HOME)
        assert file.stat().st_size <= 40_000, address
        with Image.open(file) as picture:
            assert (picture.size, picture.format) == ((1200, 630), "PNG"), address
    drawn = {path.relative_to(published).as_posix() for path in (published / "assets" / "previews").rglob("*.png")}
    assert drawn == {address.removeprefix(HOME) for address in pictures}


def test_every_question_carries_data_that_can_be_read(published):
    questions = [path for path in pages(published) if path.count("/") == 2 and not path.endswith("index.html")]
    assert len(questions) > 70
    for path in questions:
        question, way = map(json.loads, head(published, path).data)
        assert question["@type"] == "QAPage" and question["mainEntity"]["acceptedAnswer"]["text"], path
        assert question["mainEntity"]["url"] == HOME + path
        for item in way["itemListElement"]:
            assert (published / (item["item"].removeprefix(HOME) or "index.html")).is_file(), item


def test_a_site_without_an_address_claims_none(site):
    assert not (site / "assets" / "previews").exists()
    for path in pages(site):
        page = head(site, path)
        assert "canonical" not in page.links, path
        assert not {"og:url", "og:image", "twitter:image"} & set(page.metas), path
        assert page.metas["og:title"] and page.metas["twitter:card"] == "summary", path
    assert "Sitemap" not in (site / "robots.txt").read_text(encoding="utf-8")


def test_the_sitemap_has_every_page_and_no_date_of_the_build(published):
    text = (published / "sitemap.xml").read_text(encoding="utf-8")
    assert sorted(re.findall(r"<loc>(.*?)</loc>", text)) == sorted(map(address_of, pages(published)))
    assert "lastmod" not in text
    assert f"Sitemap: {HOME}sitemap.xml" in (published / "robots.txt").read_text(encoding="utf-8")


def test_links_for_language_models_lead_to_pages(published, site):
    for folder, home in ((published, HOME), (site, "")):
        for name in ("llms.txt", "llms-full.txt"):
            links = re.findall(r"\]\(([^)\s]+)\)", (folder / name).read_text(encoding="utf-8"))
            ours = [link for link in links if link.startswith(home)]
            assert len(ours) > 70 and ours == links
            assert [link for link in ours if not (folder / link.removeprefix(home)).is_file()] == []


def test_every_page_leads_to_the_manifest_and_has_a_colour_for_each_scheme(site):
    for path in [*pages(site), "404.html"]:
        text = (site / path).read_text(encoding="utf-8")
        manifest = (site / path).parent / Head(text).links["manifest"] if path != "404.html" else site / "manifest.webmanifest"
        assert manifest.resolve() == (site / "manifest.webmanifest").resolve(), path
        assert len(re.findall(r'<meta name="theme-color" media="\(prefers-color-scheme: (?:light|dark)\)" content="#\w{6}">', text)) == 2, (
            path
        )


def test_building_for_an_address_changes_no_address_on_a_page(published, site):
    """The same pages, so that an archive of either reads from disk; only the sizes of downloads differ."""
    for path in pages(site):
        bodies = [(folder / path).read_text(encoding="utf-8").partition("<body")[2] for folder in (site, published)]
        one, other = (re.sub(r"\([\d.]+ [kM]B\)", "", body) for body in bodies)
        assert one == other, path


def test_the_archive_opens_from_disk_with_its_search(published, open_page, tmp_path, capsys):
    assert main(["zip", str(published), str(tmp_path / "book.zip")]) == 0
    assert main(["zip", str(published), str(tmp_path / "again.zip")]) == 0
    assert (tmp_path / "book.zip").read_bytes() == (tmp_path / "again.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "book.zip") as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "deep-learning-interviews"
    assert "open index.html" in (folder / "README.txt").read_text(encoding="utf-8").lower()
    page = open_page((folder / "index.html").as_uri())
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("rectified linear unit")
    page.locator(f".md-search-result__link[href*='{QUESTION}']").first.click()
    page.locator("#short-answer").wait_for()
    assert page.faults == []
    if (folder / "study.html").exists():
        page.goto((folder / "study.html").as_uri())
        assert page.faults == []
