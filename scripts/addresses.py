"""Turns an address of another host, a DOI, an arXiv identifier or an ISBN into what is wrong with its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

PLAIN = {"www.dcs.gla.ac.uk", "www.beam2d.net"}  # hosts that are not known to answer https
TRACKING = re.compile(r"utm_.*|[a-z]+clid|mc_[ce]id|igshid|_hs(?:enc|mi)|ref_src|spm|mkt_tok|vero_id", re.IGNORECASE)
UNESCAPED = re.compile(r"[^!#$%&'()*+,/0-9:;=?@A-Z\[\]_a-z~.-]")  # what RFC 3986 has no place for
HOST = re.compile(r"(?=.{1,253}$)(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)+[a-z][a-z0-9-]*[a-z0-9]")
DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
ARXIV = re.compile(r"(?P<year>\d\d)(?P<month>\d\d)\.(?P<number>\d{4,5})")
OLD_ARXIV = re.compile(r"(?P<archive>[a-z]+(?:-[a-z]+)?)/(?P<year>\d\d)(?P<month>\d\d)\d{3}")
OLD_ARCHIVES = re.compile(
    r"acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-(?:ex|lat|ph|th)"
    r"|math(?:-ph)?|mtrl-th|nlin|nucl-(?:ex|th)|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)


def find_faults(address: str) -> Iterator[str]:
    """An address of another host is https, names a real host, is escaped as RFC 3986 has it, and carries nothing that follows its reader."""
    odd = UNESCAPED.search(address)
    if odd:
        yield f"'{odd[0]}' cannot stand in an address; write %{odd[0].encode().hex('%').upper()}"
        return
    if re.search(r"%(?![0-9A-Fa-f]{2})", address):
        yield "a % begins two hexadecimal digits; write %25 for the sign"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        yield "it cannot be read; look for a bracket or a port in it"
        return
    yield from _host_faults(parts.scheme, parts.netloc, parts.hostname or "", port)
    for name, _ in parse_qsl(parts.query, keep_blank_values=True):
        if TRACKING.fullmatch(name):
            yield f"'{name}' says where a reader comes from; leave it out"
    if re.search(r"/\.\.?(?:/|$)", parts.path):
        yield "it goes up and down again; write the shorter address"
    if address.endswith((".", ",", ";", ":")):
        yield "it ends with a mark of the sentence; leave that out"
    yield from _register_faults(parts.hostname or "", unquote(parts.path))


def _host_faults(scheme: str, netloc: str, host: str, port: int | None) -> Iterator[str]:
    if scheme not in {"http", "https"}:
        yield "it is no web address; write one that begins with https://"
        return
    if scheme == "http" and host not in PLAIN:
        yield "it is not encrypted; write https, or name the host in PLAIN in scripts/addresses.py if it has none"
    if not HOST.fullmatch(host):
        yield f"'{host}' is no name of a host; correct it"
    if netloc not in {host, f"{host}:{port}"} or port in {80, 443}:
        yield "beside the host stand a user, a port or capital letters that it does not need; leave them out"
    for label in host.split("."):
        try:
            if label.startswith("xn--") and label.encode().decode("idna").encode("idna").decode() != label:
                raise UnicodeError
        except UnicodeError:
            yield f"'{label}' is no Punycode; correct it"


def _register_faults(host: str, path: str) -> Iterator[str]:
    """A DOI and an arXiv paper are named by one address each."""
    if host in {"dx.doi.org", "www.doi.org"}:
        yield "that was the resolver's former name; write https://doi.org/"
    elif host == "doi.org":
        yield from doi_faults(path.removeprefix("/"))
    elif host in {"www.arxiv.org", "export.arxiv.org"} or (host == "arxiv.org" and path.startswith("/pdf/")):
        yield "a paper is named by its page; write https://arxiv.org/abs/ and the identifier"
    elif host == "arxiv.org" and path.startswith("/abs/"):
        yield from arxiv_faults(re.sub(r"v\d+$", "", path.removeprefix("/abs/")))


def doi_faults(doi: str) -> Iterator[str]:
    """A DOI is `10.`, a registrant's number, a slash and the rest; an ISBN or ISSN in it has its right check digit."""
    if not DOI.fullmatch(doi) or doi.endswith((".", ",", ";")):
        yield f"'{doi}' has not the form of a doi; correct it"
        return
    rest = doi.partition("/")[2]
    for isbn in re.findall(r"(?<![\d-])97[89](?:-?\d){10}(?![\d-])", rest):
        yield from isbn_faults(isbn)
    for issn in re.findall(r"^S?(\d{4}-\d{3}[\dX])\(", rest):
        if issn_check(issn) != issn[-1]:
            yield f"the check digit of the ISSN {issn} is wrong; correct the doi"


def arxiv_faults(eprint: str) -> Iterator[str]:
    """An arXiv identifier has a month of the years in which its form was used: `YYMM.NNNN` from April 2007, a digit more from 2015."""
    found = ARXIV.fullmatch(eprint) or OLD_ARXIV.fullmatch(eprint)
    if not found or not OLD_ARCHIVES.fullmatch(found.groupdict().get("archive", "cs")):
        yield f"'{eprint}' has not the form of an arXiv identifier; correct it"
    elif not "01" <= found["month"] <= "12":
        yield f"'{eprint}' names no month; correct the identifier"
    elif not _was_given(found["year"] + found["month"], found.groupdict().get("number")):
        yield f"arXiv gave no such identifier as '{eprint}' at that time; correct it"


def _was_given(month: str, number: str | None) -> bool:
    """Whether arXiv numbered its papers so in that month, given as YYMM; the old form has no number."""
    if number is None:
        return month >= "9107" or month <= "0703"
    return month >= "0704" and (len(number) == 5) == (month >= "1501") and int(number) > 0


def isbn_faults(isbn: str) -> Iterator[str]:
    """An ISBN has 10 or 13 digits, hyphens apart, and the last checks the others."""
    digits = isbn.replace("-", "")
    if not re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", digits) or not re.fullmatch(r"[\dX]+(?:-[\dX]+)*", isbn):
        yield f"'{isbn}' has not the form of an ISBN; correct it"
    elif isbn_check(digits) != digits[-1]:
        yield f"the check digit of the ISBN {isbn} is wrong; correct it"


def isbn_check(digits: str) -> str:
    """The last digit that an ISBN of 10 or 13 should have."""
    if len(digits) == 13:
        return str(-sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits[:12])) % 10)
    return _as_digit(-sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9])) % 11)


def issn_check(issn: str) -> str:
    """The last digit that an ISSN should have."""
    return _as_digit(-sum(int(digit) * (8 - at) for at, digit in enumerate(issn.replace("-", "")[:7])) % 11)


def _as_digit(value: int) -> str:
    return "X" if value == 10 else str(value)
