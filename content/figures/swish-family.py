"""Swish beside GELU and ReLU, and their derivatives."""

import math

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, (left, right) = new_figure(ncols=2, height=2.8)
    z = np.linspace(-4, 2, 401)
    s = 1 / (1 + np.exp(-z))
    phi = np.array([0.5 * (1 + math.erf(value / math.sqrt(2))) for value in z])
    density = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    for axes in (left, right):
        axes.axhline(0, color=MUTED, linewidth=0.8)
        axes.axvline(0, color=MUTED, linewidth=0.8)
        axes.set(xlabel="pre-activation z", xlim=(-4, 2), xticks=(-4, -2, 0, 2))
    left.plot(z, np.maximum(z, 0), color=MUTED, linestyle=":")
    left.plot(z, z * phi, color=SERIES[1], linestyle="--")
    left.plot(z, z * s, color=SERIES[0])
    left.set(ylabel="g(z)", ylim=(-0.5, 2))
    right.plot([-4, 0], [0, 0], color=MUTED, linestyle=":")
    right.plot([0, 2], [1, 1], color=MUTED, linestyle=":")
    right.plot(z, phi + z * density, color=SERIES[1], linestyle="--")
    right.plot(z, s + z * s * (1 - s), color=SERIES[0])
    right.set(ylabel="derivative g′(z)", ylim=(-0.38, 1.25), yticks=(0, 0.5, 1))
    left.text(-3.8, -0.4, "Swish", color=INK, fontsize=10)
    left.text(-3.3, 0.08, "GELU", color=INK, fontsize=10)
    left.text(0.15, 1.35, "ReLU", color=INK, fontsize=10)
    right.text(-3.9, -0.21, "Swish", color=INK, fontsize=10)
    right.text(-1.8, -0.28, "GELU", color=INK, fontsize=10)
    right.text(-1.75, 0.62, "ReLU\njumps", color=INK, fontsize=10)
    return figure
