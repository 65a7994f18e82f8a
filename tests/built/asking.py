"""Turns the addresses of other hosts on a built site into what those hosts say: there, moved, gone, or another work than the one cited.

For a person with a network: `asking.py SITE --references content/references.bib`. Each host is asked for one address at a time, with a pause.
"""

from __future__ import annotations

import argparse
import html
import http.client
import json
import os
import re
import socket
import sys
import time
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "scripts"))
from linked import outside, read_built
from rapidfuzz import fuzz

from literature import parse_references
from model import Reference, Unusable
from write import read_tree

FINE, MOVED, UNCLEAR, BROKEN, OTHER = "fine", "moved for good", "could not be judged", "broken", "another title"
FAILURES = (BROKEN, OTHER)
UNTOLD = {401, 402, 403, 405, 406, 407, 418, 425, 429, 451, 999}  # what a host says to programs, whatever it tells readers
PASSING = {408, 425, 429, 500, 502, 503, 504}  # worth asking again
LASTING = {301, 308}
READ = 4_000_000  # bytes of an answer, at most
AT_ONCE = 50  # papers that arXiv is asked for in one request
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Manners:
    """How hosts are asked. `registers` answer for an identifier by leading on; where to is not their business, so it is not asked."""

    timeout: float = 20
    tries: int = 3
    pause: float = 1.0
    pauses: Mapping[str, float] = field(default_factory=lambda: {"arxiv.org": 3.0, "export.arxiv.org": 3.0})
    longest: float = 60  # seconds that a host may ask to be left alone for
    hosts: int = 16  # asked at the same time
    registers: frozenset[str] = frozenset({"doi.org"})
    crossref: str = "https://api.crossref.org/works/"
    arxiv: str = "https://export.arxiv.org/api/query"
    agent: str = "Deep-Learning-Interviews-Corrected/1.0 checks its links"


@dataclass(frozen=True)
class Outcome:
    """What became of one address."""

    address: str
    verdict: str
    detail: str = ""


@dataclass(frozen=True)
class Answer:
    """A host's last word: a status (0: none came), where the address led for good, the body if it was asked for, and what went wrong."""

    status: int
    moved: str = ""
    body: bytes = b""
    fault: str = ""
    wait: float = 0


def main() -> int:
    """Prints all that is not fine; returns 1 if an address is broken or leads to another work, 2 if no host could be reached."""
    options = read_options()
    repository = os.environ.get("REPOSITORY_URL", "")
    agent = Manners.agent + (f" (+{repository})" if repository else "")
    manners = Manners(timeout=options.timeout, pause=options.pause, agent=agent)
    try:
        pages = outside(read_built(read_tree(options.site)))
        works = read_works(options.references) if options.references else {}
    except Unusable as error:
        print(f"asking.py: {error}", file=sys.stderr)
        return 2
    pages = {address: files for address, files in pages.items() if re.search(options.only, address)}
    outcomes = ask_all(pages, works, manners, tell if sys.stderr.isatty() else lambda message: None)
    print(render_outcomes(outcomes, pages))
    if outcomes and all(outcome.verdict == BROKEN and outcome.detail.startswith("no answer") for outcome in outcomes):
        print("asking.py: no host answered at all; is there a network?", file=sys.stderr)
        return 2
    return int(any(outcome.verdict in FAILURES for outcome in outcomes))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder of the built site")
    parser.add_argument("--references", type=Path, metavar="BIB", help="also compare the titles of these works with Crossref's and arXiv's")
    parser.add_argument("--only", default="", metavar="REGEX", help="ask for the addresses alone in which this is found")
    parser.add_argument(
        "--timeout", type=float, default=Manners.timeout, metavar="SECONDS", help="how long a host may be silent (default: 20)"
    )
    parser.add_argument("--pause", type=float, default=Manners.pause, metavar="SECONDS", help="between two requests to a host (default: 1)")
    return parser.parse_args()


def tell(message: str) -> None:
    print(f"  {message}", file=sys.stderr, flush=True)


def read_works(path: Path) -> dict[str, Reference]:
    """The references that have a DOI or an arXiv identifier, by the address that the site gives them."""
    try:
        references, _ = parse_references(str(path), path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unusable(f"{path}: cannot be read ({error.strerror})") from None
    return {work.link: work for work in references.values() if work.doi or work.eprint}


# ------------------------------------------------------------------ all hosts


def ask_all(
    addresses: Iterable[str], works: Mapping[str, Reference], manners: Manners, say: Callable[[str], None] = lambda message: None
) -> list[Outcome]:
    """What becomes of each address, in their order; hosts are asked side by side, each for one address after the other."""
    wanted = list(addresses)
    papers = {address: works[address] for address in wanted if address in works and not works[address].doi}
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in wanted:
        if address not in papers:
            by_host[urlsplit(address).netloc].append(address)
    dois = [works[address] for address in wanted if address in works and works[address].doi]
    with ThreadPoolExecutor(manners.hosts) as pool:
        waiting = [pool.submit(ask_host, host, list_, manners, say) for host, list_ in by_host.items()]
        waiting.append(pool.submit(ask_arxiv, papers, manners, say))
        titles = pool.submit(ask_crossref, dois, manners, say)
        found = {outcome.address: outcome for future in waiting for outcome in future.result()}
        for outcome in titles.result():
            if found[outcome.address].verdict not in FAILURES:
                found[outcome.address] = outcome
    return [found[address] for address in wanted]


def ask_host(host: str, addresses: Sequence[str], manners: Manners, say: Callable[[str], None]) -> list[Outcome]:
    """The outcomes of one host's addresses, asked for in turn."""
    outcomes = []
    for number, address in enumerate(addresses, start=1):
        if number > 1:
            time.sleep(manners.pauses.get(host, manners.pause))
        outcomes.append(judge(address, ask_patiently(address, manners)))
        say(f"{host}: {number} of {len(addresses)}")
    return outcomes


def judge(address: str, answer: Answer) -> Outcome:
    """What a host's last word means for an address."""
    if answer.fault:
        return Outcome(address, BROKEN, answer.fault if answer.status else f"no answer: {answer.fault}")
    said = f"{answer.status} {http.client.responses.get(answer.status, '')}".strip()
    if answer.status in UNTOLD:
        return Outcome(address, UNCLEAR, said)
    if answer.status >= 400:
        return Outcome(address, BROKEN, said)
    return Outcome(address, MOVED, f"to {answer.moved}") if answer.moved else Outcome(address, FINE)


# ------------------------------------------------------------------ one address


def ask_patiently(address: str, manners: Manners) -> Answer:
    """A host's word on an address: HEAD, then GET where that is not understood; again where it may pass."""
    for attempt in range(manners.tries):
        answer = ask("HEAD", address, manners)
        if not 200 <= answer.status < 400:
            answer = ask("GET", address, manners)
        if answer.status and answer.status not in PASSING:
            break
        if attempt + 1 < manners.tries:
            time.sleep(min(answer.wait or manners.pause * 2**attempt, manners.longest))
    return answer


class Redirects(HTTPRedirectHandler):
    """Follows where an address leads, and notes whether all of the way is for good."""

    def __init__(self, follow: bool) -> None:
        self.follow, self.codes = follow, list[int]()

    def redirect_request(self, req: Request, fp: object, code: int, msg: str, headers: object, newurl: str) -> Request | None:
        self.codes.append(code)
        if not self.follow:
            return None
        return Request(newurl, headers=dict(req.header_items()), method=req.get_method())


def ask(method: str, address: str, manners: Manners, read: bool = False) -> Answer:
    """One request, and what came of it; never raises for what a host does."""
    redirects = Redirects(urlsplit(address).netloc not in manners.registers)
    request = Request(address.partition("#")[0], headers={"User-Agent": manners.agent, "Accept": "*/*"}, method=method)
    try:
        with build_opener(redirects).open(request, timeout=manners.timeout) as response:
            moved = response.url if redirects.codes and set(redirects.codes) <= LASTING else ""
            return Answer(response.status, moved, read_body(response, manners) if read else b"")
    except HTTPError as error:
        error.close()
        if error.code in {301, 302, 303, 307, 308} and redirects.follow:
            return Answer(error.code, fault="it leads round in a circle, or further than ten steps")
        return Answer(error.code, wait=read_wait(error.headers.get("Retry-After", "")))
    except (URLError, OSError, http.client.HTTPException, ValueError) as error:
        return Answer(0, fault=name_fault(error))


def read_body(response: http.client.HTTPResponse, manners: Manners) -> bytes:
    """The body, as far as it comes within the patience for a whole answer. Raises TimeoutError where it does not."""
    body, end = b"", time.monotonic() + 2 * manners.timeout
    while chunk := response.read1(65536):
        body += chunk
        if time.monotonic() > end or len(body) > READ:
            raise TimeoutError("the answer does not come to an end")
    return body


def read_wait(value: str) -> float:
    return float(value) if value.isdecimal() else 0


def name_fault(error: Exception) -> str:
    """A fault of the connection in a few words."""
    reason = getattr(error, "reason", None) or error
    if isinstance(reason, TimeoutError | socket.timeout):
        return "it took too long"
    return str(getattr(reason, "strerror", None) or reason) or type(reason).__name__


# ------------------------------------------------------------------ what a work is called


def ask_crossref(works: Sequence[Reference], manners: Manners, say: Callable[[str], None]) -> list[Outcome]:
    """The works whose DOI belongs, by Crossref, to another title; what Crossref does not know is passed over."""
    outcomes = []
    for number, work in enumerate(works, start=1):
        answer = ask("GET", manners.crossref + quote(work.doi, safe="/"), manners, read=True)
        titles = list(read_crossref(answer.body))
        if titles and not any(same_title(work.title, title) for title in titles):
            outcomes.append(Outcome(work.link, OTHER, f"'{work.key}' is “{work.title}” here and “{titles[0]}” at Crossref"))
        say(f"titles at Crossref: {number} of {len(works)}")
        time.sleep(manners.pauses.get(urlsplit(manners.crossref).netloc, manners.pause) if number < len(works) else 0)
    return outcomes


def read_crossref(body: bytes) -> Iterator[str]:
    """The titles that a record of Crossref's has: without and with the subtitle, and the original one."""
    try:
        record = json.loads(body)["message"]
    except (ValueError, KeyError, TypeError):
        return
    for title in record.get("title") or []:
        yield title
        yield from (f"{title}: {subtitle}" for subtitle in record.get("subtitle") or [])
    yield from record.get("original-title") or []


def ask_arxiv(papers: Mapping[str, Reference], manners: Manners, say: Callable[[str], None]) -> list[Outcome]:
    """The outcomes of papers on arXiv, asked for many at a time; those that its list does not have are asked for by their pages."""
    titles: dict[str, str] = {}
    names = [paper.eprint for paper in papers.values()]
    for start in range(0, len(names), AT_ONCE):
        query = urlencode({"id_list": ",".join(names[start : start + AT_ONCE]), "max_results": AT_ONCE}, safe=",/")
        titles |= read_arxiv(ask("GET", f"{manners.arxiv}?{query}", manners, read=True).body)
        say(f"titles at arXiv: {min(start + AT_ONCE, len(names))} of {len(names)}")
        time.sleep(manners.pauses.get(urlsplit(manners.arxiv).netloc, manners.pause))
    unlisted = [address for address, paper in papers.items() if paper.eprint not in titles]
    return [
        *ask_host("arxiv.org", unlisted, manners, say),
        *(compare_paper(address, paper, titles[paper.eprint]) for address, paper in papers.items() if paper.eprint in titles),
    ]


def read_arxiv(body: bytes) -> dict[str, str]:
    """The titles in an answer of arXiv's by identifier, without its version."""
    try:
        entries = ET.fromstring(body).iter(f"{ATOM}entry")
    except ET.ParseError:
        return {}
    found = {(entry.findtext(f"{ATOM}id") or ""): " ".join((entry.findtext(f"{ATOM}title") or "").split()) for entry in entries}
    return {re.sub(r"v\d+$", "", id.partition("/abs/")[2]): title for id, title in found.items() if "/abs/" in id}


def compare_paper(address: str, paper: Reference, title: str) -> Outcome:
    if same_title(paper.title, title):
        return Outcome(address, FINE)
    return Outcome(address, OTHER, f"'{paper.key}' is “{paper.title}” here and “{title}” at arXiv")


def same_title(one: str, other: str) -> bool:
    """Whether two titles are of one work: alike but for spelling, or one is the other without its subtitle."""
    short, long = sorted((plain_title(one), plain_title(other)), key=len)
    begins = long.startswith(f"{short} ") and len(short.split()) >= 3
    return bool(short) and (begins or fuzz.ratio(short, long) >= 88)


def plain_title(title: str) -> str:
    """A title as bare lower-case words: no markup, no accents, no marks."""
    text = html.unescape(re.sub(r"<[^<>]*>", "", html.unescape(title)))
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.sub(r"[^\w\s]|_", " ", "".join(letter for letter in letters if not unicodedata.combining(letter))).split())


# ------------------------------------------------------------------ saying it


def render_outcomes(outcomes: Sequence[Outcome], pages: Mapping[str, Sequence[str]]) -> str:
    """All that is not fine, the worst first, with up to three of the pages that have the address, and a count."""
    lines = []
    for verdict in (BROKEN, OTHER, MOVED, UNCLEAR):
        for outcome in (outcome for outcome in outcomes if outcome.verdict == verdict):
            files = pages[outcome.address]
            more = f" and {len(files) - 3} more" if len(files) > 3 else ""
            lines.append(f"{verdict}: {outcome.address}: {outcome.detail}; on {', '.join(files[:3])}{more}")
    counts = Counter(outcome.verdict for outcome in outcomes)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in (FINE, MOVED, UNCLEAR, BROKEN, OTHER))
    return "\n".join([*lines, f"{len(outcomes)} addresses: {told}"])


if __name__ == "__main__":
    sys.exit(main())
