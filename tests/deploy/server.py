"""Starts Debian's nginx, on loopback ports and as any user, with `deploy/nginx.conf` and a folder of releases."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
SEARCHED = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
MAIN = """\
worker_processes 2;
daemon off;
pid {place}/nginx.pid;
error_log {place}/error.log warn;
{user}
events {{ worker_connections 768; }}
http {{
    sendfile on;
    tcp_nopush on;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    gzip on; # Debian's default, which the site has to stand
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {place}/site.conf;
}}
"""


@dataclass(frozen=True)
class Server:
    """A running nginx: its ports, its folder with what it has to say, its certificate, and how it is called."""

    http: int
    https: int
    place: Path
    certificate: Path
    command: tuple[str, ...]

    @property
    def address(self) -> str:
        return f"https://localhost:{self.https}"

    def reload(self) -> None:
        """Lets it read its configuration anew; returns when new requests are answered by it."""
        log = self.place / "error.log"
        before = workers_of(self.place)
        subprocess.run([*self.command, "-s", "reload"], check=True, capture_output=True)
        wait_for(lambda: not before & workers_of(self.place), f"nginx does not reload: {log.read_text()}")


def find_nginx() -> str | None:
    """The program, which Debian keeps out of the way of ordinary users; None if it is not installed."""
    return shutil.which("nginx", path=SEARCHED)


def configure(text: str, root: Path, ports: tuple[int, int], certificate: Path, key: Path) -> str:
    """The committed configuration, for this machine: other ports, name, folder and certificate; nothing else is changed."""
    http, https = ports
    changes = [
        (r"listen 80;", f"listen 127.0.0.1:{http};", 1),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{https} ssl http2;", 1),
        (r"\n    listen \[::\]:[^\n]*", "", 2),
        (r"ssl_certificate .*;", f"ssl_certificate {certificate};", 1),
        (r"ssl_certificate_key .*;", f"ssl_certificate_key {key};", 1),
        (r"https://interviews\.example\.org", f"https://localhost:{https}", 1),
        (r"server_name interviews\.example\.org;", "server_name localhost;", 2),
        (r"/srv/interviews\b", str(root), 4),
    ]
    if nginx_version() >= (1, 25, 1):
        changes[1] = (changes[1][0], f"listen 127.0.0.1:{https} ssl;\n    http2 on;", 1)
    for pattern, replacement, times in changes:
        text, count = re.subn(pattern, replacement, text)
        assert count == times, f"deploy/nginx.conf has {pattern} {count} times, not {times}"
    return text


def nginx_version() -> tuple[int, ...]:
    said = subprocess.run([find_nginx() or "nginx", "-v"], capture_output=True, text=True, check=True).stderr
    return tuple(map(int, re.findall(r"nginx/(\d+)\.(\d+)\.(\d+)", said)[0]))


@contextmanager
def serve(root: Path, place: Path) -> Iterator[Server]:
    """nginx with the releases below `root` while the context lasts; `place` is an empty folder for what it needs."""
    place.chmod(0o755)
    certificate, key = make_certificate(place)
    http, https = free_port(), free_port()
    site = configure((PROJECT / "deploy" / "nginx.conf").read_text(encoding="utf-8"), root, (http, https), certificate, key)
    (place / "site.conf").write_text(site, encoding="utf-8")
    # as root it would work as somebody who may not enter the folders that are made for tests
    user = "user root;" if os.geteuid() == 0 else ""
    (place / "main.conf").write_text(MAIN.format(place=place, user=user), encoding="utf-8")
    command = (find_nginx() or "nginx", "-p", str(place), "-c", str(place / "main.conf"), "-e", str(place / "error.log"))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=(place / "said.txt").open("w"))
    try:
        wait_for(lambda: answers(https) or process.poll() is not None, "nginx does not answer")
        assert process.poll() is None, (place / "said.txt").read_text()
        yield Server(http, https, place, certificate, command)
    finally:
        process.terminate()
        process.wait(timeout=10)


def make_certificate(place: Path) -> tuple[Path, Path]:
    """A certificate for localhost that nobody vouches for, and its key."""
    certificate, key = place / "certificate.pem", place / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def workers_of(place: Path) -> set[int]:
    """The processes that answer requests."""
    master = (place / "nginx.pid").read_text().strip()
    children = Path(f"/proc/{master}/task/{master}/children")
    return {int(child) for child in children.read_text().split()} if children.is_file() else set()


def wait_for(condition, otherwise: str, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, otherwise
        time.sleep(0.02)


def trusting(certificate: Path, protocols: tuple[str, ...] = ("http/1.1",)) -> ssl.SSLContext:
    """What a client needs to believe that certificate."""
    context = ssl.create_default_context(cafile=str(certificate))
    context.set_alpn_protocols(list(protocols))
    return context
