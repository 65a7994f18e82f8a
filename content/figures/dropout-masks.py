"""One small network under dropout: a mask of its own for each training example, and no mask at test time."""

from itertools import pairwise

from draw import FAINT, MUTED, PAPER, SERIES, new_diagram, node

# Of four inputs and four hidden units, which are kept.
PANELS = (
    ("training, example 1", (1, 0, 1, 1), (0, 1, 1, 0)),
    ("training, example 2", (1, 1, 1, 0), (1, 0, 1, 1)),
    ("test, every example", (1, 1, 1, 1), (1, 1, 1, 1)),
)
LEVELS = (1.5, 3.4, 5.3)


def _places(left, level, count):
    return [(left + 0.55 + (i + (4 - count) / 2) * 0.92, level) for i in range(count)]


def draw():
    figure, axes = new_diagram(columns=13.2, rows=7.4, width=5.6)
    for number, (title, inputs, hidden) in enumerate(PANELS):
        left = 0.15 + number * 4.45
        rows = [(_places(left, LEVELS[0], 4), inputs), (_places(left, LEVELS[1], 4), hidden), (_places(left, LEVELS[2], 1), (1,))]
        for (lower, kept_below), (upper, kept_above) in pairwise(rows):
            for a, below in zip(lower, kept_below, strict=True):
                for b, above in zip(upper, kept_above, strict=True):
                    if below and above:
                        axes.plot(*zip(a, b, strict=True), color=MUTED, linewidth=0.9, zorder=1)
        for places, kept in rows:
            for place, on in zip(places, kept, strict=True):
                if on:
                    node(axes, place, "", radius=0.34, colour=SERIES[0])
                else:
                    node(axes, place, "×", radius=0.34, colour=FAINT, fill=PAPER)
        for line, text in enumerate(title.split(", ")):
            axes.text(left + 1.93, 6.85 - 0.6 * line, text, ha="center", va="center", fontsize=10)
        factor = "kept: divided by 1 − p" if number < 2 else "nothing dropped"
        axes.text(left + 1.93, 0.5, factor, ha="center", va="center", fontsize=10)
    return figure
