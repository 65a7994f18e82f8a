"""Formulas: MathML for the page, plain text for search results, a font that holds what they use, and refusals that say why."""

import base64
import io
import json
import re

import markdown
import pytest
from fontTools.ttLib import TTFont

from mathml import MathExtension, find_formulas, font_script, read_letters, subset_font, to_mathml, to_text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\frac{1}{1+e^{-z}}", "1/(1 + e⁻ᶻ)"),
        (r"\sigma(z) = \max(0, z)", "σ(z) = max(0, z)"),
        (r"\mathbf{w}^\top \mathbf{x} + b", "wᵀx + b"),
        (r"\hat{y}", "ŷ"),
        (r"O(n^2 d)", "O(n²d)"),
        (r"\sqrt{d_k}", "√dₖ"),
    ],
)
def test_a_formula_as_plain_text(tex, text):
    assert to_text(tex) == text


@pytest.mark.parametrize("tex", ["", r"\nonsense{x}", r"\frac{1}{", "x}", r"\color{red} x"])
def test_what_cannot_be_typeset_is_refused_with_a_reason(tex):
    with pytest.raises(ValueError, match=r"\w{3}"):
        to_mathml(tex, False)


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\begin{aligned} a &= b \\ &= c \end{aligned}",
        r"\operatorname*{arg\,max}_{\theta} \sum_{i=1}^n \log p(x_i)",
        r"\left\lVert \frac{\partial L}{\partial W} \right\rVert",
        r"\underbrace{a + b}_{c}",
    ],
)
def test_formulas_are_mathml_without_style(tex):
    element = to_mathml(tex, True)
    assert element.startswith("<math")
    assert " style=" not in element
    assert 'data-search-exclude="1"' in element


def render(text, reports=None):
    report = (lambda message: None) if reports is None else reports.append
    return markdown.markdown(text, extensions=["tables", "md_in_html", "pymdownx.superfences", MathExtension(report=report)])


def test_inline_and_displayed_formulas_become_mathml():
    page = render("An inline $x^2$ and\n\n$$\ny = 1\n$$\n\nand `$code$`.")
    assert page.count("<math") == 2
    assert page.count('<div class="qa-math">') == 1
    assert "<code>$code$</code>" in page


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("the $x$, which", ["x,"]),
        ("for all ($k$-means) of", ["(k-"]),
        ("(“$x$”). Then $y$ and $n$th", ["(“x”).", "nth"]),
        ("$a$–$b$: *$c$ or* $d$;", ["a–", "b:", "d;"]),
        ("$x$ alone, and `$y$`,", []),
        ("$x$\\* and $y$<b>,</b>", []),
    ],
)
def test_no_line_ends_between_a_formula_and_the_signs_around_it(text, tied):
    spans = re.findall(r'<span class="qa-tied">(.*?)</span>', render(text))
    assert [re.sub("<[^>]*>", "", span) for span in spans] == tied


def test_a_per_cent_sign_stays_with_its_number_but_not_in_code():
    page = render("From 4 % to *15.3 %* of all; `7 % 2` and\n\n```\n7 % 2\n```")
    assert "4\u00a0% to <em>15.3\u00a0%</em>" in page
    assert page.count("7 % 2") == 2


def test_a_sign_of_multiplication_stays_between_its_numbers():
    page = render("A 3 × 3 × 64 kernel, 30 × *more*, n × 2 and `3 × 3`")
    assert "A 3\u00a0×\u00a03\u00a0×\u00a064 kernel, 30\u00a0× <em>" in page
    assert "n × 2" in page
    assert "<code>3 × 3</code>" in page


def test_a_comparison_in_a_formula_opens_no_tag():
    page = render("<div markdown>\nIf $a<b$ and $b<a$.\n</div>\n\nAfter.")
    assert page.count("<math") == 2
    assert page.endswith("<p>After.</p>")


def test_an_unreadable_formula_and_a_lone_dollar_are_reported_and_shown():
    reports = []
    page = render("A $\\nonsense$ formula and 5$ alone.", reports)
    assert len(reports) == 2
    assert "<code>\\nonsense</code>" in page


def test_drawings_pass_through_as_they_are():
    drawing = '<div class="qa-figure">\n<svg viewBox="0 0 1 1"><text>$x$ *a*</text></svg>\n</div>'
    assert drawing in render(f"Before\n\n{drawing}\n\nAfter $x$")


@pytest.mark.parametrize(
    ("tex", "every", "small"),
    [
        ("x + 1", "𝑥+1", ""),
        (r"\sin x", "sin𝑥\u2061", ""),
        (r"\mathrm{d} h", "dℎ", ""),
        ("x_i^2", "𝑥𝑖2", "𝑖2"),
        (r"e^{-x_j}", "𝑒−𝑥𝑗", "−𝑥𝑗"),
        (r"\sum_{k=1}^n k", "∑𝑘=1𝑛", "𝑘=1𝑛"),
        (r"\frac{a}{b}", "𝑎𝑏", ""),
        (r"\hat{y}", "𝑦ˆ", "ˆ"),
    ],
)
def test_letters_are_those_that_a_browser_draws(tex, every, small):
    letters = read_letters([to_mathml(tex, False)])
    assert letters.all - {" ", "√"} == set(every)
    assert letters.small == set(small)


FORMULA = '<math display="block"><mi>α</mi><mi>𝐱</mi><mo>&lt;</mo></math>'


@pytest.mark.parametrize(
    "text",
    [
        f"<p>abc {FORMULA}</p>",
        json.dumps({"answer": f"<p>{FORMULA}</p>"}),
        json.dumps({"answer": FORMULA}, ensure_ascii=False),
        "data = " + json.dumps([FORMULA]).replace("<", "\\u003c").replace("/", "\\/"),
    ],
)
def test_formulas_are_found_in_pages_and_in_data(text):
    assert list(find_formulas([text, "<p>none</p>", text])) == [FORMULA]


def test_a_formula_that_is_not_well_formed_is_an_error():
    with pytest.raises(ValueError, match="not well-formed"):
        read_letters(["<math><mi>x</math>"])


def font_of(*formulas):
    return subset_font(read_letters(to_mathml(tex, False) for tex in formulas))


def small_forms(font):
    lookups = font["GSUB"].table.LookupList.Lookup if "GSUB" in font else []
    return {name: forms for lookup in lookups for table in lookup.SubTable for name, forms in table.alternates.items()}


def test_the_font_holds_the_characters_asked_for_and_is_the_same_each_time():
    one, two = font_of(r"\sum", r"\alpha", "x"), font_of("x", r"\alpha", r"\sum")
    assert one == two
    characters = TTFont(io.BytesIO(one)).getBestCmap()
    assert {ord("∑"), ord("𝛼"), ord("𝑥"), ord("√")} <= set(characters)
    assert not {ord("ℵ"), ord("y")} & set(characters)


def test_the_font_has_small_forms_of_what_is_small_alone():
    font = TTFont(io.BytesIO(font_of("x_i")))
    glyphs = font.getBestCmap()
    assert set(small_forms(font)) == {glyphs[ord("𝑖")]}
    assert small_forms(TTFont(io.BytesIO(font_of("x i")))) == {}


def test_the_font_has_larger_forms_of_what_stretches():
    font = TTFont(io.BytesIO(font_of("(x)")))
    grown = font["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    assert font.getBestCmap()[ord("(")] in grown
    assert len(font.getGlyphOrder()) > len(font.getBestCmap()) + 10


def test_every_form_of_the_root_is_as_wide_as_the_smallest():
    font = TTFont(io.BytesIO(font_of(r"\sqrt{x}")))
    variants, root = font["MATH"].table.MathVariants, font.getBestCmap()[ord("√")]
    forms = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(root)]
    names = [form.VariantGlyph for form in forms.MathGlyphVariantRecord] + [part.glyph for part in forms.GlyphAssembly.PartRecords]
    assert len(names) > 6
    assert {font["hmtx"][name][0] for name in names} == {font["hmtx"][root][0]}
    assert {font["glyf"][name].xMax for name in names} == {font["glyf"][root].xMax}


def test_a_root_has_room_over_a_small_letter():
    assert re.search(r'<mi>n</mi><mspace width="0" height="[0-9.]+em" depth="[0-9.]+em"/></msqrt>', to_mathml(r"\sqrt{n}", False))


def test_the_script_holds_the_very_font():
    font = font_of("x")
    assert base64.b64decode(re.search(r'"([A-Za-z0-9+/=]{100,})"', font_script(font))[1]) == font


def test_every_class_of_a_formula_has_its_rule_in_the_style_sheet(project):
    from mathml import CLASS_OF_DECLARATION

    css = (project / "docs/assets/site.css").read_text(encoding="utf-8")
    for name in filter(None, CLASS_OF_DECLARATION.values()):
        assert re.search(rf"\.{name}\b", css), name
