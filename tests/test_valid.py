"""The built site keeps the standards: HTML with its MathML and SVG by the Nu Html Checker, XML and JSON by their parsers."""

import json
import xml.etree.ElementTree as ET

import pytest
from checker import ALLOWED, Missing, check_files, fetch_checker, is_allowed

PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body>{}</body></html>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'


@pytest.fixture(scope="module")
def jar():
    try:
        return fetch_checker()
    except Missing as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def findings(jar, site):
    return list(check_files(jar, site))


def test_every_page_and_picture_is_valid(findings):
    assert [str(finding) for finding in findings if not is_allowed(finding)] == []


def test_nothing_is_allowed_that_no_longer_occurs(findings):
    for one in ALLOWED:
        assert any(one.holds(finding) for finding in findings), one


def test_the_checker_sees_faults_in_pages_formulas_and_pictures(jar, tmp_path):
    texts = {
        "sound.html": PAGE.format("<p>Sound.</p>"),
        "nested.html": PAGE.format("<p><a href='a'><a href='b'>Two links</a></a></p>"),
        "formula.html": PAGE.format("<math><mfrac><mn>1</mn></mfrac></math>"),
        "inline.html": PAGE.format('<svg viewBox="0 0 1 1"><rectangle/></svg>'),
        "picture.svg": SVG.format("<rectangle/>"),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = list(check_files(jar, tmp_path))
    assert {finding.path for finding in found if finding.kind == "error"} == set(texts) - {"sound.html"}
    assert not any(map(is_allowed, found))


def test_xml_is_well_formed(site):
    files = [path for path in sorted(site.rglob("*")) if path.suffix in {".svg", ".xml"}]
    assert {path.name for path in files} >= {"sitemap.xml", "favicon.svg"}
    for path in files:
        ET.parse(path)


def test_json_is_well_formed(site):
    files = [path for path in sorted(site.rglob("*")) if path.suffix in {".json", ".webmanifest", ".ipynb"}]
    assert {path.name for path in files} >= {"questions.json", "corrections.json", "manifest.webmanifest"}
    for path in files:
        json.loads(path.read_text(encoding="utf-8"))


def test_the_manifest_has_what_a_browser_needs_to_install_the_site(site):
    manifest = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert {"name", "short_name", "start_url", "scope", "display", "icons"} <= set(manifest)
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert {"any", "maskable"} <= {icon["purpose"] for icon in manifest["icons"]}
