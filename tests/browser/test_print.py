"""What a reader puts on paper: the whole book, its PDF, the interviewer's sheets; and the page that offers it all."""

import io
import json
import os
import re
import shutil
import subprocess
import sys

import pikepdf
import pytest
from chromium import find_chromium

from answers import interviewer_points
from paper import FILL_LEAVES, find_pages, list_attributes, number_cells, print_page, rename_tree
from pieces import plain_text
from printed import adapt, lead, name_of

pytestmark = pytest.mark.browser
CHAPTER = re.compile(r'<section class="qa-print-chapter">.*?</section>', re.S)


@pytest.fixture(scope="module")
def excerpt(site, tmp_path_factory):
    """A site whose book has two chapters, since printing all of them takes a minute."""
    folder = tmp_path_factory.mktemp("excerpt")
    shutil.copytree(site / "assets", folder / "assets")
    shutil.copyfile(site / "downloads.html", folder / "downloads.html")
    whole = (site / "print.html").read_text(encoding="utf-8")
    chapters = CHAPTER.findall(whole)
    assert len(chapters) > 5
    (folder / "print.html").write_text(whole.replace("".join(f"{c}\n" for c in chapters[2:]), ""), encoding="utf-8")
    assert len(CHAPTER.findall((folder / "print.html").read_text(encoding="utf-8"))) == 2
    return folder


# ---- the book as one page


def test_the_book_holds_every_question_in_reading_order(open_page, address, book):
    page = open_page(f"{address}/print.html")
    assert page.locator("article > h2").evaluate_all("heads => heads.map(head => head.id)") == [name_of(answer) for answer in book.answers]
    assert page.locator("nav .qa-print-line a").count() == len(book.answers) + len({answer.category for answer in book.answers})
    assert page.faults == []


def test_every_fold_of_the_book_is_open(open_page, address):
    page = open_page(f"{address}/print.html")
    assert page.locator("details").count() > 300
    assert page.locator("details:not([open])").count() == 0


def test_the_contents_lead_to_the_questions(open_page, address):
    page = open_page(f"{address}/print.html")
    line = page.locator("nav .qa-print-line a", has_text="ReLU activation")
    line.click()
    page.wait_for_function("location.hash === '#neurons-and-layers-relu'")
    top = page.locator("#neurons-and-layers-relu").bounding_box()["y"]
    assert -5 <= top < 200


def test_links_between_questions_stay_inside_the_book(open_page, address):
    page = open_page(f"{address}/print.html")
    links = page.locator("article a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert not [link for link in links if re.match(r"(\.\./|questions/)", link)]
    ids = set(page.locator("[id]").evaluate_all("all => all.map(one => one.id)"))
    inside = [link[1:] for link in links if link.startswith("#")]
    assert len(inside) > 1000 and set(inside) <= ids


def test_formulas_and_pictures_are_drawn_in_place(open_page, address):
    page = open_page(f"{address}/print.html")
    assert page.locator("math").count() > 1000
    boxes = page.locator("svg[role=img]").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert len(boxes) > 50 and min(boxes) > 50
    clips = page.locator("[clip-path]").evaluate_all(
        "all => all.filter(one => !document.querySelector(one.getAttribute('clip-path').slice(4, -1))).length"
    )
    assert clips == 0
    page.wait_for_function("document.fonts.check('16px \"QA Math\"')")


def test_on_paper_the_bar_is_gone_and_every_question_begins_a_page(open_page, address):
    page = open_page(f"{address}/print.html")
    assert page.locator(".qa-print-bar").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".qa-print-bar").is_visible()
    breaks = page.locator("article + article").evaluate_all("all => all.map(one => getComputedStyle(one).breakBefore)")
    assert set(breaks) == {"page"}
    assert page.locator("details p").first.is_visible()


@pytest.mark.parametrize(
    ("link", "where"),
    [
        ("relu.html", "#n-relu"),
        ("relu.html#definition", "#n-relu--definition"),
        ("#ref-1", "#n-tanh--ref-1"),
        ("../../numbers/n.html#slope", "numbers/n.html#slope"),
        ("../../notebooks/gan.html", "notebooks/gan.html"),
        ("https://doi.org/10.1", "https://doi.org/10.1"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_link_leads_from_the_book_where_it_led_from_the_page(link, where):
    assert lead(link, "questions/n/tanh.html", {"questions/n/tanh.html": "n-tanh", "questions/n/relu.html": "n-relu"}) == where


def test_a_page_becomes_a_part_with_anchors_of_its_own():
    page = (
        '<h1 id="title">T<a class="headerlink" href="#title">#</a></h1><h2 id="short">S</h2><details class="question"><summary>?</summary></details>'
        '<svg><clipPath id="c"/><g clip-path="url(#c)"/><use xlink:href="#c"/></svg><a href="#short">s</a>'
    )
    assert adapt(page, "questions/n/tanh.html", {"questions/n/tanh.html": "n-tanh"}) == (
        '<h2 id="n-tanh">T</h2><h3 id="n-tanh--short">S</h3><details open class="question"><summary>?</summary></details>'
        '<svg><clipPath id="n-tanh--c"/><g clip-path="url(#n-tanh--c)"/><use xlink:href="#n-tanh--c"/></svg><a href="#n-tanh--short">s</a>'
    )


# ---- the PDF


def print_site(project, folder):
    """Prints a site's book as `make pdf` does, and returns the file's bytes."""
    command = [sys.executable, "scripts/qa.py", "pdf", str(folder), "--chromium", find_chromium()]
    environment = {**os.environ, "SITE_URL": "https://site.example"}
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stderr
    return (folder / "deep-learning-interviews.pdf").read_bytes()


@pytest.fixture(scope="module")
def printed(project, excerpt):
    return print_site(project, excerpt)


def open_pdf(data):
    return pikepdf.open(io.BytesIO(data))


def bookmarks(document):
    def walk(items, depth=0):
        for item in items:
            yield depth, item.title
            yield from walk(item.children, depth + 1)

    with document.open_outline() as outline:
        return list(walk(outline.root))


def test_the_pdf_is_bookmarked_tagged_and_has_a_title(printed, book):
    with open_pdf(printed) as document:
        marks = bookmarks(document)
        assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == "en"
        assert str(document.docinfo["/Title"]) == "Deep Learning Interviews, Corrected"
    titles = [title for depth, title in marks]
    assert titles[:3] == ["Deep Learning Interviews, Corrected", "Contents", "Foundations"]
    inside = [answer.question for answer in book.answers if answer.category == "foundations"]
    assert [title for depth, title in marks if depth == 1][: len(inside)] == inside


def test_links_of_the_pdf_lead_into_it_or_to_the_web(printed):
    addresses, targets = set(), 0
    with open_pdf(printed) as document:
        for page in document.pages:
            for note in page.get("/Annots", []):
                action = note.get("/A", {})
                addresses |= {str(action["/URI"])} if "/URI" in action else set()
                targets += "/Dest" in note
    assert targets > 100
    assert any(link.startswith("https://site.example/numbers/") for link in addresses)
    assert all(re.match(r"https?://", link) for link in addresses)


def test_pictures_and_formulas_of_the_pdf_are_drawings_not_pixels(printed):
    with open_pdf(printed) as document:
        images = [name for page in document.pages for name in page.get_images()]
    assert images == []


def test_the_cells_of_tables_have_the_same_names_however_chromium_numbers_them(printed):
    with open_pdf(printed) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" and "/ID" in item:
                item.ID = pikepdf.String(f"node{2 * int(str(item.ID).removeprefix('cell')) + 17:08}")
            for attribute in list_attributes(item) if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" else ():
                if "/Headers" in attribute:
                    attribute.Headers = pikepdf.Array(
                        [
                            pikepdf.String(f"node{2 * int(str(header).removeprefix('cell')) + 17:08}")
                            for header in attribute.Headers.as_list()
                        ]
                    )
        rename_tree(document.Root.StructTreeRoot.IDTree, {f"cell{n:08}": f"node{2 * n + 17:08}" for n in range(1, 10_000)})
        assert saved(document) != saved(open_pdf(printed))
        number_cells(document)
        assert saved(document) == saved(open_pdf(printed))


def saved(document):
    target = io.BytesIO()
    document.save(target, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def test_two_printings_are_byte_identical(project, printed, excerpt):
    assert print_site(project, excerpt) == printed


def test_a_printed_book_is_offered_for_download(printed, excerpt):
    page = (excerpt / "downloads.html").read_text(encoding="utf-8")
    assert 'href="deep-learning-interviews.pdf"' in page


def test_the_contents_name_the_pages_on_which_questions_begin(open_page, excerpt):
    page = open_page((excerpt / "print.html").as_uri())
    page.evaluate(FILL_LEAVES, None)
    first = find_pages(print_page(page, "A4"))
    page.evaluate(FILL_LEAVES, first)
    second = find_pages(print_page(page, "A4"))
    shown = page.evaluate(
        "[...document.querySelectorAll('.qa-leaf')].filter(leaf => leaf.textContent).map(leaf => [leaf.dataset.target, leaf.textContent])"
    )
    assert len(shown) > 5
    assert all(second[target] == number for target, number in shown)
    assert [int(number) for _, number in shown] == sorted(int(number) for _, number in shown)


@pytest.mark.parametrize(("paper", "size"), [("A4", (596, 843)), ("Letter", (612, 792))])
def test_a_sheet_prints_on_both_sizes_of_paper(open_page, site, paper, size):
    page = open_page((site / "sheets" / "training.html").as_uri())
    with open_pdf(print_page(page, paper)) as document:
        width, height = document.pages[0].mediabox[2:]
        assert (round(width), round(height)) == size
        assert 2 <= len(document.pages) <= 20


# ---- the sheets


def test_a_sheet_with_answers_says_what_to_listen_for(open_page, site, book):
    page = open_page((site / "sheets" / "training.html").as_uri())
    answers = [answer for answer in book.answers if answer.category == "training"]
    points = [point for answer in answers for points in interviewer_points(answer).values() for point in points]
    assert page.locator(".qa-print-points li").count() == len(points)
    assert page.locator("h2").count() == len(answers)
    assert "$" not in page.locator("main").inner_text()
    assert page.faults == []


def test_a_sheet_without_answers_gives_none_away(open_page, site, book):
    page = open_page((site / "sheets" / "training-questions.html").as_uri())
    text = " ".join(page.locator("main").inner_text().split())
    for answer in (answer for answer in book.answers if answer.category == "training"):
        assert answer.question in text
        assert plain_text(answer.section("Short answer").text)[:40] not in text
    assert page.locator(".qa-print-notes").count() == page.locator("h2").count()
    page.get_by_role("link", name="The same with answers").click()
    page.wait_for_url("**/training.html")


# ---- the page of downloads


def test_everything_on_the_page_of_downloads_is_there_with_its_size(open_page, address, site):
    page = open_page(f"{address}/downloads.html")
    for place in page.locator("[data-file]").all():
        file = site / place.get_attribute("data-file")
        said = re.search(r"\(([\d.]+) (kB|MB)\)", place.inner_text())
        assert bool(said) == file.exists(), file
        if said:
            size = float(said[1]) * {"kB": 1e3, "MB": 1e6}[said[2]]
            assert abs(size - file.stat().st_size) <= max(600, 0.06 * file.stat().st_size)
    assert page.locator("[data-file='questions.json']").count() == 1
    assert page.faults == []


def test_every_address_in_the_data_leads_to_a_page_and_a_place_on_it(site):
    for name in ("questions.json", "corrections.json"):
        for record in json.loads((site / name).read_text(encoding="utf-8")):
            path, _, anchor = record["url"].partition("#")
            page = (site / path).read_text(encoding="utf-8")
            assert not anchor or f'id="{anchor}"' in page, record["url"]
