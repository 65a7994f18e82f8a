"""The policy allows exactly the inline scripts that the pages have, and refuses pages that would need more."""

import pytest

from policy import hash_source, render_headers, render_policy

PAGE = '<head><script>a()</script><script src="b.js"></script><script type="application/ld+json">{"x": "</p>"}</script></head>'


def test_the_policy_names_the_hash_of_every_inline_script_once():
    policy = render_policy({"a.html": PAGE, "b/c.html": PAGE + "<script>other()</script>"})
    assert policy.count("sha256-") == 2
    assert hash_source("a()") in policy and hash_source("other()") in policy
    assert "unsafe" not in policy


def test_the_hash_is_that_of_the_standard():
    """The example of the Content Security Policy, level 3."""
    assert hash_source("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_pages_without_scripts_allow_only_files():
    assert "script-src 'self';" in render_policy({"a.html": "<p>x</p>"})


def test_characters_that_html_writes_otherwise_are_hashed_as_they_stand():
    assert hash_source('a && "&lt;" < b') in render_policy({"a.html": '<script>a && "&lt;" < b</script>'})


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<p style="color: red">', "a.html:2: a style attribute on <p>"),
        ("<style>p { color: red }</style>", "a.html:2: a <style> element"),
        ('<button onclick="x()">', "a.html:2: an onclick attribute on <button>"),
        ('<a href=" JavaScript:x()">', "a.html:2: a javascript: address on <a>"),
        ('<img src="x" onerror="y()"/>', "a.html:2: an onerror attribute on <img>"),
    ],
)
def test_what_no_strict_policy_allows_is_an_error_with_its_place(html, fault):
    with pytest.raises(ValueError, match="Content-Security-Policy forbids it") as error:
        render_policy({"a.html": f"<body>\n{html}"})
    assert str(error.value).startswith(fault)


def test_more_scripts_than_the_theme_has_are_an_error():
    pages = {f"{number}.html": f"<script>x({number})</script>" for number in range(9)}
    with pytest.raises(ValueError, match="9 different inline scripts"):
        render_policy(pages)
    assert render_policy(dict(list(pages.items())[:8])).count("sha256-") == 8


def test_the_headers_file_says_everything_of_every_path_and_keeps_no_worker_back():
    lines = render_headers("default-src 'none'").splitlines()
    assert lines[:2] == ["/*", "  Content-Security-Policy: default-src 'none'"]
    assert "  X-Content-Type-Options: nosniff" in lines
    assert lines[-2:] == ["/sw.js", "  Cache-Control: no-cache"]
