"""Left: a sum of ReLUs interpolates a sine. Right: continuous ramps close in on a step, but never uniformly."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, (left, right) = new_figure(ncols=2, height=2.8)
    x = np.linspace(0, 2 * np.pi, 401)
    knots = np.linspace(0, 2 * np.pi, 7)
    left.plot(x, np.sin(x), color=MUTED, linestyle="--", linewidth=1.6)
    left.plot(knots, np.sin(knots), color=SERIES[0], marker="o", markersize=4)
    left.set(xlabel="input x", xticks=(0, np.pi, 2 * np.pi), xticklabels=("0", "π", "2π"), ylim=(-1.15, 1.6), yticks=(-1, 0, 1))
    left.text(0.1, 1.3, "6 ReLUs and sin x", color=INK, fontsize=10)
    x = np.linspace(-1, 1, 801)
    right.plot([-1, 0], [0, 0], color=MUTED, linestyle="--", linewidth=1.6)
    right.plot([0, 1], [1, 1], color=MUTED, linestyle="--", linewidth=1.6)
    for width, colour in ((1.0, SERIES[2]), (0.4, SERIES[1]), (0.1, SERIES[0])):
        right.plot(x, np.clip(x / width + 0.5, 0, 1), color=colour, linewidth=1.6)
    right.plot(0, 0.5, "o", color=INK, markersize=4)
    right.annotate(
        "½ off on\nboth sides",
        (0.02, 0.5),
        (0.24, 0.42),
        color=INK,
        fontsize=9.5,
        va="center",
        arrowprops={"arrowstyle": "-", "color": MUTED},
    )
    right.set(xlabel="input x", xticks=(-1, 0, 1), ylim=(-0.06, 1.3), yticks=(0, 0.5, 1))
    right.text(-1, 1.17, "2 ReLUs and a step", color=INK, fontsize=10)
    return figure
