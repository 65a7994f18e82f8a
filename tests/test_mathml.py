"""Formulas: MathML for the page, plain text for search results, a font that holds what they use, and refusals that say why."""

import io
import re

import markdown
import pytest
from fontTools.ttLib import TTFont

from mathml import MathExtension, subset_font, to_mathml, to_text


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


def test_the_font_holds_the_characters_asked_for_and_is_the_same_each_time():
    one, two = subset_font({"∑", "α", "x"}), subset_font({"x", "α", "∑"})
    assert one == two
    characters = TTFont(io.BytesIO(one)).getBestCmap()
    assert {ord("∑"), ord("α"), ord("x"), ord("𝑥"), ord("𝛼")} <= set(characters)
    assert ord("ℵ") not in characters


def test_every_class_of_a_formula_has_its_rule_in_the_style_sheet(project):
    from mathml import CLASS_OF_DECLARATION

    css = (project / "docs/assets/site.css").read_text(encoding="utf-8")
    for name in filter(None, CLASS_OF_DECLARATION.values()):
        assert re.search(rf"\.{name}\b", css), name
