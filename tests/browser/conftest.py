"""The site, served on the loopback address, and a real Chromium to read it with."""

import sys
import threading
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from chromium import FLAGS, find_chromium

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        """Requests are of no interest here."""

    def copyfile(self, source, outputfile):
        """Sends a file, unless the page has been left meanwhile."""
        with suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium(playwright):
    path = find_chromium()
    assert path, "no Chromium found; install one (make test does)"
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture
def open_page(chromium):
    """A function that opens an address and returns the page, watched."""
    contexts = []

    def open_page(address, size=DESKTOP, scheme="light"):
        context = chromium.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        page = watch(context.new_page(), address)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def watch(page, address):
    """The page; whatever goes wrong in it from now on is in `page.faults`."""
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda request: note_outside(request.url, address, page.faults))
    return page


def note_outside(url, address, faults):
    """Notes a request that leaves the site."""
    home = address.split("/", 3)
    if not url.startswith(("data:", "blob:", "about:", f"{home[0]}//{home[2]}/")):
        faults.append(f"a request to {url}")
