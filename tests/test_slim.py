"""Style sheets: what nothing can match goes, what something may match stays, in the same order and with the same meaning."""

import pytest

from slim import find_names, parse_sheet, render_sheet, slim_sheets

PAGE = """<html class="no-js" dir="ltr"><body data-md-color-scheme="default">
<p class="lead warm" id="first">Text with class="said" in it.</p><a href="x.html" hidden>x</a>
<script>document.body.classList.add("inline-made")</script>
<script id="__config" type="application/json">{"features": ["content.code.copy"]}</script></body></html>"""
SCRIPT = """
  box.className = "made"; box.classList.add(`kind-${kind}`, "x" + "--open"); box.dataset.qaState = "on"; box.ariaExpanded = true;
  const all = document.createElement("dialog"); style.setProperty("--told", 1);
"""
THEME = 'x("div", {class: "md-version"}); x("i", {class: "md-annotation__index"}); x("b", {class: "md-nav"})'
NAMES = find_names([PAGE], [SCRIPT], [THEME])


def slim(text):
    return slim_sheets({"a": [text]}, NAMES)["a"]


@pytest.mark.parametrize(
    "selector",
    [
        "*",
        "p",
        "P",
        ".lead",
        ".lead.warm",
        "#first",
        "tbody",  # a browser makes it
        "dialog",  # a script does
        ".made",
        ".inline-made",
        ".kind-any",
        ".tab--open",
        "a[hidden]",
        "[href]",
        "[href='y.html' i]",
        '[href^="x"]',
        "[dir=ltr] p",
        "[data-qa-state=on]",
        "[aria-expanded]",
        "p:not(.gone)",
        ":is(.gone, .lead)",
        ":where(p > .lead)",
        "body:has(.gone, .warm)",
        "p::before",
        "p:nth-child(2n + 1 of .gone)",
        "p:hover > a ~ a + a",
        ".md-nav",
    ],
)
def test_what_may_match_stays(selector):
    assert slim(f"{selector}{{color:red}}")


@pytest.mark.parametrize(
    "selector",
    [
        "video",
        ".gone",
        ".said",  # text is no markup
        ".lead .gone",
        ".lead.gone",
        "#none",
        "[data-none]",
        "[dir=rtl] p",
        "[data-md-color-scheme=slate] p",
        ":is(.gone, #none)",
        "body:has(.gone)",
        "p:is(.lead, .warm):where(.gone)",
        ".md-version",  # only pages of several versions get one
        ".md-annotation__index",
    ],
)
def test_what_nothing_can_match_goes(selector):
    assert slim(f"{selector}{{color:red}}") == ""


@pytest.mark.parametrize(
    ("page", "selector"),
    [
        ('<div data-md-component="outdated">', ".md-version"),
        ('<ol class="annotate">', ".md-annotation__index"),
        ('<script id="__config">{"features": ["content.code.annotate"]}</script>', ".md-annotation__index"),
    ],
)
def test_what_the_theme_makes_for_some_pages_stays_where_there_are_such(page, selector):
    names = find_names([page], [], [THEME])
    assert slim_sheets({"a": [f"{selector}{{color:red}}"]}, names)["a"]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (".gone, p , .lead { color : red ; }", "p,.lead{color:red}"),
        ("p { }", ""),
        ("@media print { .gone { top: 0 } }", ""),
        ("@media  print { p { top: 0 } .gone { top: 1px } }", "@media print{p{top:0}}"),
        ("@media print { p { top: 0 } } @media print { a { top: 0 } }", "@media print{p{top:0}a{top:0}}"),
        ("@media print { p { top: 0 } } p { top: 1px } @media print { a { top: 0 } }", "@media print{p{top:0}}p{top:1px}@media print{a{top:0}}"),
        ("@supports (top: 0) { @media print { p { top: 0 } } }", "@supports (top: 0){@media print{p{top:0}}}"),
        ('@charset "utf-8"; @page { margin: 1cm }', "@page{margin: 1cm}"),
        ("p { color: red !important; /* why */ top: calc(1px  +  2px) }", "p{color:red!important;top:calc(1px + 2px)}"),
        ("p:first-child > a { top: 0 }", "p:first-child>a{top:0}"),
        ("p :is(a) { top: 0 }", "p :is(a){top:0}"),
        ("p { content: 'a , b' \"  ;  \" }", "p{content:\"a , b\" \"  ;  \"}"),
        ("p { background: url('data:image/svg+xml;utf8,<svg viewBox=\"0 0 1 1\"/>') }", None),
    ],
)  # fmt: skip
def test_sheets_are_said_more_shortly(sheet, expected):
    text = slim(sheet)
    assert text == expected if expected is not None else "viewBox" in text
    assert render_sheet(parse_sheet(text)) == text


def test_a_property_stays_if_anything_reads_it():
    sheet = ":root{--a:1;--b:var(--a);--c:2;--d:var(--e);--e:3;--told:4}p{top:var(--b)}"
    assert slim(sheet) == ":root{--a:1;--b:var(--a);--told:4}p{top:var(--b)}"


def test_a_property_that_another_sheet_reads_stays():
    sheets = slim_sheets({"a": [":root{--x:1;--y:2}"], "b": ["p{top:var(--x)}"]}, NAMES)
    assert sheets == {"a": ":root{--x:1}", "b": "p{top:var(--x)}"}


def test_an_animation_stays_if_something_is_moved_by_it():
    sheet = "@keyframes one{from{top:0}}@keyframes two{from{top:0}}p{animation:1s one}"
    assert slim(sheet) == "@keyframes one{from{top:0}}p{animation:1s one}"


def test_sheets_of_a_group_keep_their_order():
    assert slim_sheets({"a": ["p{top:0}.gone{top:1px}", "a{top:0}p{top:2px}"]}, NAMES)["a"] == "p{top:0}a{top:0}p{top:2px}"


@pytest.mark.parametrize("sheet", ["p{top:0;a{top:1px}}", "p", "@media print{p{}}}", "p{top}"])
def test_a_sheet_that_cannot_be_read_is_an_error(sheet):
    with pytest.raises(ValueError, match="line 1 of a style sheet"):
        slim(sheet)
