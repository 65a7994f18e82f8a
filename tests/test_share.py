"""What others see of the site: descriptions of the right length, data that nothing breaks out of, pictures that hold their text."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from book import read_book
from gallery import draw_pictures
from offline import ICONS, read_palette
from previews import draw_icon, draw_preview
from share import (
    Home,
    Preview,
    describe_question,
    first_sentence,
    preview_page,
    render_llms,
    render_llms_full,
    render_robots,
    share_page,
    shorten,
    to_data,
)

SOUND = Path(__file__).parent / "sound"
NAME = "Deep Learning Interviews, Corrected"
KNOWN, UNKNOWN = Home(NAME, "https://example.org/book/"), Home(NAME, "")


@pytest.fixture(scope="module")
def book():
    return read_book(SOUND)


@pytest.fixture(scope="module")
def colours(project):
    return read_palette((project / "docs" / "assets" / "site.css").read_text(encoding="utf-8"))[0]


@pytest.fixture(scope="module")
def mark(project):
    return (project / "docs" / "assets" / "favicon.svg").read_text(encoding="utf-8")


def share(book, home, page=None):
    page = page or str(book.answers[0].page)
    return share_page(page, page.replace(".md", ".html"), "A title", "A description.", book, home)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("One. Two.", 20, "One. Two."),
        ("One sentence is here. Another follows it and is long.", 30, "One sentence is here."),
        ("So. One long sentence that goes on and on and on.", 30, "So. One long sentence that…"),
        ("Words, of which, the last, is cut", 17, "Words, of which…"),
        ("Nobody says e.g. This is no end of it. End.", 40, "Nobody says e.g. This is no end of it."),
        ("unbreakable" * 3, 12, "unbreakable…"),
        ("  white \n space  ", 20, "white space"),
    ],
)
def test_a_description_is_cut_at_a_sentence_or_a_word(text, limit, short):
    assert shorten(text, limit) == short
    assert len(short) <= limit


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It is x. It is not y.", "It is x."),
        ("See Vaswani et al. They say so.", "See Vaswani et al. They say so."),
        ("By D. E. Knuth. More.", "By D. E. Knuth."),
        ("At 0.5 it is half. More.", "At 0.5 it is half."),
        ("Really? Yes.", "Really?"),
        ("No stop", "No stop"),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_where_a_reader_would_say(text, sentence):
    assert first_sentence(text) == sentence


def test_a_title_names_the_page_and_the_site_and_the_home_page_the_site_once(book):
    assert share(book, KNOWN).title == f"A title - {NAME}"
    assert share(book, KNOWN, "index.md").title == NAME
    assert (share(book, KNOWN).kind, share(book, KNOWN, "index.md").kind) == ("article", "website")


def test_addresses_are_absolute_or_left_out(book):
    known, unknown = share(book, KNOWN), share(book, UNKNOWN)
    assert known.url == f"https://example.org/book/{book.answers[0].page.with_suffix('.html')}"
    assert known.image == f"https://example.org/book/assets/previews/{book.answers[0].id}.png"
    assert (unknown.url, unknown.image) == ("", "")


def test_a_question_is_described_as_the_vocabulary_asks(book):
    question, way = map(json.loads, share(book, KNOWN).data)
    assert question["@context"] == way["@context"] == "https://schema.org"
    assert question["@type"] == "QAPage"
    entity = question["mainEntity"]
    assert entity["@type"] == "Question" and entity["answerCount"] == 1
    assert entity["name"] == entity["text"] == book.answers[0].question
    assert entity["acceptedAnswer"]["@type"] == "Answer"
    assert entity["acceptedAnswer"]["text"].strip() and "$" not in entity["acceptedAnswer"]["text"]
    assert entity["acceptedAnswer"]["url"] == f"{entity['url']}#short-answer"
    assert way["@type"] == "BreadcrumbList"
    assert [item["position"] for item in way["itemListElement"]] == [1, 2, 3, 4]
    assert all(item["item"].startswith("https://example.org/book/") and item["name"] for item in way["itemListElement"])


def test_where_the_address_is_not_known_data_lead_on_from_the_page(book):
    question, way = map(json.loads, share(book, UNKNOWN).data)
    assert [item["item"] for item in way["itemListElement"]][:2] == ["../../index.html", "../index.html"]
    assert question["mainEntity"]["url"] == book.answers[0].page.with_suffix(".html").name


def test_the_home_page_is_the_site_and_other_pages_say_nothing(book):
    (site,) = map(json.loads, share(book, KNOWN, "index.md").data)
    assert (site["@type"], site["name"], site["url"]) == ("WebSite", NAME, "https://example.org/book/")
    assert share(book, KNOWN, "references.md").data == ()


@pytest.mark.parametrize("hostile", ["</script><script>alert(1)</script>", "<!--", "]]>", "&amp;", "\u2028", '"', "\\"])
def test_nothing_in_a_question_breaks_out_of_its_data(book, hostile):
    item = describe_question(replace(book.answers[0], question=hostile), "x.html", KNOWN)
    text = to_data(item)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["mainEntity"]["name"] == hostile


def test_robots_are_told_of_the_list_of_pages_where_it_has_an_address():
    assert render_robots(KNOWN).endswith("Sitemap: https://example.org/book/sitemap.xml\n")
    assert render_robots(UNKNOWN) == "User-agent: *\nAllow: /\n"


def test_the_list_for_language_models_has_every_question_once(book):
    text = render_llms(book, KNOWN, ["corrections.html"])
    assert text.startswith(f"# {NAME}\n\n> ")
    for answer in book.answers:
        assert text.count(f"](https://example.org/book/{answer.page.with_suffix('.html')}): ") == 1
    assert "(https://example.org/book/corrections.html)" in text
    assert "study.html" not in text


def test_the_full_list_has_every_short_answer_and_every_correction(book):
    text = render_llms_full(book, UNKNOWN)
    for answer in book.answers:
        assert f"]({answer.page.with_suffix('.html')})" in text
        for correction in answer.corrections:
            assert f"“{' '.join(correction.claim.split())}”" in text
    assert "[@" not in text and "](claim:" not in text


# ------------------------------------------------------------------ pictures


def opened(data):
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
    "preview",
    [
        Preview("Why?", "Training", (("wrong", "“x”"), ("right", "y")), ""),
        Preview("A question that is quite long and goes on until nobody wants to read it. " * 3, "X", (("right", "Word. " * 28),), ""),
        Preview("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2, "", (), ""),
        Preview("Ελληνικά, ∂L/∂w and wᵀx ≥ 0?", "Neurons", (("", "σ(z) ∈ (0, 1)"),), ""),
    ],
    ids=["short", "long", "one word", "other letters"],
)
def test_a_picture_has_the_size_that_networks_ask_for_and_its_margin_stays_empty(preview, colours, mark):
    data = draw_preview(preview, NAME, mark, colours)
    picture = opened(data).convert("RGB")
    assert picture.size == (1200, 630)
    assert len(data) <= 40_000
    assert len(picture.crop((1200 - 60, 140, 1200, 400)).getcolors()) == 1  # right of the title
    assert len(picture.crop((1200 - 60, 412, 1200, 630)).getcolors()) == 1  # right of the strip
    assert len(picture.crop((0, 620, 1200, 630)).getcolors()) == 1  # below it


def test_a_picture_without_room_is_an_error(colours, mark):
    with pytest.raises(ValueError, match="no room for"):
        draw_preview(Preview("word " * 1000, "", (), ""), NAME, mark, colours)


def test_a_question_is_shown_with_a_claim_and_what_is_true(book):
    answer = next(answer for answer in book.answers if answer.corrections)
    path, preview = preview_page(str(answer.page), book, KNOWN)
    assert path == f"assets/previews/{answer.id}.png"
    assert preview.title == answer.question
    assert answer.question in preview.alt


def test_a_picture_is_drawn_once_and_is_the_same_every_time(tmp_path, colours, mark):
    one, two = Preview("One?", "", (), ""), Preview("Two?", "", (), "")
    first = draw_pictures({"a.png": one, "b.png": two}, NAME, mark, colours, tmp_path)
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.kept")}
    assert len(kept) == 2 + 3
    assert draw_pictures({"a.png": one, "b.png": two}, NAME, mark, colours, tmp_path) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.kept")} == kept
    assert first["a.png"] == draw_preview(one, NAME, mark, colours) != first["b.png"]
    draw_pictures({"a.png": one}, NAME, mark, colours, tmp_path)
    assert len(list((tmp_path / "links").iterdir())) == 1


def test_icons_have_their_sizes_and_the_maskable_one_keeps_clear_of_its_rim(mark):
    icons = {name: opened(draw_icon(mark, size, whole)) for name, (size, whole) in ICONS.items()}
    assert {name: icon.size for name, icon in icons.items()} == {
        "icon-192.png": (192, 192),
        "icon-512.png": (512, 512),
        "maskable-512.png": (512, 512),
    }
    assert icons["icon-512.png"].convert("RGBA").getpixel((0, 0))[3] == 0
    whole = icons["maskable-512.png"].convert("RGB")
    ground = whole.getpixel((0, 0))
    outside = [
        whole.getpixel((x, y)) for x in range(0, 512, 4) for y in range(0, 512, 4) if (x - 256) ** 2 + (y - 256) ** 2 > (0.4 * 512) ** 2
    ]
    assert set(outside) == {ground}
    assert whole.getpixel((256, 256)) != ground or len(whole.getcolors()) > 2


def test_a_curve_in_the_favicon_is_an_error():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect rx="4" fill="#fff"/><path d="M0 0C1 1 2 2 3 3z"/></svg>'
    with pytest.raises(ValueError, match="straight lines"):
        draw_icon(svg, 192, False)
