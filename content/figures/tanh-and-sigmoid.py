"""tanh and the logistic sigmoid, and their derivatives."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, (left, right) = new_figure(ncols=2, height=2.7)
    z = np.linspace(-4, 4, 401)
    s = 1 / (1 + np.exp(-z))
    for axes in (left, right):
        axes.axhline(0, color=MUTED, linewidth=0.8)
        axes.axvline(0, color=MUTED, linewidth=0.8)
        axes.set(xlabel="pre-activation z", xlim=(-4, 4), xticks=(-4, -2, 0, 2, 4))
    left.plot(z, s, color=SERIES[1], linestyle="--")
    left.plot(z, np.tanh(z), color=SERIES[0])
    left.set(ylabel="g(z)", ylim=(-1.1, 1.1), yticks=(-1, -0.5, 0, 0.5, 1))
    left.text(0.35, -0.55, "tanh", color=INK, fontsize=10)
    left.text(-3.8, 0.17, "sigmoid", color=INK, fontsize=10)
    right.plot(z, s * (1 - s), color=SERIES[1], linestyle="--")
    right.plot(z, 1 - np.tanh(z) ** 2, color=SERIES[0])
    right.set(ylabel="derivative g′(z)", ylim=(-0.05, 1.1), yticks=(0, 0.25, 0.5, 0.75, 1))
    right.text(0.75, 0.75, "tanh ≤ 1", color=INK, fontsize=10)
    right.text(1.5, 0.24, "sigmoid", color=INK, fontsize=10)
    return figure
