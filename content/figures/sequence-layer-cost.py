"""Multiply-adds per token of a transformer block and of an LSTM layer against the length of the sequence, width 1024."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, axes = new_figure(height=3.1)
    width = 1024
    n = np.geomspace(64, 131072, 200)
    rest, attention, lstm = 12 * width**2 + 0 * n, 2 * width * n, 8 * width**2 + 0 * n
    axes.plot(n, (rest + attention) / 1e6, color=SERIES[0])
    axes.plot(n, attention / 1e6, color=SERIES[0], linestyle="--", linewidth=1.4)
    axes.plot(n, lstm / 1e6, color=SERIES[1])
    axes.axvline(6 * width, color=MUTED, linewidth=0.8)
    axes.text(6 * width * 1.12, 0.6, "n = 6d = 6,144", color=INK, fontsize=10, va="center")
    axes.text(80, 17, "transformer block", color=SERIES[0], fontsize=10, va="bottom")
    axes.text(80, 6.6, "LSTM layer", color=SERIES[1], fontsize=10, va="top")
    axes.text(330, 0.52, "its attention part, 2nd", color=SERIES[0], fontsize=10, va="top")
    axes.set(xscale="log", yscale="log", xlim=(64, 131072), ylim=(0.1, 500))
    axes.set_xticks([100, 1000, 10000, 100000], ["100", "1,000", "10,000", "100,000"])
    axes.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    axes.minorticks_off()
    axes.set(xlabel="sequence length n (tokens)", ylabel="million multiply-adds per token")
    return figure
