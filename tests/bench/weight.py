"""Prints what a page weighs at its first visit and how Lighthouse judges it, beside a bare Material build of the same pages.

Run it as `python tests/bench/weight.py [--built FOLDER] [--runs N] [--no-bare]`; Lighthouse needs npm and is left out where there is none.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from chromium import FLAGS, find_chromium
from playwright.sync_api import Browser, sync_playwright
from serving import PROJECT, picture_weight, serve

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
PAGES = {
    "question, no formula": "questions/tools-and-deployment/tensorflow-elements.html",
    "question, formulas": "questions/neurons-and-layers/relu.html",
    "question, heaviest": "questions/sequence-models/exploding-gradients.html",
    "home": "index.html",
    "study": "study.html",
}
LIGHTHOUSE = "lighthouse@12.8.2"  # the last that runs on Node 20
SCORES = ("performance", "accessibility", "best-practices", "seo")
WATCH = """
window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value)))
  .observe({ type: "layout-shift", buffered: true });
"""


def main() -> None:
    """Builds both sites unless one is given, weighs the pages of both and has them judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--built", type=Path, help="the built site; without it, one is built")
    parser.add_argument("--runs", type=int, default=3, help="Lighthouse runs of which the median is printed; 0 leaves Lighthouse out")
    parser.add_argument("--no-bare", action="store_true", help="leave the bare site out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sites = {"this site": options.built or build(PROJECT, folder / "site")}
        if not options.no_bare:
            sites["bare Material"] = build(write_bare(folder / "bare"), folder / "bare-site")
        tool = install_lighthouse() if options.runs else None
        for title, site in sites.items():
            with serve(site) as address:
                print_weights(title, site, address)
                if tool:
                    print_scores(title, site, address, tool, options.runs)


# ------------------------------------------------------------------ the sites


def build(project: Path, site: Path) -> Path:
    """The folder of the built site."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=project, check=True, env=ENVIRONMENT)
    return site


def write_bare(folder: Path) -> Path:
    """A project of the same Markdown with Material as it comes (search and tags, no web fonts), formulas as MathML."""
    command = [sys.executable, str(PROJECT / "scripts" / "qa.py"), "build", str(folder / "docs")]
    subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    (folder / "formulas.py").write_text(
        f"import sys\nsys.path.insert(0, {str(PROJECT / 'scripts')!r})\nfrom mathml import MathExtension\n\n\n"
        "def on_config(config):\n    config.markdown_extensions.append(MathExtension(report=lambda message: None))\n    return config\n",
        encoding="utf-8",
    )
    extensions = [
        "abbr", "admonition", "attr_list", "def_list", "md_in_html", "tables", "pymdownx.details", "pymdownx.highlight", "pymdownx.superfences",
    ]  # fmt: skip
    lines = ["site_name: Bare", "use_directory_urls: false", "hooks: [formulas.py]", "plugins: [search, tags]"]
    lines += ["theme:", "  name: material", "  font: false", f"markdown_extensions: [{', '.join(extensions)}]"]
    (folder / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


# ------------------------------------------------------------------ bytes


@dataclass
class Visit:
    """What one first visit of a page asked for: bytes as they are sent, by kind, pictures apart."""

    requests: int = 0
    bytes: Counter[str] = field(default_factory=Counter)
    pictures: int = 0
    shift: float = 0.0

    @property
    def total(self) -> int:
        """All but pictures."""
        return self.bytes.total()


def visit(browser: Browser, site: Path, address: str, path: str, size: Mapping[str, int]) -> Visit:
    """Opens a page with an empty cache and scrolls through it."""
    context = browser.new_context(viewport=dict(size), service_workers="block")  # what is kept for later comes later
    page = context.new_page()
    page.add_init_script(WATCH)
    responses: list[Any] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(f"{address}/{path}", wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => scrollTo(0, document.body.scrollHeight))")
    page.wait_for_timeout(500)
    found = Visit(len(responses), shift=page.evaluate("window.shift"))
    for response in responses:
        length = int(response.headers.get("content-length", 0))
        kind = {"fetch": "data", "xhr": "data", "other": "data"}.get(response.request.resource_type, response.request.resource_type)
        if kind == "image":
            found.pictures += length
        else:
            found.bytes[kind] += length
    inline = picture_weight((site / path).read_bytes())
    found.bytes["document"] -= inline
    found.pictures += inline
    context.close()
    return found


def print_weights(title: str, site: Path, address: str) -> None:
    print(f"\n{title}: bytes of a first visit as brotli, pictures apart")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name, path in present(site):
            phone, desk = (visit(browser, site, address, path, {"width": w, "height": h}) for w, h in ((390, 844), (1280, 900)))
            kinds = ", ".join(f"{kind} {count / 1000:.1f}" for kind, count in desk.bytes.most_common() if count)
            print(f"  {name:21} {desk.total / 1000:6.1f} KB in {desk.requests} requests: {kinds}; pictures {desk.pictures / 1000:.1f}; "
                  f"layout shift {phone.shift:.4f} on a phone, {desk.shift:.4f} on a desk", flush=True)  # fmt: skip
        browser.close()


def present(site: Path) -> Iterator[tuple[str, str]]:
    """The pages to look at, as far as the site has them."""
    for name, path in PAGES.items():
        if (site / path).exists():
            yield name, path


# ------------------------------------------------------------------ Lighthouse


def install_lighthouse() -> Path | None:
    """The program, fetched by npm into the cache; None, and a sentence, where that cannot be."""
    folder = PROJECT / ".cache" / "lighthouse"
    program = folder / "node_modules" / ".bin" / "lighthouse"
    if program.exists():
        return program
    npm = shutil.which("npm")
    if not npm:
        print("Lighthouse is left out: there is no npm here; install Node.js 20 or newer to have it")
        return None
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", LIGHTHOUSE], check=False)
    if done.returncode or not program.exists():
        print("Lighthouse is left out: npm could not fetch it; is there a network?")
        return None
    return program


def print_scores(title: str, site: Path, address: str, tool: Path, runs: int) -> None:
    print(f"\n{title}: Lighthouse, median of {runs}: {', '.join(SCORES)}")
    for name, path in present(site):
        for profile in ("mobile", "desktop"):
            reports = [judge(tool, f"{address}/{path}", profile) for _ in range(runs)]
            scores = [round(100 * statistics.median(report["categories"][score]["score"] for report in reports)) for score in SCORES]
            audits = reports[0]["audits"]
            times = ", ".join(f"{label} {audits[key]['displayValue']}" for label, key in (("first paint", "first-contentful-paint"), ("largest", "largest-contentful-paint"), ("blocked", "total-blocking-time"), ("shift", "cumulative-layout-shift")))  # fmt: skip
            print(f"  {name:21} {profile:8} {' '.join(f'{score:4}' for score in scores)}   {times}", flush=True)
            for failure in failures(reports[0]):
                print(f"      {failure}")


def judge(tool: Path, url: str, profile: str) -> dict[str, Any]:
    """Lighthouse's report on a page."""
    with tempfile.NamedTemporaryFile(suffix=".json") as target:
        command = [str(tool), url, "--quiet", "--output=json", f"--output-path={target.name}", "--chrome-flags=--headless=new --no-sandbox"]
        command += [f"--only-categories={','.join(SCORES)}"] + (["--preset=desktop"] if profile == "desktop" else [])
        subprocess.run(command, check=True, env={**ENVIRONMENT, "CHROME_PATH": find_chromium() or ""}, stdout=subprocess.DEVNULL)
        report: dict[str, Any] = json.loads(Path(target.name).read_text(encoding="utf-8"))
        return report


def failures(report: dict[str, Any]) -> Iterator[str]:
    """The audits that cost points."""
    for name in SCORES:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"{name}: {audit['title']} ({audit.get('displayValue') or audit['score']}){_where(audit)}"


def _where(audit: dict[str, Any]) -> str:
    items = (audit.get("details") or {}).get("items") or []
    nodes = [item["node"]["snippet"] for item in items if isinstance(item.get("node"), dict)] + [
        str(item["description"]) for item in items if item.get("description")
    ]
    return "".join(f"\n        {node[:160]}" for node in nodes[:4])


if __name__ == "__main__":
    main()
