"""The built site published to a real nginx, something to ask it with, and a Chromium that trusts it."""

import base64
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "browser"))
from chromium import FLAGS, find_chromium
from client import Client
from server import find_nginx, serve

from publish import publish


@pytest.fixture(scope="session")
def nginx():
    """Leaves the tests out where there is no nginx."""
    if not find_nginx():
        pytest.skip("no nginx is installed (make test installs Debian's where it can)")


@pytest.fixture(scope="session")
def cache(project):
    return project / ".cache" / "compressed"


@pytest.fixture(scope="session")
def root(nginx, site, cache, tmp_path_factory):
    """The folder of releases, with one release of the site."""
    root = tmp_path_factory.mktemp("root")
    publish(site, root, cache, pytest.fail)
    return root


@pytest.fixture(scope="session")
def served(root, tmp_path_factory):
    with serve(root, tmp_path_factory.mktemp("nginx")) as server:
        yield server


@pytest.fixture(scope="session")
def ask(served):
    """Asks nginx for a path and returns the answer."""
    return Client(served.https, served.certificate).ask


@pytest.fixture
def tab(served, playwright):
    """A page of a Chromium that believes the server's certificate, so that it lets workers run; what goes wrong is in `tab.faults`."""
    path = find_chromium()
    assert path, "no Chromium found; install one (make test does)"
    key = subprocess.run(
        f"openssl x509 -in {served.certificate} -pubkey -noout | openssl pkey -pubin -outform der",
        shell=True,
        capture_output=True,
        check=True,
    ).stdout
    trusted = base64.b64encode(hashlib.sha256(key).digest()).decode()
    browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, f"--ignore-certificate-errors-spki-list={trusted}"])
    tab = browser.new_page()
    tab.faults, tab.asked = [], []
    tab.on("console", lambda message: tab.faults.append(message.text) if message.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda error: tab.faults.append(str(error)))
    tab.on("requestfailed", lambda request: note_failure(request, tab.faults))
    tab.on("response", lambda response: tab.asked.append((response.status, response.url)))
    yield tab
    browser.close()


def note_failure(request, faults):
    """Notes a request that failed, unless the page that had made it was left meanwhile."""
    if request.failure != "net::ERR_ABORTED":
        faults.append(f"{request.url} {request.failure}")
