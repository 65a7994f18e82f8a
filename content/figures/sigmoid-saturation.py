"""The logistic sigmoid and its derivative, with some values."""

import numpy as np

from draw import FAINT, INK, MUTED, SERIES, new_figure


def draw():
    figure, (left, right) = new_figure(ncols=2, height=2.7)
    z = np.linspace(-6, 6, 401)
    s = 1 / (1 + np.exp(-z))
    for axes in (left, right):
        axes.axvline(0, color=MUTED, linewidth=0.8)
        axes.set(xlabel="pre-activation z", xlim=(-6, 6), xticks=(-6, -3, 0, 3, 6))
    for level in (0, 1):
        left.axhline(level, color=MUTED, linewidth=0.8)
    left.plot(z, s, color=SERIES[0])
    left.plot([0, 1, 2, 5], 1 / (1 + np.exp([0.0, -1, -2, -5])), "o", color=SERIES[0], clip_on=False)
    left.set(ylabel="σ(z)", ylim=(-0.04, 1.06), yticks=(0, 0.5, 1))
    left.text(0.5, 0.43, "σ(0) = 0.5", color=INK, fontsize=10)
    left.text(1.4, 0.66, "σ(1) = 0.73", color=INK, fontsize=10)
    left.text(2.3, 0.81, "σ(2) = 0.88", color=INK, fontsize=10)
    right.plot(z, s * (1 - s), color=SERIES[1])
    right.fill_between(z, s * (1 - s), color=FAINT, where=np.abs(z) > 3, linewidth=0)
    right.set(ylabel="derivative σ′(z)", ylim=(0, 0.28), yticks=(0, 0.1, 0.2))
    right.text(0.3, 0.257, "0.25", color=INK, fontsize=10)
    right.text(-4.0, 0.125, "saturated", color=INK, fontsize=9.5, ha="center")
    right.text(4.0, 0.125, "saturated", color=INK, fontsize=9.5, ha="center")
    return figure
