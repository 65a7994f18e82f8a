"""Assets: joined in order, named by their content, asked for by their new names; what is not as expected is an error."""

import re

import pytest

from pack import FONT_SCRIPT, STYLE, Join, collapse_space, join_scripts, name_assets, pack_assets, pack_page, plan_joins, stamp

THEME = ("assets/stylesheets/main.0123abcd.min.css", "assets/stylesheets/palette.0123abcd.min.css")
BUNDLE = "assets/javascripts/bundle.0123abcd.min.js"
ASSETS = {
    THEME[0]: b"p{top:0}.gone{top:0}",
    THEME[1]: b"p{top:1px}",
    "assets/site.css": b'p{top:2px}@font-face{font-family:f;src:url("fonts/f.woff2")}',
    "assets/own/page.css": b"p{background:url(../fonts/f.woff2)}",
    "assets/fonts/f.woff2": b"font",
    "assets/js/one.js": b"one()",
    "assets/js/two.js": b"(() => {})();\n",
    "assets/js/last.js": b"last();",
    "assets/js/study.js": b'new Worker("grader.js");',
    "assets/js/grader.js": b"grade();",
    "assets/js/unasked.js": b"",
    FONT_SCRIPT: b"font();",
    BUNDLE: b"",
}
JOINS = plan_joins(ASSETS, ["assets/site.css"], ["assets/js/one.js", "assets/js/two.js"], ["assets/js/last.js"])
PAGE = f"""<html><head>
    <link rel="stylesheet" href="../{THEME[0]}">

      <link rel="stylesheet" href="../{THEME[1]}">
    <script src="../assets/js/one.js"></script>
    <script src="../assets/js/two.js"></script>
    <link rel="stylesheet" href="../assets/site.css">
    <link rel="stylesheet" href="../assets/own/page.css">
  </head><body><p>It asks for assets/site.css.</p>
    <script id="__config" type="application/json">{{"search": "../assets/js/grader.js"}}</script>
    <script src="../{BUNDLE}"></script>
    <script src="../assets/js/last.js" defer></script>
    <script src="../assets/js/study.js" defer></script>
</body></html>"""


@pytest.fixture(scope="module")
def packing():
    return pack_assets(ASSETS, [PAGE], JOINS)


def asked(page):
    return re.findall(r'(?:href|src)="([^"]*)"', page)


def test_sheets_are_joined_in_order_and_scripts_too(packing):
    style = packing.files[packing.names[STYLE]].decode()
    assert re.findall(r"top:\w+", style) == ["top:0", "top:1px", "top:2px"]
    assert packing.files[packing.names["assets/js/early.js"]] == b"one();\n(() => {})();"
    assert join_scripts(["a()\n", "b();"]) == b"a();\nb();"


def test_a_page_asks_for_few_files_by_names_with_their_hash(packing):
    names = packing.names
    page = pack_page(PAGE, packing)
    assert asked(page) == [
        f"../{path}"
        for path in (names[STYLE], names["assets/js/early.js"], names["assets/own/page.css"], BUNDLE, names["assets/js/late.js"],
                     names["assets/js/study.js"])
    ]  # fmt: skip
    assert all(re.search(r"\.[0-9a-f]{8}\.", path) for path in asked(page))
    assert "It asks for assets/site.css." in page
    assert len(re.findall(r"<script src=[^>]* defer>", page)) == 4


def test_every_file_that_is_asked_for_is_there(packing):
    present = (set(ASSETS) | set(packing.files)) - packing.gone
    assert {path.removeprefix("../") for path in asked(pack_page(PAGE, packing))} <= present
    for path, data in packing.files.items():
        for name in re.findall(r'url\("([^"]*)"\)', data.decode()) if path.endswith(".css") else []:
            assert f"assets/{name.removeprefix('../')}" in present, path


def test_files_of_which_a_script_speaks_keep_their_names(packing):
    assert "assets/js/grader.js" not in packing.gone | packing.names.keys()
    assert '"search": "../assets/js/grader.js"' in pack_page(PAGE, packing)


def test_what_became_part_of_another_file_goes_and_the_rest_stays(packing):
    assert set(THEME) | {"assets/site.css", "assets/js/one.js", "assets/js/last.js", "assets/fonts/f.woff2"} <= packing.gone
    assert not packing.gone & {"assets/js/unasked.js", BUNDLE}


def test_a_part_that_another_page_asks_for_stays_too():
    other = '<html><head><link rel="stylesheet" href="assets/site.css"></head></html>'
    packing = pack_assets(ASSETS, [PAGE, other], JOINS)
    assert asked(pack_page(other, packing)) == [packing.names["assets/site.css"]]
    assert packing.names["assets/site.css"] in packing.files


def test_a_name_changes_with_the_content_alone(packing):
    again = pack_assets(ASSETS, [PAGE], JOINS)
    assert again == packing
    changed = pack_assets(ASSETS | {"assets/js/last.js": b"first();"}, [PAGE], JOINS)
    assert {path for path in packing.names if changed.names[path] != packing.names[path]} == {"assets/js/late.js"}
    assert stamp("assets/a.css", b"x") != stamp("assets/a.css", b"y")
    assert stamp("assets/a.0123abcd.css", b"x") == "assets/a.0123abcd.css"


def test_a_font_that_changes_changes_the_name_of_the_sheet_that_asks_for_it(packing):
    changed = pack_assets(ASSETS | {"assets/fonts/f.woff2": b"other"}, [PAGE], JOINS)
    assert changed.names[STYLE] != packing.names[STYLE]


def test_a_page_with_formulas_has_their_font_before_its_style(packing):
    page = pack_page(PAGE.replace("<p>", "<p><math><mi>x</mi></math>"), packing)
    assert asked(page)[:2] == [f"../{packing.names[FONT_SCRIPT]}", f"../{packing.names[STYLE]}"]
    assert packing.names[FONT_SCRIPT] not in pack_page(PAGE, packing)


def test_a_page_that_is_not_the_themes_is_only_renamed_in(packing):
    page = '<html>\n\n  <link rel="stylesheet" href="assets/own/page.css"></html>'
    assert pack_page(page, packing) == f'<html>\n<link rel="stylesheet" href="{packing.names["assets/own/page.css"]}"></html>'


def test_packing_a_page_twice_changes_nothing(packing):
    page = pack_page(PAGE, packing)
    assert pack_page(page, packing) == page


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (f'<link rel="stylesheet" href="../{THEME[1]}">', "", "asks 0 times for assets/stylesheets/palette"),
        ('<script src="../assets/js/two.js"></script>', "", "asks 0 times for assets/js/two.js"),
        ('<script src="../assets/js/two.js">', '<script src="../assets/js/two.js" async>', "asks 0 times for assets/js/two.js"),
        (f'<script src="../{BUNDLE}">', "<script>", "the theme has changed the tag of its script"),
    ],
)
def test_a_replacement_that_replaces_nothing_is_an_error(packing, old, new, message):
    assert old in PAGE
    with pytest.raises(ValueError, match=message):
        pack_page(PAGE.replace(old, new), packing)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"assets/site.css": b"p{background:url(none.png)}"}, r"docs/assets/site\.css asks for none\.png"),
        ({"assets/site.css": b"p{"}, None),
        ({"assets/site.css": b"p}"}, "line 1 of a style sheet"),
        ({"assets/js/study.js": None}, "a page asks for assets/js/study.js, which is not there"),
    ],
)
def test_what_is_missing_or_unreadable_is_an_error(change, message):
    assets = {path: data for path, data in (ASSETS | change).items() if data is not None}
    if message is None:  # a sheet's end closes what is open
        assert pack_assets(assets, [PAGE], JOINS)
        return
    with pytest.raises(ValueError, match=message):
        pack_assets(assets, [PAGE], JOINS)


def test_a_theme_with_other_sheets_is_an_error():
    with pytest.raises(ValueError, match="the theme has other style sheets"):
        plan_joins([THEME[0]], [], [], [])


def test_joins_without_parts_are_left_out():
    assert plan_joins(THEME, [], [], []) == (Join(STYLE, THEME),)


def test_a_sheet_asks_for_files_by_their_new_names():
    sheet = "a{background:url('x.png')}b{background:url(\"data:x\")}"
    assert name_assets(sheet, "assets/css/a.css", {"assets/css/x.png": "assets/css/x.1.png"}) == (
        'a{background:url("x.1.png")}b{background:url("data:x")}'
    )


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a</p>\n\n    <p>b\n      c</p>", "<p>a</p>\n<p>b\nc</p>"),
        ("<p>a  b</p>", "<p>a  b</p>"),
        ("<div>\n  <pre>\n\n  a\n    b</pre>\n  </div>", "<div>\n<pre>\n\n  a\n    b</pre>\n</div>"),
        ("<script>\n  a\n</script>\n\n<textarea>\n\n</textarea>", "<script>\n  a\n</script>\n<textarea>\n\n</textarea>"),
    ],
)
def test_white_space_goes_where_nobody_sees_it(page, expected):
    assert collapse_space(page) == expected
