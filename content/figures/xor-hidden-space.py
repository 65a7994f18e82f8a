"""XOR in the space of the inputs, and in the space of two hidden ReLU units, where a line separates it."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def _points(axes, points, truth):
    for (x, y), on in zip(points, truth):
        shape, colour = ("o", SERIES[0]) if on else ("s", SERIES[1])
        axes.plot(
            x, y, shape, markersize=9, markerfacecolor=colour if on else "none", markeredgecolor=colour, markeredgewidth=1.8, zorder=3
        )


def draw():
    figure, (left, right) = new_figure(ncols=2, height=2.9)
    x = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])
    truth = (0, 1, 1, 0)
    h = np.maximum(np.column_stack([x.sum(1), x.sum(1) - 1]), 0)
    _points(left, x, truth)
    left.set(xlim=(-0.4, 1.6), ylim=(-0.4, 1.6), xticks=(0, 1), yticks=(0, 1), xlabel="x₁", ylabel="x₂", aspect="equal", title="inputs")
    for (a, b), ha in zip(x, ("left",) * 4):
        left.annotate(f"{a}{b}", (a, b), (7, 7), textcoords="offset points", color=INK, fontsize=10, ha=ha)
    _points(right, h, truth)
    line = np.array([-0.4, 2.6])
    right.plot(line, (line - 0.5) / 2, color=INK, linewidth=1.4)
    right.fill([-0.4, 2.6, 2.6, -0.4], [-0.45, 1.05, -0.75, -0.75], color=SERIES[0], alpha=0.14, linewidth=0)
    right.set(xlim=(-0.4, 2.6), ylim=(-0.75, 1.75), xticks=(0, 1, 2), yticks=(0, 1), xlabel="h₁ = ReLU(x₁ + x₂)", title="hidden layer")
    right.set_ylabel("h₂ = ReLU(x₁ + x₂ − 1)")
    for at, text, offset in (((0, 0), "00", (-4, 8)), ((1, 0), "01 and 10", (-16, -17)), ((2, 1), "11", (-6, 9))):
        right.annotate(text, at, offset, textcoords="offset points", color=INK, fontsize=10)
    right.text(2.5, 0.35, "class 1", ha="right", color=MUTED, fontsize=10)
    return figure
