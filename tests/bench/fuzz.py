"""Feeds a part of the program with inputs that coverage guides, and prints how many there were, what failed and what was slow.

`python tests/bench/fuzz.py parser` runs a million; `answers`, `markup`, `formulas`, `references`, `toml` and `escape` are the other targets, `--inputs` the
number, `--seed` the beginning. What fails is kept in the folder `--found` (default: .cache/fuzz/<target>); put such a file into
tests/hostile/cases/<target>/ and it is a test. Coverage is measured by atheris, which is no requirement of the project: `pip install
atheris==3.0.0`. Without it the same mutations run unguided, as they do with `--unguided`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT / "scripts"), str(PROJECT / "tests" / "hostile")]

try:
    import atheris
except ImportError:
    atheris = None
if "--unguided" in sys.argv:
    atheris = None

INSTRUMENTED = [
    "repair",
    "lines",
    "table",
    "evidence",
    "choose",
    "parse",
    "markup",
    "answers",
    "literature",
    "book",
    "pieces",
    "compute",
    "mathml",
]
with atheris.instrument_imports(include=INSTRUMENTED) if atheris else nullcontext():
    from mutate import mutate
    from targets import TARGETS

LARGEST = 2000  # bytes of an input


class Run:
    """One run: what was fed, what failed, what was slowest; ends the process after the last input."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.target = TARGETS[options.target]
        self.inputs, self.found = options.inputs, options.found or PROJECT / ".cache" / "fuzz" / options.target
        self.count = self.bytes = 0
        self.failures: Counter[str] = Counter()
        self.slowest: tuple[float, str] = (0.0, "")
        self.started = (time.monotonic(), time.process_time())
        self.chance = random.Random(options.seed)
        self.seeds = self.target.seeds()

    def feed(self, data: bytes) -> None:
        """One input; a failure is kept and the run goes on."""
        text = data.decode("utf-8", errors="replace")
        self.count += 1
        self.bytes += len(data)
        start = time.process_time()
        try:
            complaint = self.target.examine(text)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # every one is a finding, a panic of compiled code too
            complaint = f"{type(error).__name__}: {error}"
        spent = time.process_time() - start
        if spent > self.slowest[0]:
            self.slowest = (spent, text)
        if complaint:
            self.keep(text, complaint)
        if self.count % 50_000 == 0:
            self.report()
        if self.count >= self.inputs:
            self.finish()

    def keep(self, text: str, complaint: str) -> None:
        self.failures[complaint[:60]] += 1
        if self.failures[complaint[:60]] <= 5:
            self.found.mkdir(parents=True, exist_ok=True)
            path = self.found / f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.txt"
            path.write_bytes(text.encode())
            print(f"{path}: {complaint}", flush=True)

    def report(self) -> None:
        wall, cpu = time.monotonic() - self.started[0], time.process_time() - self.started[1]
        print(
            f"{self.count:,} inputs of {self.bytes / self.count:.0f} bytes on average in {cpu:,.0f} s of CPU time ({wall:,.0f} s), "
            f"{self.failures.total():,} failures, slowest {self.slowest[0] * 1000:.1f} ms",
            flush=True,
        )

    def finish(self) -> None:
        self.report()
        print(f"the slowest input: {self.slowest[1]!r}")
        sys.stdout.flush()
        os._exit(1 if self.failures else 0)

    def vary(self, data: bytes, size: int, seed: int) -> bytes:
        """An input made from one that reached something new: half by the shape of lists, half byte by byte."""
        self.chance.seed(seed)
        if self.chance.random() < 0.5:
            return bytes(atheris.Mutate(data, min(size, LARGEST)))
        return mutate([data.decode("utf-8", errors="replace"), self.chance.choice(self.seeds)], self.chance).encode()[:LARGEST]


def guided(run: Run, seed: int) -> None:
    """Feeds inputs that libFuzzer chooses by the coverage they reach."""
    corpus = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for number, text in enumerate(run.seeds):
        (corpus / f"{number}.txt").write_bytes(text.encode()[:LARGEST])
    arguments = [
        sys.argv[0],
        str(corpus),
        f"-seed={seed}",
        f"-runs={run.inputs * 2}",
        f"-max_len={LARGEST}",
        "-verbosity=0",
        "-timeout=60",
        f"-artifact_prefix={corpus}/",
        "-handle_int=0",
        "-handle_term=0",
    ]
    atheris.Setup(arguments, run.feed, custom_mutator=run.vary)
    atheris.Fuzz()


def unguided(run: Run, feed: Callable[[bytes], None]) -> None:
    print("the inputs are mutations of the seeds, not guided by coverage", flush=True)
    while True:
        feed(mutate(run.seeds, run.chance).encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS), nargs="?", default="parser")
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--found", type=Path)
    parser.add_argument("--unguided", action="store_true", help="mutations alone, three times as fast")
    options = parser.parse_args()
    run = Run(options)
    if atheris:
        guided(run, options.seed)
    else:
        unguided(run, run.feed)


if __name__ == "__main__":
    main()
