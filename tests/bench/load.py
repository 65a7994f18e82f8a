"""Measures how much reading a real nginx stands with deploy/nginx.conf, beside Python's own server, and whether it errs while releases change.

    python tests/bench/load.py [--built SITE] [--seconds 4] [--connections 32] [--swaps 50]

Needs nginx, openssl and wrk (Debian has all three) and prints, for a question's page, the search's index and a crawl of every file,
in each form that a browser may accept, the requests answered in a second and the time within which 99 % of them were. Then
two builds of which no page and no asset is the same take turns while wrk crawls and readers check every answer.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
sys.path.insert(0, str(Path(__file__).parents[1] / "deploy"))

import server as nginx
from server import PROJECT, Server, answers, free_port, serve, wait_for
from swapping import Reader, make_other, reading, swap

from publish import publish
from write import read_tree

PAGE = "/questions/generalization/dropout.html"
FORMS = {"plain": "identity", "gzip": "gzip", "brotli": "br"}
CRAWL = """\
local paths = {{ {paths} }}
local place = {start}
request = function()
  place = place % #paths + 1
  return wrk.format("GET", paths[place])
end
"""


@dataclass(frozen=True)
class Measured:
    """What wrk found."""

    requests: float  # in a second
    p99: str
    errors: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--built", type=Path, metavar="SITE", help="a built site (default: one is built)")
    parser.add_argument("--seconds", type=int, default=4, help="of each measurement")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--swaps", type=int, default=50, help="of the releases, 0.3 s apart")
    options = parser.parse_args()
    if missing := [name for name in ("wrk", "openssl") if not shutil.which(name)] + ([] if nginx.find_nginx() else ["nginx"]):
        sys.exit(f"load.py: {', '.join(missing)}: not installed; say apt-get install nginx openssl wrk")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        run(options, Path(folder))


def run(options: argparse.Namespace, place: Path) -> None:
    site, other, root = place / "site", place / "other", place / "root"
    shutil.copytree(options.built, site) if options.built else build(site)
    for name in [*site.rglob("*.br"), *site.rglob("*.gz")]:
        name.unlink()
    make_other(site, other)
    names = tuple(publish(build, root, place / "cache", lambda: None) for build in (site, other))
    swap(root, names[:1], 1, 0)
    targets = list_targets(site, place)
    print(f"{os.cpu_count()} processors, {options.connections} connections, {options.seconds} s each; wrk on the same machine")
    print(f"{'':24}{'':8}{'requests/s':>12}{'p99':>10}  errors")
    (place / "nginx").mkdir()
    with serve(root, place / "nginx") as server:
        measure_all(f"https://localhost:{server.https}", "nginx, TLS", FORMS, targets, options)
        (place / "plain").mkdir()
        with plainly(server, place / "plain") as address:
            measure_all(address, "nginx, no TLS", FORMS, targets, options)
        with python_server(site) as address:
            measure_all(address, "python -m http.server", {"plain": "identity"}, targets, options)
        builds = {"one": read_tree(site), "other": read_tree(other)}
        take_turns(server, root, names, builds, targets["crawl"], options.swaps, reloads=False)
        take_turns(server, root, names, builds, targets["crawl"], options.swaps // 5, reloads=True)


def build(site: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=PROJECT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def list_targets(site: Path, place: Path) -> dict[str, list[str]]:
    """What wrk is told to ask for: the end of its command for each target."""
    index = next((site / "search").glob("index.*.js")).relative_to(site)
    paths = [f"/{path.relative_to(site).as_posix()}" for path in sorted(site.rglob("*")) if path.is_file()]
    paths = [path for path in paths if path not in {"/_headers", "/index.html"}] + ["/"]
    random.Random(0).shuffle(paths)
    script = place / "crawl.lua"
    script.write_text(CRAWL.format(paths=", ".join(f'"{path}"' for path in paths), start=0), encoding="utf-8")
    return {"page": [PAGE], "search index": [f"/{index}"], "crawl": ["/", str(script)]}


def measure_all(address: str, name: str, forms: dict[str, str], targets: dict[str, list[str]], options: argparse.Namespace) -> None:
    for target, (path, *script) in targets.items():
        for form, accepted in forms.items():
            found = measure(address + path, accepted, script, options.seconds, options.connections)
            print(f"{name + ', ' + target:<36}{form:<8}{found.requests:>10,.0f}{found.p99:>10}  {found.errors}", flush=True)


def measure(address: str, accepted: str, script: list[str], seconds: int, connections: int) -> Measured:
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", f"Accept-Encoding: {accepted}"]
    said = subprocess.run([*command, *(["-s", *script] if script else []), address], capture_output=True, text=True, check=True).stdout
    return read_measured(said)


def read_measured(said: str) -> Measured:
    """What wrk printed."""
    requests = float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])
    errors = re.findall(r"(?:Socket errors|Non-2xx or 3xx responses): .*", said)
    return Measured(requests, re.findall(r"^\s+99%\s+(\S+)$", said, re.MULTILINE)[0], "; ".join(errors) or "none")


@contextmanager
def plainly(server: Server, place: Path) -> Iterator[str]:
    """Another nginx with the same configuration but for TLS, as fair to Python's server."""
    port = free_port()
    text = (server.place / "site.conf").read_text()
    text, count = re.subn(rf"listen 127\.0\.0\.1:{server.https} ssl.*?;(\s+http2 on;)?", f"listen 127.0.0.1:{port};", text)
    assert count == 1, "the configuration has no such line"
    text = re.sub(rf"listen 127\.0\.0\.1:{server.http};", f"listen 127.0.0.1:{free_port()};", text)
    (place / "site.conf").write_text(text)
    (place / "main.conf").write_text((server.place / "main.conf").read_text().replace(str(server.place), str(place)))
    command = [part.replace(str(server.place), str(place)) for part in server.command]
    with running(command, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def python_server(site: Path) -> Iterator[str]:
    port = free_port()
    with running([sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(site)], port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: answers(port), f"{command[0]} does not answer")
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def take_turns(
    server: Server, root: Path, names: tuple[str, ...], builds: dict[str, dict[str, bytes]], crawl: list[str], swaps: int, reloads: bool
) -> None:
    """Lets releases take turns under load and prints what became of the answers."""
    load = threading.Thread(target=lambda: found.append(crawl_for(server, crawl, max(2, round(swaps * 0.3)))))
    found: list[Measured] = []
    with reading(Reader(server, builds), 4) as account:
        load.start()
        for turn in range(swaps):
            swap(root, names[turn % 2 :][:1], 1, 0.3)
            if reloads:
                server.reload()
        load.join()
    counts = ", ".join(f"{count:,} {what}" for what, count in sorted(account.counts.items()))
    closed = [fault for fault in account.faults if re.search("Disconnected|ConnectionReset|BrokenPipe|SSLEOF", fault)]
    wrong = [fault for fault in account.faults if fault not in closed]
    print(f"\n{swaps} swaps{', each followed by a reload of nginx,' if reloads else ''} under load: {counts} read and compared")
    print(f"  wrong or mixed answers: {len(wrong)}; connections closed between two answers: {len(closed)}")
    print(f"  wrk meanwhile: {found[0].requests:,.0f} requests/s, p99 {found[0].p99}, errors: {found[0].errors}")
    for fault in wrong[:10]:
        print(f"  {fault}")
    if wrong or (closed and not reloads):
        sys.exit(1)


def crawl_for(server: Server, crawl: list[str], seconds: int) -> Measured:
    return measure(f"https://localhost:{server.https}/", "br", crawl[1:], seconds, 16)


if __name__ == "__main__":
    main()
