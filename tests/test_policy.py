"""The policy allows exactly the inline scripts that the pages have, and refuses pages that would need more."""

import re

import pytest

from policy import hash_source, name_policy, render_headers, render_policy, render_policy_map, render_server_headers, security_headers

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


def test_the_headers_file_lets_what_has_its_hash_in_its_name_be_kept_for_ever_and_nothing_else():
    text = render_headers("x", ["index.html", "assets/js/late.9585d0ec.js", "search/search_index.json", "assets/a.min.0123abcd.min.js"])
    kept = "  Cache-Control: public, max-age=31536000, immutable"
    assert text.endswith(f"\n\n/assets/a.min.0123abcd.min.js\n{kept}\n\n/assets/js/late.9585d0ec.js\n{kept}\n")
    assert text.count("immutable") == 2


def test_the_headers_file_has_no_more_rules_than_hosts_read():
    text = render_headers("x", [f"a.{number:08x}.js" for number in range(200)])
    assert len(re.findall(r"^/", text, re.MULTILINE)) == 100


def test_nginx_answers_each_release_with_the_policy_that_its_name_ends_in():
    first, second = render_policy({"a.html": PAGE}), render_policy({"a.html": PAGE + "<script>other()</script>"})
    text = render_policy_map([second, first, first])
    assert f'    ~-{name_policy(first)}$ "{first}";' in text and f'    ~-{name_policy(second)}$ "{second}";' in text
    assert text.count("~-") == 2 and "default \"default-src 'none'; script-src 'self';" in text


def test_nginx_sends_every_header_with_errors_too():
    lines = render_server_headers().splitlines()[1:]
    assert lines[0] == "add_header Content-Security-Policy $content_policy always;"
    assert len(lines) == len(security_headers("")) and all(line.endswith(" always;") for line in lines)


def test_what_begins_like_a_comment_in_a_script_hides_nothing_behind_it():
    with pytest.raises(ValueError, match="a style attribute on <p>"):
        render_policy({"a.html": '<script>x = "<!--";</script><p style="color: red"><!-- a comment -->'})
