"""The flashcards as a learner sees them: by day and by night, on a desktop and on a phone."""

import io
import json
import re
import zipfile

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from faces import STYLE

pytestmark = pytest.mark.browser
PHONE = {"width": 320, "height": 700}
# The contrast of every text with what it stands on, by the formula of WCAG 2.2; backgrounds are those of the nearest element that has one.
LOWEST_CONTRAST = """() => {
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const light = rgb => rgb.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (parse(colour)[3] !== 0) return parse(colour);
    }
    return [255, 255, 255];
  };
  const texts = [...document.querySelectorAll("body *")].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  return Math.min(...texts.map(e => {
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  }));
}"""


@pytest.fixture(scope="module")
def cards(site, tmp_path_factory):
    """A folder with pages that show, as Anki lays them out, the backs of a question with a picture and of a claim."""
    folder = tmp_path_factory.mktemp("cards")
    collection = Collection(str(folder / "collection.anki2"))
    path = str(site / "deep-learning-interviews.apkg")
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=ImportAnkiPackageOptions()))
    for name, query in (("question", "tag:dli::kind::question <img"), ("statement", "tag:dli::kind::statement")):
        card = collection.get_card(collection.find_cards(query, order=True)[0])
        for mode in ("", " nightMode"):
            page = f'<!doctype html><html><head><style>{STYLE}</style></head><body class="card card1{mode}">{card.answer()}</body></html>'
            (folder / f"{name}{mode.strip()}.html").write_text(page, encoding="utf-8")
    collection.close()
    with zipfile.ZipFile(io.BytesIO((site / "deep-learning-interviews.apkg").read_bytes())) as archive:
        for number, name in json.loads(archive.read("media")).items():
            (folder / name).write_bytes(archive.read(number))
    return folder


@pytest.mark.parametrize("kind", ["question", "statement"])
@pytest.mark.parametrize("mode", ["", "nightMode"])
def test_a_card_can_be_read_by_day_and_by_night(open_page, cards, kind, mode):
    page = open_page((cards / f"{kind}{mode}.html").as_uri())
    assert page.evaluate(LOWEST_CONTRAST) >= 4.5
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground))) < 200) == bool(mode)
    assert page.faults == []


@pytest.mark.parametrize("kind", ["question", "statement"])
def test_a_card_fits_a_phone(open_page, cards, kind):
    page = open_page((cards / f"{kind}.html").as_uri(), size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_picture_of_a_card_is_drawn(open_page, cards):
    page = open_page((cards / "question.html").as_uri())
    image = page.locator(".figure img")
    assert image.evaluate("image => image.complete && image.naturalWidth") > 100
    assert image.get_attribute("alt")
