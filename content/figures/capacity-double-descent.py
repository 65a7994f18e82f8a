"""Test and training error of least squares on random ReLU features, by their number, with and without a ridge penalty."""

import numpy as np

from draw import FAINT, INK, MUTED, SERIES, new_figure

COUNTS = (2, 4, 6, 8, 10, 13, 16, 20, 24, 28, 32, 36, 38, 40, 42, 45, 50, 60, 80, 110, 150, 200, 300, 400)


def draw(claims):
    figure, axes = new_figure(height=3.2)
    errors = claims("generalization")._features_errors
    plain = np.array([errors(count, 0) for count in COUNTS])
    ridge = np.array([errors(count, 1) for count in COUNTS])
    axes.axvline(40, color=FAINT, linewidth=1.5)
    axes.semilogx(COUNTS, plain[:, 1], "-", color=SERIES[0])
    axes.semilogx(COUNTS, plain[:, 0], ":", color=MUTED)
    axes.semilogx(COUNTS, ridge[:, 1], "--", color=SERIES[1])
    axes.text(52, 2.45, "test error", color=INK, fontsize=10)
    axes.text(12, 0.12, "training error", color=INK, fontsize=10, ha="right")
    axes.text(60, 0.08, "test error with penalty", color=INK, fontsize=10)
    axes.text(38, 2.45, "as many features\nas examples", color=INK, fontsize=10, ha="right")
    axes.set(xlabel="number of random features", ylabel="squared error", xlim=(2, 400), ylim=(0, 3))
    axes.set_xticks([2, 5, 10, 20, 40, 100, 200, 400], labels=["2", "5", "10", "20", "40", "100", "200", "400"])
    axes.minorticks_off()
    return figure
