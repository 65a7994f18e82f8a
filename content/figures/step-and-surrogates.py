"""The step function, a sigmoid that approaches it, and the derivatives: the true one, the sigmoid's and the straight-through substitute."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, (left, right) = new_figure(ncols=2, height=2.7)
    z = np.linspace(-3, 3, 401)
    s = 1 / (1 + np.exp(-4 * z))
    for axes in (left, right):
        axes.axhline(0, color=MUTED, linewidth=0.8)
        axes.set(xlabel="pre-activation z", xlim=(-3, 3), xticks=(-3, -1, 0, 1, 3))
    left.plot(z, s, color=SERIES[1], linestyle="--")
    left.plot([-3, 0], [0, 0], color=SERIES[0])
    left.plot([0, 3], [1, 1], color=SERIES[0])
    left.plot([0], [0], "o", markerfacecolor="none", markeredgecolor=SERIES[0])
    left.plot([0], [1], "o", color=SERIES[0])
    left.set(ylabel="g(z)", ylim=(-0.08, 1.15), yticks=(0, 0.5, 1))
    left.text(-0.25, 0.95, "step", color=INK, fontsize=10, ha="right")
    left.text(0.35, 0.5, "σ(4z)", color=INK, fontsize=10)
    right.plot(z, 4 * s * (1 - s), color=SERIES[1], linestyle="--")
    right.plot([-1, -1, 1, 1], [0, 1, 1, 0], color=SERIES[2], linestyle="-.")
    right.plot([-3, 0], [0, 0], color=SERIES[0])
    right.plot([0, 3], [0, 0], color=SERIES[0])
    right.plot([0], [0], "o", markerfacecolor="none", markeredgecolor=SERIES[0])
    right.set(ylabel="derivative", ylim=(-0.08, 1.15), yticks=(0, 0.5, 1))
    right.text(1.15, 0.82, "straight-\nthrough", color=INK, fontsize=10)
    right.text(1.15, 0.06, "step: 0", color=INK, fontsize=10)
    return figure
