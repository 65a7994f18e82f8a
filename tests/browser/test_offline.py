"""What a reader keeps: a visited site reads without a network, is never stale with one, and renews itself whole."""

import re
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from offline import WORKER, render_worker
from write import read_tree

PAGE = "questions/neurons-and-layers/relu.html"
OTHER = "questions/sequence-models/lstm.html"
SAVING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
KEPT = """async () => {
  const urls = [];
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) urls.push(request.url);
  return urls;
}"""
FAILURE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const worker = registration.installing ?? (await registration.update().then(() => registration.installing));
  const deadline = Date.now() + 60000;
  while (worker.state !== "redundant") {
    if (worker.state === "activated" || Date.now() > deadline) throw new Error(`the new worker is ${worker.state}`);
    await new Promise((go) => setTimeout(go, 100));
  }
}"""
pytestmark = pytest.mark.browser


class Host:
    """A server of a folder that can go away and come back at the same address, and remembers what it was asked for."""

    def __init__(self, folder, prefix="/"):
        self.folder, self.prefix, self.port, self.asked = folder, prefix, 0, []
        self.start()

    def start(self):
        host = self

        class Handler(SimpleHTTPRequestHandler):
            def log_request(self, code="-", size="-"):
                host.asked.append((self.path.partition("?")[0].removeprefix(host.prefix), int(code)))

            def log_message(self, *arguments):
                """Other messages are of no interest."""

            def translate_path(self, path):
                below = path.startswith(host.prefix)
                return super().translate_path("/" + path.removeprefix(host.prefix) if below else "/no-such-folder/x")

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), partial(Handler, directory=str(self.folder)))
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}{self.prefix}".rstrip("/")

    def change(self, path, old, new):
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def publish(self, project):
        """Writes the worker of the folder as it is now."""
        template = (project / "overrides" / "sw.js.j2").read_text(encoding="utf-8")
        files = {path: data for path, data in read_tree(self.folder).items() if path != WORKER}
        (self.folder / WORKER).write_text(render_worker(template, files), encoding="utf-8")


@pytest.fixture
def host(site, tmp_path):
    hosts = []

    def make(prefix="/"):
        folder = tmp_path / "site"
        shutil.copytree(site, folder)
        hosts.append(Host(folder, prefix))
        return hosts[-1]

    yield make
    for one in hosts:
        one.server.shutdown()
        one.server.server_close()


def wait_until_kept(page):
    """Waits until the line on the home page says that all files are kept."""
    page.locator(".qa-offline").filter(has_text=re.compile(r"all \d+ files")).wait_for(timeout=60_000)


def wait_for(page, holds):
    """Waits until `holds(addresses of what is kept)` is true, and returns them."""
    for _ in range(300):
        kept = page.evaluate(KEPT)
        if holds(kept):
            return kept
        page.wait_for_timeout(200)
    raise AssertionError("what is kept did not become what it should")


def keep_all(open_page, address):
    page = open_page(f"{address}/index.html")
    wait_until_kept(page)
    return page


@pytest.fixture
def visited(open_page, host):
    """A host of the site, and a page of a browser that keeps all of it."""
    served = host()
    return served, keep_all(open_page, served.address)


def test_a_visited_site_reads_without_a_network(visited):
    served, page = visited
    served.stop()
    page.goto(f"{served.address}/{PAGE}")
    assert "ReLU" in page.locator("h1").text_content()
    assert page.evaluate("document.fonts.ready.then(() => getComputedStyle(document.querySelector('.md-header')).position)") == "sticky"
    page.goto(f"{served.address}/")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("rectified linear unit")
    page.locator(f".md-search-result__link[href*='{PAGE}']").first.wait_for()
    page.locator(".md-search-result__link").first.click()
    page.locator("#short-answer").wait_for()
    assert page.faults == []


def test_every_page_is_kept_and_what_nobody_reads_is_not(visited, site):
    served, page = visited
    kept = {url.partition("?")[0].removeprefix(f"{served.address}/") for url in page.evaluate(KEPT)}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert pages - kept == {path for path in pages if path == "print.html" or path.startswith("sheets/")}
    assert not {
        path for path in kept if path.endswith((".zip", ".ipynb", ".txt", ".xml", "search_index.js", "sw.js")) or path == "_headers"
    }


def test_a_page_is_never_stale_while_there_is_a_network(visited):
    served, page = visited
    served.change("method.html", "</h1>", " (changed just now)</h1>")  # no new worker: the old one has another text
    page.goto(f"{served.address}/method.html")
    assert "changed just now" in page.locator("h1").text_content()
    served.stop()
    page.reload()
    assert "changed just now" not in page.locator("h1").text_content()


def test_a_new_build_fetches_only_what_changed_and_drops_the_old(visited, project):
    served, page = visited
    before = page.evaluate(KEPT)
    served.change(PAGE, "</h1>", " (second edition)</h1>")
    (served.folder / OTHER).unlink()
    served.publish(project)
    served.asked.clear()
    page.goto(f"{served.address}/index.html")
    after = wait_for(page, lambda kept: len(kept) < len(before))
    assert {url.partition("?")[0] for url in set(after) ^ set(before)} == {f"{served.address}/{PAGE}", f"{served.address}/{OTHER}"}
    assert len(after) == len(before) - 1
    assert {path for path, status in served.asked if path.startswith("questions/")} == {PAGE}
    served.stop()
    page.goto(f"{served.address}/{PAGE}")
    assert "second edition" in page.locator("h1").text_content()


def test_a_build_that_cannot_be_had_whole_leaves_the_last_one_in_use(visited, project):
    """The worker of a build is there before its files are: nothing of what is kept may go."""
    served, page = visited
    before = page.evaluate(KEPT)
    served.change("assets/favicon.svg", "</svg>", "<!-- in between --></svg>")
    served.publish(project)
    served.change("assets/favicon.svg", "<!-- in between -->", "")
    page.goto(f"{served.address}/index.html")
    page.evaluate(FAILURE)
    assert set(before) <= set(page.evaluate(KEPT))
    served.stop()
    page.goto(f"{served.address}/{PAGE}")
    assert "ReLU" in page.locator("h1").text_content()


def test_old_pages_stay_until_all_new_ones_are_there(visited, project):
    served, page = visited
    served.change(PAGE, "</h1>", " (second edition)</h1>")
    served.publish(project)
    served.change(PAGE, " (second edition)</h1>", " (in between)</h1>")  # neither the old nor the new
    page.goto(f"{served.address}/index.html")
    page.locator(".qa-offline").filter(has_text=re.compile(r"(\d+) of \d+ files")).wait_for(timeout=60_000)
    served.stop()
    page.goto(f"{served.address}/{PAGE}")
    text = page.locator("h1").text_content()
    assert "ReLU" in text and "(" not in text


def test_below_a_folder_of_its_own_it_keeps_to_itself(open_page, host):
    served = host("/project/site/")
    page = open_page(f"{served.address}/index.html")
    wait_until_kept(page)
    assert all(url.startswith(f"{served.address}/") for url in page.evaluate(KEPT))
    assert page.evaluate("navigator.serviceWorker.ready.then((r) => new URL(r.scope).pathname)") == "/project/site/"
    served.stop()
    page.goto(f"{served.address}/questions/")
    page.locator("article a[href$='relu.html']").first.click()
    page.locator("#short-answer").wait_for()


def test_a_browser_that_saves_data_keeps_what_was_visited_and_no_more(chromium, host):
    served = host()
    context = chromium.new_context()
    context.add_init_script(SAVING)
    page = context.new_page()
    page.goto(f"{served.address}/{PAGE}")
    wait_for(page, lambda kept: any(url.partition("?")[0].endswith(PAGE) for url in kept))
    page.goto(f"{served.address}/index.html")
    page.locator(".qa-offline").filter(has_text="The others wait").wait_for(timeout=60_000)
    served.stop()
    page.goto(f"{served.address}/{PAGE}")
    assert "ReLU" in page.locator("h1").text_content()
    assert page.goto(f"{served.address}/{OTHER}").status == 404
    assert "No such page" in page.locator("h1").text_content()
    context.close()


@pytest.mark.parametrize(
    "request_of",
    ["{ headers: { Range: 'bytes=0-99' } }", "{ method: 'POST' }", "{ method: 'HEAD' }"],
)
def test_other_requests_pass_by(visited, request_of):
    _, page = visited
    page.reload()
    with page.expect_response("**/method.html") as seen:
        page.evaluate(f"fetch('method.html', {request_of})")
    assert not seen.value.from_service_worker
    with page.expect_response("**/method.html") as seen:
        page.evaluate("fetch('method.html')")
    assert seen.value.from_service_worker


def test_a_file_named_by_its_hash_is_asked_for_once(visited):
    served, page = visited
    served.asked.clear()
    page.goto(f"{served.address}/{PAGE}", wait_until="networkidle")
    asked = {path for path, _ in served.asked}
    assert PAGE in asked
    assert not {path for path in asked if re.search(r"\.[0-9a-f]{8,}\.", path)}


def test_pages_opened_from_disk_keep_nothing_and_complain_of_nothing(open_page, site):
    page = open_page((site / "index.html").as_uri())
    page.wait_for_timeout(3000)
    assert page.locator(".qa-offline").is_hidden()
    assert page.faults == []


def test_the_site_can_be_installed(open_page, address):
    page = open_page(f"{address}/{PAGE}")
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{address}/manifest.webmanifest"
    page.evaluate("navigator.serviceWorker.ready")
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] in ([], [{"errorId": "in-incognito", "errorArguments": []}])


def test_the_frame_of_the_browser_follows_the_chosen_palette(open_page, address):
    page = open_page(f"{address}/{PAGE}", scheme="light")
    colour = "document.querySelector('meta[name=theme-color]').content"
    page.wait_for_function("document.querySelectorAll('meta[name=theme-color]').length === 1")
    light = page.evaluate(colour)
    page.locator("label[for=__palette_1]:visible").click()
    page.locator("label[for=__palette_2]:visible").click()
    page.wait_for_function(f"{colour} !== '{light}'")
    assert (light, page.evaluate(colour)) == ("#fbf8f1", "#191817")
