"""Gradient of half the squared error by the output pre-activation, for a linear, a ReLU and a softplus output and the target 2."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, axes = new_figure(height=2.9)
    z = np.linspace(-4, 4, 401)
    target = 2
    axes.axhline(0, color=MUTED, linewidth=0.8)
    axes.axvline(0, color=MUTED, linewidth=0.8)
    axes.plot(z, z - target, color=MUTED, linestyle=":")
    axes.plot(z, (np.log1p(np.exp(z)) - target) / (1 + np.exp(-z)), color=SERIES[1], linestyle="--")
    axes.plot([-4, 0], [0, 0], color=SERIES[0])
    axes.plot([0, 4], [-2, 2], color=SERIES[0])
    axes.plot([0], [-2], "o", markerfacecolor="none", markeredgecolor=SERIES[0])
    axes.set(xlabel="output pre-activation z", ylabel="∂L/∂z for target 2", xlim=(-4, 4), ylim=(-4.2, 2.2), yticks=(-4, -2, 0, 2))
    axes.text(-3.9, 0.2, "ReLU: 0 for all z < 0", color=INK, fontsize=10)
    axes.text(-1.7, -0.95, "softplus", color=INK, fontsize=10, ha="center")
    axes.text(-1.3, -3.75, "linear: z − 2", color=INK, fontsize=10)
    return figure
