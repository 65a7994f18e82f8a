"""ReLU and its derivative beside the logistic sigmoid and its."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, (left, right) = new_figure(ncols=2, height=2.6)
    z = np.linspace(-4, 4, 401)
    sigmoid = 1 / (1 + np.exp(-z))
    for axes in (left, right):
        axes.axhline(0, color=MUTED, linewidth=0.8)
        axes.axvline(0, color=MUTED, linewidth=0.8)
        axes.set(xlabel="pre-activation z", xlim=(-4, 4), xticks=(-4, -2, 0, 2, 4))
    left.plot(z, sigmoid, color=SERIES[1], linestyle="--")
    left.plot(z, np.maximum(z, 0), color=SERIES[0])
    left.set(ylabel="g(z)", ylim=(-0.25, 4.1))
    left.text(2.9, 3.3, "ReLU", ha="right", color=INK, fontsize=10)
    left.text(3.9, 1.15, "sigmoid", ha="right", color=INK, fontsize=10)
    right.plot(z, sigmoid * (1 - sigmoid), color=SERIES[1], linestyle="--")
    right.plot([-4, 0], [0, 0], color=SERIES[0])
    right.plot([0, 4], [1, 1], color=SERIES[0])
    right.plot([0, 0], [0, 1], "o", markerfacecolor="none", markeredgecolor=SERIES[0], markersize=5)
    right.set(ylabel="derivative g′(z)", ylim=(-0.06, 1.2))
    right.text(0.5, 1.06, "ReLU: 1", color=INK, fontsize=10)
    right.text(-3.8, 0.36, "sigmoid ≤ 0.25", color=INK, fontsize=10)
    return figure
