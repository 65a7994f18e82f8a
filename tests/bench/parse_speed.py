"""Prints how long the parser takes for 1, 2, 4 and 10 MB, and each time's ratio to the first: in linear time, that of the sizes.

Run it as `PYTHONPATH=scripts python -P tests/bench/parse_speed.py`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count

from parse import parse_list

BLOCK = """{n}. What is layer number {n} good for?

It learns features. Each of them is simple, yet together they are not, which is why the layer is as wide as it is.

1. Take a batch of examples
2. Compute the loss and its gradient

```python
# 1. not a question
x = layer({n})
```

"""


def make_list(megabytes: int) -> str:
    """A list of so many megabytes, with steps and fenced code in its answers."""
    return "".join(_blocks(megabytes * 1_000_000))


def _blocks(size: int) -> Iterator[str]:
    for n in count(1):
        block = BLOCK.format(n=n)
        size -= len(block)
        if size < 0:
            return
        yield block


def main() -> None:
    first = 0.0
    for megabytes in (1, 2, 4, 10):
        text = make_list(megabytes)
        start = time.perf_counter()
        entries = len(parse_list(text).entries)
        seconds = time.perf_counter() - start
        first = first or seconds
        print(f"{megabytes:3} MB  {seconds:6.2f} s  x{seconds / first:5.2f}  {entries} entries")


if __name__ == "__main__":
    main()
