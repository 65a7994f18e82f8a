"""A new release takes the place of the last one while the site is being read."""

import subprocess
import sys
from pathlib import Path

import pytest
from client import Client
from server import serve
from swapping import Reader, make_other, reading, swap

from compress import is_compressed
from policy import find_policy, name_policy, render_headers
from publish import KEPT, publish, time_of
from write import read_tree


@pytest.fixture(scope="module")
def other(site, tmp_path_factory):
    """Another build, of which no page and no asset is as in the first."""
    folder = tmp_path_factory.mktemp("other") / "site"
    make_other(site, folder)
    return folder


@pytest.fixture(scope="module")
def fast(cache, tmp_path_factory):
    """A cache of its own for the other build, which is compressed in haste since nothing here depends on how small it is."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True, scope="module")
def haste():
    """Brotli at its best takes 20 s for a whole site; here the least will do."""
    import brotli

    import compress

    before = compress.ENCODINGS
    compress.ENCODINGS = {**before, ".br": (lambda data: brotli.compress(data, quality=1), "in haste")}
    yield
    compress.ENCODINGS = before


@pytest.fixture(scope="module")
def two(nginx, site, other, fast, tmp_path_factory):
    """A folder with two releases, the second being the current one, and their names."""
    root = tmp_path_factory.mktemp("two")
    return root, (publish(site, root, fast, pytest.fail), publish(other, root, fast, pytest.fail))


@pytest.fixture(scope="module")
def server(two, tmp_path_factory):
    with serve(two[0], tmp_path_factory.mktemp("nginx")) as server:
        yield server


def test_no_answer_is_lost_or_mixed_while_releases_change(site, other, two, server):
    root, names = two
    with reading(Reader(server, {"one": read_tree(site), "other": read_tree(other)}), 3) as account:
        swap(root, names, 30, 0.1)
    assert account.faults == []
    assert min(account.counts["pages of one"], account.counts["pages of other"]) > 10
    assert account.counts["assets"] > 100


def test_the_readers_would_have_noticed_a_mixed_answer(site, other, two, server):
    """A release with the pages of one build and the assets' names of another is found out."""
    root, names = two
    half = {path: data if path.endswith(".html") else b"" for path, data in read_tree(site).items()}
    with reading(Reader(server, {"one": half}), 1) as account:
        swap(root, names, 2, 0.3)
    assert any("of no build" in fault for fault in account.faults) and any("asks for" in fault for fault in account.faults)


def test_the_assets_of_a_page_that_is_still_open_stay(site, two, server):
    root, names = two
    swap(root, names[1:], 1, 0)
    client = Client(server.https, server.certificate)
    old = [*(site / "search").glob("index.*.js"), *(site / "assets").rglob("late.*.js")]
    assert len(old) == 2
    for path in old:
        assert not (root / "current" / path.relative_to(site)).exists()
        answer = client.ask(f"/{path.relative_to(site).as_posix()}", "gzip")
        assert (answer.status, answer.text) == (200, path.read_bytes())


def test_what_a_new_release_has_not_changed_is_not_sent_again(site, two, server):
    root, names = two
    client = Client(server.https, server.certificate)
    for path, status in (("/questions.csv", 304), ("/study.html", 200)):  # the other build changes every page
        swap(root, names[:1], 1, 0)
        tag = client.ask(path, "br")["ETag"]
        swap(root, names[1:], 1, 0)
        assert client.ask(path, "br", If_None_Match=tag).status == status


def test_each_release_is_answered_with_its_own_policy(site, fast, two, server, tmp_path):
    root, names = two
    changed = tmp_path / "changed"
    make_other(site, changed)
    policy = "default-src 'none'; script-src 'self' 'sha256-AAAA'"
    (changed / "_headers").write_text(render_headers(policy), encoding="utf-8")
    reloads = []
    name = publish(changed, root, fast, lambda: reloads.append(server.reload()))
    assert len(reloads) == 1 and name.endswith(name_policy(policy))
    client = Client(server.https, server.certificate)
    assert client.ask("/")["Content-Security-Policy"] == policy
    swap(root, names[:1], 1, 0)
    assert client.ask("/")["Content-Security-Policy"] == find_policy((site / "_headers").read_text(encoding="utf-8"))
    publish(changed, root, fast, pytest.fail)  # nginx knows it by now


# ---- the folder ------------------------------------------------------------------------------------------------------


def make_site(folder: Path, number: int, policy: str = "default-src 'self'") -> Path:
    """A site of one page and one script."""
    files = {"index.html": f"<p>{number}" + " " * 400, "assets/a.js": "", f"assets/a.{number:08x}.js": f"run({number}) " * 40}
    for path, text in (files | {"_headers": render_headers(policy)}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def publish_numbers(root: Path, tmp_path: Path, numbers: range) -> list[str]:
    return [publish(make_site(tmp_path / f"site-{number}", number), root, tmp_path / "cache", pytest.fail) for number in numbers]


def test_the_last_releases_can_be_returned_to_and_no_more_are_kept(tmp_path):
    root = tmp_path / "root"
    names = publish_numbers(root, tmp_path, range(KEPT + 3))
    assert sorted(path.name for path in (root / "releases").iterdir()) == sorted(names)[-KEPT:]
    assert (root / "current").readlink() == Path("releases", names[-1])
    plain = sorted(path.name for path in (root / "lasting" / "assets").iterdir() if not is_compressed(path.name))
    assert len(plain) == KEPT


def test_times_are_made_of_bytes_and_lie_in_the_past(tmp_path):
    name = publish_numbers(tmp_path / "root", tmp_path, range(1))[0]
    for path in (tmp_path / "root" / "releases" / name).rglob("*"):
        if path.is_file():
            assert path.stat().st_mtime == time_of(path.read_bytes()) < 1_100_000_000
    assert time_of(b"one") != time_of(b"two") == time_of(b"two")  # else a change of as many letters would not be seen


def test_compressed_files_of_an_earlier_state_are_not_published(tmp_path):
    site = make_site(tmp_path / "site", 1)
    (site / "index.html.br").write_bytes(b"stale")
    name = publish(site, tmp_path / "root", tmp_path / "cache", pytest.fail)
    assert (tmp_path / "root" / "releases" / name / "index.html.br").read_bytes() != b"stale"


def run(project, *arguments, umask=-1):
    return subprocess.run(
        [sys.executable, "scripts/qa.py", "publish", *map(str, arguments)], cwd=project, capture_output=True, text=True, umask=umask
    )


def test_new_headers_wait_for_the_server_to_be_told(project, tmp_path):
    root, first, second = tmp_path / "root", make_site(tmp_path / "a", 1), make_site(tmp_path / "b", 2, "default-src 'none'")
    assert run(project, first, root).returncode == 0
    current = (root / "current").readlink()
    done = run(project, second, root, "--reload", "false")
    assert done.returncode == 2 and "the last release stays" in done.stderr and (root / "current").readlink() == current
    (root / "nginx" / "policies.conf").unlink()
    done = run(project, second, root)
    assert done.returncode == 2 and "reload nginx and say the same again" in done.stderr and (root / "current").readlink() == current
    assert run(project, second, root).returncode == 0 and (root / "current").readlink() != current


def test_releases_can_be_read_by_the_server_whoever_made_them(project, tmp_path):
    assert run(project, make_site(tmp_path / "a", 1), tmp_path / "root", umask=0o077).returncode == 0
    for path in [tmp_path / "root", *(tmp_path / "root").rglob("*")]:
        assert path.is_symlink() or path.stat().st_mode & 0o004, path


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda site: (site / "index.html").unlink(), "no index.html in it"),
        (lambda site: (site / "_headers").write_text("/*\n"), "names no Content-Security-Policy"),
        (lambda site: (site / "assets" / "a.00000001.js").write_text("else"), "a file's name has to change with its content"),
    ],
)
def test_what_is_no_finished_site_is_not_published(project, tmp_path, spoil, said):
    root, site = tmp_path / "root", make_site(tmp_path / "site", 1)
    assert run(project, site, root).returncode == 0
    before = (root / "current").readlink()
    spoil(site)
    done = run(project, site, root)
    assert (done.returncode, (root / "current").readlink()) == (2, before)
    assert said in done.stderr and "Traceback" not in done.stderr
