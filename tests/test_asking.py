"""`make links` against a host on the loopback address that does all that hosts do."""

import json
import re
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from asking import BROKEN, FINE, MOVED, OTHER, UNCLEAR, Manners, ask_all, render_outcomes, same_title

from literature import parse_references

BIB = """
@article{right2020work, author = {Right, A.}, title = {{Deep} Learning in Fran{\\c c}ais}, year = {2020}, doi = {10.1000/right}}
@article{wrong2020work, author = {Wrong, B.}, title = {On the Theory of Everything}, year = {2020}, doi = {10.1000/wrong}}
@article{lost2020work, author = {Lost, C.}, title = {A Work That Is Nowhere}, year = {2020}, doi = {10.1000/lost}}
@article{unlisted2020work, author = {Unlisted, D.}, title = {No Record of It}, year = {2020}, doi = {10.1000/unlisted}}
@misc{paper2020work, author = {Paper, E.}, title = {Attention Is All You Need}, year = {2017}, eprint = {1706.03762}}
@misc{paper2021work, author = {Paper, F.}, title = {A Paper of That Name}, year = {2021}, eprint = {2101.00001}}
@misc{paper2022work, author = {Paper, G.}, title = {A Paper That Is Not There}, year = {2022}, eprint = {2201.00001}}
"""
CROSSREF = {"right": "Deep learning in <i>français</i>", "wrong": "A cookbook for small kitchens", "lost": "A work that is nowhere"}
ARXIV = {"1706.03762v7": "Attention Is All\n  You Need", "2101.00001v1": "Stars and their planets"}


class Host(BaseHTTPRequestHandler):
    """Answers by the path; what it was asked for, when and as whom is in `asked` of its server."""

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        path = urlsplit(self.path).path
        asked = self.server.asked
        asked.append((self.command, path, time.monotonic(), self.headers["User-Agent"]))
        times = sum(1 for command, other, *_ in asked if (command, other) == (self.command, path))
        if path == "/silent":
            time.sleep(2)
        elif path == "/reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            self.close_connection = True
            self.connection.close()
        elif path.startswith("/works/"):
            self.crossref(unquote(path).rpartition("/")[2])
        elif path == "/query":
            self.arxiv(parse_qs(urlsplit(self.path).query)["id_list"][0].split(","))
        else:
            self.plain(path, times)

    def plain(self, path, times):
        moves = {"/moved": (301, "/page"), "/moves": (302, "/page"), "/moved-to-nothing": (301, "/gone"), "/round": (301, "/round")}
        moves |= {"/10.1000/right": (302, "/blocked"), "/10.1000/wrong": (302, "/blocked"), "/10.1000/unlisted": (302, "/gone")}
        status, place = moves.get(path, (404, None))
        if path in {"/page", "/slow"}:
            status = 200
            time.sleep(0.3 if path == "/slow" else 0)
        if path == "/recovers":
            status = 500 if times == 1 else 200
        if path == "/busy":
            status = 429 if times == 1 else 200
        if path == "/get-only":
            status = 405 if self.command == "HEAD" else 200
        fixed = {"/blocked": 403, "/down": 500, "/always-busy": 429, "/withdrawn": 410}
        self.say(fixed.get(path, status), b"a page", {"Location": place} if place else {"Retry-After": "0"} if status == 429 else {})

    def crossref(self, name):
        if name in CROSSREF:
            self.say(200, json.dumps({"message": {"title": [CROSSREF[name]]}}).encode(), {})
        else:
            self.say(404, b"Resource not found.", {})

    def arxiv(self, names):
        entries = "".join(
            f"<entry><id>http://arxiv.org/abs/{id}</id><title>{title}</title></entry>" for id, title in ARXIV.items() if id[:-2] in names
        )
        self.say(200, f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode(), {})

    def say(self, status, body, headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *arguments):
        """Requests are remembered by the server."""


@pytest.fixture
def host():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.asked = []
    server.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def manners(host, **others):
    return Manners(**{
        "timeout": 1, "pause": 0.01, "pauses": {}, "agent": "the project", "registers": frozenset(),
        "crossref": f"{host.address}/works/", "arxiv": f"{host.address}/query", **others,
    })  # fmt: skip


CASES = {
    "page": FINE,
    "page#anchor": FINE,
    "slow": FINE,
    "moves": FINE,
    "recovers": FINE,
    "busy": FINE,
    "get-only": FINE,
    "moved": MOVED,
    "blocked": UNCLEAR,
    "always-busy": UNCLEAR,
    "gone": BROKEN,
    "withdrawn": BROKEN,
    "down": BROKEN,
    "moved-to-nothing": BROKEN,
    "round": BROKEN,
    "silent": BROKEN,
    "reset": BROKEN,
}


@pytest.mark.parametrize(("path", "verdict"), CASES.items(), ids=list(CASES))
def test_each_answer_of_a_host_has_its_meaning(host, path, verdict):
    (outcome,) = ask_all([f"{host.address}/{path}"], {}, manners(host))
    assert outcome.verdict == verdict, outcome
    assert bool(outcome.detail) == (verdict != FINE)


def test_a_host_that_is_not_there_is_broken(host):
    outcomes = ask_all(["http://127.0.0.1:1/", "http://nowhere.invalid/"], {}, manners(host))
    assert [outcome.verdict for outcome in outcomes] == [BROKEN, BROKEN]
    assert all(outcome.detail.startswith("no answer") for outcome in outcomes)


def test_a_host_is_asked_for_one_address_at_a_time_with_a_pause_and_by_name(host):
    ask_all([f"{host.address}/slow", f"{host.address}/page", f"{host.address}/moves"], {}, manners(host, pause=0.2))
    heads = [(path, at) for command, path, at, _ in host.asked if command == "HEAD"]
    assert [path for path, _ in heads][:3] == ["/slow", "/page", "/moves"]
    assert heads[1][1] - heads[0][1] >= 0.5
    assert heads[2][1] - heads[1][1] >= 0.2
    assert {agent for *_, agent in host.asked} == {"the project"}


def test_what_answers_to_head_is_not_fetched(host):
    ask_all([f"{host.address}/page"], {}, manners(host))
    assert [command for command, *_ in host.asked] == ["HEAD"]


@pytest.fixture
def works(host):
    references, _ = parse_references("references.bib", BIB)
    return {f"{host.address}/{work.doi or f'abs/{work.eprint}'}": with_link(work, host) for work in references.values()}


def with_link(work, host):
    """The work at its place on the loopback address."""

    class Placed(type(work)):
        link = property(lambda self: f"{host.address}/{self.doi}")

    return Placed(**vars(work))


def test_literature_is_held_to_its_titles(host, works):
    register = manners(host, registers=frozenset({urlsplit(host.address).netloc}))
    outcomes = {works[outcome.address].key: outcome for outcome in ask_all(works, works, register)}
    assert {key: outcome.verdict for key, outcome in outcomes.items()} == {
        "right2020work": FINE,
        "wrong2020work": OTHER,
        "lost2020work": BROKEN,
        "unlisted2020work": FINE,
        "paper2020work": FINE,
        "paper2021work": OTHER,
        "paper2022work": BROKEN,
    }
    assert "A cookbook for small kitchens" in outcomes["wrong2020work"].detail
    assert "/blocked" not in {path for _, path, *_ in host.asked}, "where a DOI leads to is not asked"


TITLES = [
    ("Deep {Learning}", "Deep learning", True),
    ("Dropout: A Simple Way to Prevent Neural Networks from Overfitting", "Dropout: a simple way to prevent neural networks from overfitting.", True),
    ("Learning Representations by Back-Propagating Errors", "Learning representations by back-propagating errors", True),
    ("The Elements of Statistical Learning: Data Mining, Inference, and Prediction", "The Elements of Statistical Learning", True),
    ("Über die analytische Theorie", "Uber die analytische Theorie", True),
    ("R&D of networks", "R&amp;D of <scp>networks</scp>", True),
    ("Deep Learning", "Deep Learning in Agriculture", False),
    ("Long Short-Term Memory", "Learning to Forget: Continual Prediction with LSTM", False),
    ("Neural Networks", "", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), TITLES)
def test_titles_of_one_work_are_known_as_such(one, other, same):
    assert same_title(one, other) is same


def test_failures_come_first_and_say_where_they_are(host):
    addresses = [f"{host.address}/{path}" for path in ("page", "blocked", "gone")]
    text = render_outcomes(
        ask_all(addresses, {}, manners(host)), {address: ["a.html", "b.html", "c.html", "d.html"] for address in addresses}
    )
    lines = text.splitlines()
    assert re.fullmatch(r"broken: http.*/gone: 404 Not Found; on a\.html, b\.html, c\.html and 1 more", lines[0])
    assert lines[1].startswith("could not be judged: ")
    assert lines[2] == "3 addresses: 1 fine, 0 moved for good, 1 could not be judged, 1 broken, 0 another title"


@pytest.mark.parametrize(("paths", "code"), [(("page",), 0), (("page", "blocked", "moved"), 0), (("page", "gone"), 1), ((), 0)])
def test_the_program_ends_with_what_it_found(host, project, tmp_path, paths, code):
    (tmp_path / "index.html").write_text("".join(f'<a href="{host.address}/{path}">' for path in paths), encoding="utf-8")
    done = run(project, str(tmp_path), "--pause", "0")
    assert done.returncode == code, done.stdout + done.stderr
    assert f"{len(paths)} addresses" in done.stdout


def test_without_a_network_or_a_site_the_program_says_so(project, tmp_path):
    done = run(project, str(tmp_path / "nothing"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "build the site first" in done.stderr
    (tmp_path / "index.html").write_text('<a href="http://127.0.0.1:1/">', encoding="utf-8")
    done = run(project, str(tmp_path), "--pause", "0")
    assert done.returncode == 2
    assert "is there a network" in done.stderr


def run(project, *arguments):
    call = [sys.executable, str(project / "tests" / "built" / "asking.py"), *arguments]
    return subprocess.run(call, capture_output=True, text=True)
