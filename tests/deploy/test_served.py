"""A real nginx serves the site as `deploy/nginx.conf` means it to."""

import http.client
import re
import socket
import ssl
import subprocess
import warnings

import pytest
from server import trusting

from compress import is_compressed
from policy import LASTING, find_policy, security_headers

PAGE = "/questions/generalization/dropout.html"
LASTING_FILE = object()  # stands for a file with its hash in the name
FOREVER, ANEW, A_DAY = "public, max-age=31536000, immutable", "no-cache", "public, max-age=86400"


@pytest.fixture(scope="session")
def lasting(site):
    """The address of a script with its hash in the name."""
    return "/" + next(path.relative_to(site).as_posix() for path in sorted(site.rglob("late.*.js")))


def test_nginx_finds_nothing_to_say_about_the_configuration(served):
    said = subprocess.run([*served.command, "-t"], capture_output=True, text=True).stderr
    assert "test is successful" in said and not re.search(r"warn|error|emerg", said), said


# ---- headers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "path", "options"),
    [
        (200, "/", {}),
        (200, PAGE, {"encoding": "br"}),
        (200, PAGE, {"encoding": "gzip"}),
        (200, PAGE, {"method": "HEAD"}),
        (200, "/sw.js", {}),
        (200, "/deep-learning-interviews.apkg", {}),
        (206, "/deep-learning-interviews.apkg", {"Range": "bytes=0-9"}),
        (301, "/index.html", {}),
        (301, "/questions", {}),
        (304, "/", {"If_None_Match": "*"}),
        (400, "/%zz", {}),
        (404, "/a/b/c", {}),
        (404, "/nowhere.html", {"encoding": "br"}),
        (404, "/assets/", {}),
        (404, "/.git/config", {}),
        (405, "/", {"method": "POST"}),
        (416, "/deep-learning-interviews.apkg", {"Range": "bytes=99999999-"}),
    ],
)
def test_every_answer_has_every_header_of_security_once(ask, site, status, path, options):
    answer = ask(path, **options)
    assert answer.status == status
    expected = security_headers(find_policy((site / "_headers").read_text(encoding="utf-8")))
    if status == 400:  # answered before the request has a release: under a policy that forbids more
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "sha256" not in policy
        expected["Content-Security-Policy"] = policy
    if status == 416:  # which nginx finds out after it has added all headers, and adds them again: the same policy twice is that policy
        assert {name: set(answer.headers.get_all(name)) for name in expected} == {name: {value} for name, value in expected.items()}
        return
    assert {name: answer[name] for name in expected} == expected
    assert answer["Server"] == "nginx", "the version is nobody's business"


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("/", "text/html; charset=utf-8"),
        (PAGE, "text/html; charset=utf-8"),
        ("/sw.js", "text/javascript; charset=utf-8"),
        ("/assets/favicon.svg", "image/svg+xml; charset=utf-8"),
        ("/assets/icons/icon-192.png", "image/png"),
        ("/questions.json", "application/json; charset=utf-8"),
        ("/questions.csv", "text/csv; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/notebooks/dropout.ipynb", "application/x-ipynb+json; charset=utf-8"),
        ("/notebooks/notebooks.zip", "application/zip"),
        ("/deep-learning-interviews.apkg", "application/octet-stream"),
    ],
)
@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_a_file_has_the_same_type_in_whatever_form_it_is_sent(ask, path, type, encoding):
    assert (ask(path, encoding).status, ask(path, encoding)["Content-Type"]) == (200, type)


def test_styles_and_fonts_have_their_types(ask, site):
    for ending, type in ((".css", "text/css; charset=utf-8"), (".woff2", "font/woff2")):
        path = next(path for path in sorted(site.rglob(f"*{ending}")))
        assert ask(f"/{path.relative_to(site).as_posix()}", "br")["Content-Type"] == type


@pytest.mark.parametrize(
    ("path", "caching"),
    [
        ("/", ANEW),
        (PAGE, ANEW),
        ("/sw.js", ANEW),  # without which a browser would go on with the worker of an old build
        ("/search/search_index.json", ANEW),
        ("/manifest.webmanifest", ANEW),
        ("/questions.json", ANEW),
        ("/nowhere.html", ANEW),
        ("/assets/js/gone.01234567.js", ANEW),
        ("/assets/favicon.svg", A_DAY),
        ("/assets/icons/icon-512.png", A_DAY),
        (LASTING_FILE, FOREVER),
    ],
)
@pytest.mark.parametrize("encoding", ["", "br"])
def test_only_what_can_never_change_is_kept_without_asking(ask, lasting, path, caching, encoding):
    assert ask(lasting if path is LASTING_FILE else path, encoding)["Cache-Control"] == caching


# ---- forms of a text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip;q=0.001", "gzip"),
        ("br;q=0,gzip;q=0", ""),
        ("BR", "br"),
        ("brotli, xbr, gzipped, abr;q=1", ""),
        ("deflate", ""),
        ("*;q=0", ""),
    ],
)
def test_a_text_is_sent_in_the_smallest_form_that_the_browser_takes(ask, site, accepted, form):
    answer = ask(PAGE, accepted)
    assert (answer.status, answer["Content-Encoding"], answer["Vary"]) == (200, form, "Accept-Encoding")
    assert answer.text == (site / PAGE[1:]).read_bytes()
    assert int(answer["Content-Length"]) == len(answer.body)


def test_every_file_is_served_whole_in_every_form(ask, site):
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file() and path.name != "_headers"}
    forms = {"": 0, "gzip": 0, "br": 0}
    for path, data in files.items():
        for encoding in forms:
            answer = ask(f"/{path}", encoding) if path != "index.html" else ask("/", encoding)
            assert (answer.status, answer.text) == (200, data), (path, encoding)
            forms[encoding] += answer["Content-Encoding"] == encoding
    assert forms[""] == len(files) and forms["br"] > 150 and forms["gzip"] > 150


@pytest.mark.parametrize("path", [PAGE, "/sw.js", "/nowhere.html"])
def test_each_form_has_its_own_tag_and_is_not_sent_again(ask, path):
    tags = {encoding: ask(path, encoding)["ETag"] for encoding in ("", "gzip", "br")}
    assert len(set(tags.values())) == 3 and not any(tag.startswith("W/") for tag in tags.values())
    if path == "/nowhere.html":
        return
    for encoding, tag in tags.items():
        answer = ask(path, encoding, If_None_Match=tag)
        assert (answer.status, answer.body, answer["ETag"], answer["Vary"]) == (304, b"", tag, "Accept-Encoding")
        other = tags["br" if encoding != "br" else ""]
        assert ask(path, encoding, If_None_Match=other).status == 200


def test_no_answer_tells_a_made_up_date(ask):
    assert ask("/")["Last-Modified"] == ask(PAGE, "br")["Last-Modified"] == ""


# ---- parts of a file -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/deep-learning-interviews.apkg", "/notebooks/notebooks.zip", PAGE, "/sw.js"])
@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_a_part_is_a_part_of_the_plain_file(ask, site, path, encoding):
    data = (site / path[1:]).read_bytes()
    for span, expected in (("10-99", data[10:100]), ("-50", data[-50:]), (f"{len(data) - 5}-", data[-5:])):
        answer = ask(path, encoding, Range=f"bytes={span}")
        assert (answer.status, answer.body, answer["Content-Encoding"]) == (206, expected, "")
        assert answer["Content-Range"].endswith(f"/{len(data)}")


def test_a_part_to_go_with_another_form_is_not_sent(ask, site):
    data = (site / PAGE[1:]).read_bytes()
    encoded, plain = ask(PAGE, "br")["ETag"], ask(PAGE)["ETag"]
    whole = ask(PAGE, "br", Range="bytes=10-99", If_Range=encoded)
    assert (whole.status, whole.text) == (200, data)
    assert ask(PAGE, "br", Range="bytes=10-99", If_Range=plain).body == data[10:100]


# ---- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/index.html", "/"),
        ("/index.html?q=relu", "/?q=relu"),
        ("/questions", "/questions/"),
        (PAGE.removesuffix(".html"), PAGE),
        (PAGE.removesuffix(".html") + "?h=x%20y", PAGE + "?h=x%20y"),
        (PAGE.removesuffix(".html") + "/", PAGE),
        (PAGE + "/", PAGE),
        ("/study", "/study.html"),
        ("/" + PAGE, PAGE),
        ("//evil.example/..//study.html", "/study.html"),
        (PAGE.replace("/", "//"), PAGE),
        (PAGE.replace("/", "//") + "?q=//x", PAGE + "?q=//x"),
    ],
)
def test_an_address_that_means_a_page_leads_to_it(ask, path, location):
    answer = ask(path)
    assert (answer.status, answer["Location"]) == (301, location)
    assert ask(location).status == 200


@pytest.mark.parametrize("path", ["/", "/questions/", "/questions/index.html", PAGE, PAGE + "?q=//", "/404.html"])
def test_the_addresses_that_pages_name_are_answered_at_once(ask, path):
    assert ask(path).status == 200


def test_the_page_of_missing_pages_is_not_to_be_found_by_its_own_address(ask):
    assert (ask("/404.html")["X-Robots-Tag"], ask(PAGE)["X-Robots-Tag"]) == ("noindex", "")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere", "/nowhere/", "/nowhere.html", "/a/b/c", "/questions/nowhere/x.html", "/index.php", PAGE + ".br", PAGE + ".gz", "/index",
        "/_headers", "/.git/config", "/.git/", "/questions/.htaccess", "/assets/", "/assets/js/", "/search/", "/nginx/headers.conf", "/releases/",
        "/%0d%0aSet-Cookie:%20a=b", "//%0d%0aSet-Cookie:%20a=b//", "/study%0d%0aX:%20y/", "/study%00", "/questions%5cindex.html", "/..%5cx",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_site_gets_the_page_that_says_so(ask, site, path):
    if path == "/index":
        assert ask(path)["Location"] == "/index.html"
        return
    answer = ask(path, "br")
    if "%00" in path:
        assert answer.status == 400
        return
    assert (answer.status, answer["Content-Type"], answer["Location"]) == (404, "text/html; charset=utf-8", "")
    assert answer.text == (site / "404.html").read_bytes()
    assert "Set-Cookie" not in answer.headers and answer["Cache-Control"] == ANEW


@pytest.mark.parametrize(
    "path", ["/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/assets/../../../../etc/passwd"]
)
def test_no_path_leads_out_of_the_site(ask, path):
    answer = ask(path)
    assert answer.status == 400 and b"root:" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", PAGE, "/nowhere"])
def test_nothing_can_be_done_but_to_read(ask, method, path):
    answer = ask(path, method=method)
    assert answer.status == 405
    assert method == "TRACE" or answer["Allow"] == "GET, HEAD"


def test_the_head_of_an_answer_is_that_of_the_whole(ask):
    for path, encoding in ((PAGE, "br"), (PAGE, ""), ("/nowhere", "gzip")):
        whole, head = ask(path, encoding), ask(path, encoding, "HEAD")
        assert head.body == b"" and head.status == whole.status
        assert {name: value for name, value in head.headers.items() if name != "Date"} == {
            name: value for name, value in whole.headers.items() if name != "Date"
        }


# ---- the connection --------------------------------------------------------------------------------------------------


def test_plain_http_leads_to_tls(served):
    connection = http.client.HTTPConnection("127.0.0.1", served.http, timeout=10)
    for path in ("/", f"{PAGE}?h=x%20y", "//evil.example/"):
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", "evil.example")
        connection.endheaders()
        response = connection.getresponse()
        response.read()
        assert (response.status, response.headers["Location"]) == (301, f"{served.address}{path}")


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_it_speaks_http2_over_every_tls_that_is_still_sound(served, version):
    context = trusting(served.certificate, ("h2", "http/1.1"))
    context.minimum_version = context.maximum_version = version
    with (
        socket.create_connection(("127.0.0.1", served.https), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        assert secure.selected_alpn_protocol() == "h2"


def test_old_tls_is_refused(served):
    context = trusting(served.certificate)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore"):  # Python would rather not
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with socket.create_connection(("127.0.0.1", served.https), timeout=10) as plain, pytest.raises(ssl.SSLError, match="protocol version"):
        context.wrap_socket(plain, server_hostname="localhost")


# ---- the folder of releases ------------------------------------------------------------------------------------------


def test_nginx_and_the_scripts_mean_the_same_by_a_name_with_a_hash(project, root):
    text = (project / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert f'"{LASTING.pattern}"' in text
    for path in (root / "lasting").rglob("*"):
        assert path.is_dir() or LASTING.search(path.name) or is_compressed(path.name)


def test_nothing_was_logged_that_is_an_error(served):
    lines = (served.place / "error.log").read_text().splitlines()
    grave = [line for line in lines if re.search(r"\[(error|crit|alert|emerg)\]", line)]
    assert [line for line in grave if "directory index of" not in line] == []
