"""Turns the built pages into the Content-Security-Policy that they can be served under, and into files that tell a server of all headers."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser

MOST_SCRIPTS = 8  # the theme's own inline scripts, one of them once for each depth of folders; more is a mistake
EXECUTED = {"", "text/javascript", "application/javascript", "module", "importmap", "speculationrules"}
SCRIPT = re.compile(r"(<script\b(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>)(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[a-z](?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>", re.IGNORECASE)
SUSPECT = re.compile(r"<s(?:cript|tyle)\b|[\s\"'/](?:style|on[a-z]+)\s*=|javascript:|&", re.IGNORECASE)  # the others need no closer look
OTHER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",  # resource policy: none, since other sites show the pictures of links
    # two years, for this host alone: whether all hosts below it speak TLS, and for ever, is for their owner to promise
    "Strict-Transport-Security": "max-age=63072000",  # no browser heeds it where there is no TLS
}
LASTING = re.compile(r"\.[0-9a-f]{8}\.[a-z0-9.]+$")  # what has its hash in its name never changes
LASTING_CACHE = "public, max-age=31536000, immutable"
MOST_RULES = 100  # that Cloudflare Pages reads of a file of headers


def render_policy(pages: Mapping[str, str] | Iterable[tuple[str, str]]) -> str:
    """The strictest policy under which these pages (HTML by path, or pieces of it in order) work, on one line.

    Raises ValueError for a page with inline style, an inline event handler or a `javascript:` address, and for more
    than a few distinct inline scripts.
    """
    scripts: dict[str, str] = {}  # each inline script, and the first page that has it
    for path, html in sorted(pages.items()) if isinstance(pages, Mapping) else pages:
        for script in find_inline_scripts(path, html):
            scripts.setdefault(script, path)
    if len(scripts) > MOST_SCRIPTS:
        places = ", ".join(sorted(set(scripts.values())))
        raise ValueError(f"the pages have {len(scripts)} different inline scripts, first met in {places}; move those of ours to files")
    hashes = " ".join(sorted(hash_source(script) for script in scripts))
    directives = {
        "default-src": "'none'",
        "script-src": f"'self' {hashes}".strip(),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def hash_source(script: str) -> str:
    """A script's source as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def find_inline_scripts(path: str, html: str) -> Iterator[str]:
    """A page's inline scripts. Raises ValueError for whatever a strict policy can never allow."""
    for tag, code in SCRIPT.findall(html):
        if read_tag(tag, path, html):
            yield code
    for tag in set(TAG.findall(COMMENT.sub("", SCRIPT.sub("", html)))):
        if SUSPECT.search(tag):
            read_tag(tag, path, html)


def read_tag(tag: str, path: str, html: str) -> bool:
    """Whether a start tag of a page opens an inline script. Raises ValueError for one that no strict policy allows."""
    reader = TagReader(convert_charrefs=False)
    reader.feed(tag)
    for name, values in reader.tags:
        for fault in find_faults(name, values):
            line = html.count("\n", 0, html.index(tag)) + 1
            raise ValueError(f"{path}:{line}: {fault}; the Content-Security-Policy forbids it")
        if name == "script" and "src" not in values and values.get("type", "").lower() in EXECUTED:
            return True
    return False


class TagReader(HTMLParser):
    """Notes the start tags that it is fed, each with its attributes."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.tags: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def find_faults(tag: str, values: Mapping[str, str]) -> Iterator[str]:
    """What in a start tag no policy without 'unsafe-inline' allows."""
    if tag == "style":
        yield "a <style> element; move it to a style sheet"
    for name, value in values.items():
        if name == "style":
            yield f"a style attribute on <{tag}>; use a class"
        elif name.startswith("on"):
            yield f"an {name} attribute on <{tag}>; use addEventListener in a script file"
        elif name in {"href", "src", "action", "formaction"} and value.strip().lower().startswith("javascript:"):
            yield f"a javascript: address on <{tag}>; use a button and a script file"


def security_headers(policy: str) -> dict[str, str]:
    """All headers of the site's security by name, for any server."""
    return {"Content-Security-Policy": policy, **OTHER_HEADERS}


def render_headers(policy: str, paths: Iterable[str] = ()) -> str:
    """The file `_headers`, which several hosts of static sites read, for a site with files at `paths`.

    Files with their hash in the name are kept for ever, each by a rule of its own since no pattern of those hosts can tell
    them; the worker is asked for anew each time, and of the others their hosts do the same.
    """
    lasting = sorted(path for path in paths if LASTING.search(path))[: MOST_RULES - 2]
    rules = [("/*", security_headers(policy)), ("/sw.js", {"Cache-Control": "no-cache"})]
    rules += [(f"/{path}", {"Cache-Control": LASTING_CACHE}) for path in lasting]
    return "\n".join("\n".join([path, *(f"  {name}: {value}" for name, value in headers.items()), ""]) for path, headers in rules)


def find_policy(headers: str) -> str:
    """The policy that a file `_headers` speaks of. Raises ValueError if there is none."""
    found = re.search(r"^  Content-Security-Policy: (.+)$", headers, re.MULTILINE)
    if not found:
        raise ValueError("_headers names no Content-Security-Policy; build the site anew")
    return found[1]


def name_policy(policy: str) -> str:
    """A short name of a policy, the same for the same policy."""
    return hashlib.sha256(policy.encode()).hexdigest()[:8]


def render_server_headers() -> str:
    """Lines for the server of nginx: the headers of the site's security, the policy being that of the release which answers."""
    headers = security_headers("$content_policy")
    lines = (f"add_header {name} {value if value.startswith('$') else _quote(value)} always;" for name, value in headers.items())
    return "\n".join(["# Written by qa.py publish; scripts/policy.py says what stands here.", *lines, ""])


def render_policy_map(policies: Iterable[str]) -> str:
    """Lines for nginx by which a release, whose folder ends in the name of its policy, is answered with that policy.

    A release that they do not know gets one under which its pages can be read, but run no script of their own.
    """
    unknown = render_policy({})
    lines = (f"    ~-{name_policy(policy)}$ {_quote(policy)};" for policy in sorted(set(policies)))
    head = ["# Written by qa.py publish.", "map $release $content_policy {", f"    default {_quote(unknown)};"]
    return "\n".join([*head, *lines, "}", ""])


def _quote(value: str) -> str:
    """A value as nginx reads it. Raises ValueError for one that would mean something else there."""
    if re.search(r'["\\$\n]', value):
        raise ValueError(f"{value}: no header for nginx; leave out quotation marks, backslashes and dollars")
    return f'"{value}"'
