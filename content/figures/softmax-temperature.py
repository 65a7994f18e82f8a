"""Softmax of the logits 2, 1 and 0.1 over the temperature."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, axes = new_figure(height=2.9)
    temperature = np.logspace(-1, 1.3, 200)
    logits = np.array([2.0, 1.0, 0.1])
    weights = np.exp((logits - 2.0)[:, None] / temperature)
    p = weights / weights.sum(axis=0)
    axes.axhline(1 / 3, color=MUTED, linewidth=0.8, linestyle=":")
    axes.axvline(1, color=MUTED, linewidth=0.8)
    for row, colour, style in zip(p, SERIES, ("-", "--", "-."), strict=False):
        axes.plot(temperature, row, color=colour, linestyle=style)
    axes.set(xscale="log", xlabel="temperature T", ylabel="probability", ylim=(0, 1.02), xlim=(0.1, 20))
    axes.set_xticks([0.1, 0.2, 0.5, 1, 2, 5, 10, 20], labels=["0.1", "0.2", "0.5", "1", "2", "5", "10", "20"])
    axes.minorticks_off()
    axes.text(0.46, 0.9, "logit 2", color=INK, fontsize=10)
    axes.text(0.33, 0.17, "logit 1", color=INK, fontsize=10, ha="center")
    axes.text(1.35, 0.05, "logit 0.1", color=INK, fontsize=10)
    axes.text(0.11, 0.36, "1/3", color=INK, fontsize=10)
    return figure
