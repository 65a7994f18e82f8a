"""Runs a part of the program that kills itself at a given point, as `kill -9` would: a program for the tests, and for tests/bench/kill.py.

    killed.py pages FOLDER GENERATION POINT MODE     writes 60 pages of a generation, MODE is `exchange` or `move`
    killed.py build SECONDS ARGUMENTS…               runs qa.py, and kills it so long after the first page was written

POINT counts the calls on files; at 0 nothing is killed, and the number of calls is printed.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
CALLS = {
    "open",
    "os.mkdir",
    "os.rename",
    "os.link",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "shutil.copymode",
    "shutil.rmtree",
    "tempfile.mkdtemp",
    "ctypes.dlsym",
}
sys.path.insert(0, str(SCRIPTS))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def pages(generation: int) -> dict[str, bytes]:
    """The pages of a generation: some that every one has, some that come, some that go."""
    names = [f"questions/{group}/{n}.md" for group in "abc" for n in range(15)] + [f"index-{n}.md" for n in range(10)]
    names += [f"generation-{generation}/page-{n}.md" for n in range(5)]
    return {name: f"generation {generation}\n".encode() * 50 for name in names}


def write_pages(folder: str, generation: str, point: str, mode: str) -> None:
    """Writes a generation of pages, and dies at the point."""
    import write

    if mode == "move":
        write.exchange_pages = refuse
    calls = 0

    def count(event: str, arguments: object) -> None:
        nonlocal calls
        if event in CALLS:
            calls += 1
            if calls == int(point):
                die()

    made = pages(int(generation))
    sys.addaudithook(count)
    write.replace_pages(Path(folder), made)
    print(calls)


def refuse(*arguments: object) -> None:
    raise OSError("folders cannot change places here")


def build(seconds: str, *arguments: str) -> None:
    """Runs the command line, and dies so many seconds after it began to write."""
    began: list[float] = []

    def watch(event: str, details: tuple[object, ...]) -> None:
        if event == "os.mkdir" and ".qa-build-" in str(details[0]) and not began:
            began.append(time.monotonic())
            if float(seconds) > 0:
                threading.Timer(float(seconds), die).start()

    sys.addaudithook(watch)
    sys.argv = ["qa.py", *arguments]
    try:
        runpy.run_path(str(SCRIPTS / "qa.py"), run_name="__main__")
    finally:
        if began:
            print(f"writing took {time.monotonic() - began[0]:.4f}", file=sys.stderr)


if __name__ == "__main__":
    {"pages": write_pages, "build": build}[sys.argv[1]](*sys.argv[2:])
