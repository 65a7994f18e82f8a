"""Losses of one example: for a positive example over the logit, and for regression over the residual."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, (top, bottom) = new_figure(nrows=2, height=5.2)
    z = np.linspace(-5, 5, 401)
    sigmoid = 1 / (1 + np.exp(-z))
    top.plot(z, np.log1p(np.exp(-z)), color=SERIES[0])
    top.plot(z, (1 - sigmoid) ** 2, color=SERIES[1])
    top.plot([-5, 0], [1, 1], color=MUTED, linestyle="--")
    top.plot([0, 5], [0, 0], color=MUTED, linestyle="--")
    top.text(-3.4, 3.9, "cross-entropy −ln σ(z)", color=SERIES[0], fontsize=10)
    top.text(-4.9, 0.38, "squared error (1 − σ(z))²", color=SERIES[1], fontsize=10)
    top.text(-4.9, 1.15, "classification error (0 or 1)", color=INK, fontsize=10)
    top.set(xlabel="logit z of a positive example", ylabel="loss", xlim=(-5, 5), ylim=(-0.15, 5))
    r = np.linspace(-4, 4, 401)
    bottom.plot(r, 0.5 * r**2, color=SERIES[1])
    bottom.plot(r, np.abs(r), color=SERIES[2], linestyle="--")
    bottom.plot(r, np.where(np.abs(r) <= 1, 0.5 * r**2, np.abs(r) - 0.5), color=SERIES[0])
    line = {"arrowstyle": "-", "color": MUTED, "linewidth": 0.8}
    bottom.annotate("½ (squared error)", (-3.2, 5.12), (-1.9, 5.12), color=SERIES[1], fontsize=10, va="center", arrowprops=line)
    bottom.annotate("absolute error", (-1.0, 1.0), (0, 3.2), color=SERIES[2], fontsize=10, ha="center", arrowprops=line)
    bottom.text(1.9, 0.55, "Huber, δ = 1", color=SERIES[0], fontsize=10)
    bottom.set(xlabel="residual ŷ − y", ylabel="loss", xlim=(-4, 4), ylim=(0, 6))
    return figure
