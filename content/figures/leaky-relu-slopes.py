"""ReLU, leaky ReLU with two slopes, ELU, and their derivatives."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, (left, right) = new_figure(ncols=2, height=2.8)
    z = np.linspace(-4, 2, 301)
    low = z[z < 0]
    for axes in (left, right):
        axes.axhline(0, color=MUTED, linewidth=0.8)
        axes.axvline(0, color=MUTED, linewidth=0.8)
        axes.set(xlabel="pre-activation z", xlim=(-4, 2), xticks=(-4, -2, 0, 2))
    for slope, colour, style in ((0, SERIES[0], "-"), (0.01, SERIES[2], ":"), (0.2, SERIES[1], "--")):
        left.plot(z, np.where(z > 0, z, slope * z), color=colour, linestyle=style)
        right.plot([-4, 0], [slope, slope], color=colour, linestyle=style)
    left.plot(low, np.expm1(low), color=SERIES[3], linestyle="-.")
    right.plot(low, np.exp(low), color=SERIES[3], linestyle="-.")
    right.plot([0, 2], [1, 1], color=SERIES[0])
    left.set(ylabel="g(z)", ylim=(-1.15, 2))
    right.set(ylabel="derivative g′(z)", ylim=(-0.06, 1.12), yticks=(0, 0.2, 0.5, 1))
    left.text(-3.9, 0.14, "ReLU, slope 0.01", color=INK, fontsize=10)
    left.text(-3.9, -0.36, "slope 0.2", color=INK, fontsize=10)
    left.text(-1.75, -1.02, "ELU", color=INK, fontsize=10)
    right.text(-3.9, 0.24, "slope 0.2", color=INK, fontsize=10)
    right.text(0.1, 0.03, "0.01", color=INK, fontsize=10)
    right.text(-1.75, 0.5, "ELU", color=INK, fontsize=10)
    return figure
