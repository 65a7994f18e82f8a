"""Seven activation functions of one variable and their derivatives: the bounded ones above, the rectifier family below."""

import math

import numpy as np

from draw import INK, MUTED, SERIES, new_figure

Z = np.linspace(-4, 4, 401)
SIGMOID = 1 / (1 + np.exp(-Z))
CUMULATIVE = np.array([0.5 * (1 + math.erf(z / math.sqrt(2))) for z in Z])
DENSITY = np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


def _broken(values):
    """The same with a gap at 0, where the derivative jumps."""
    values = np.array(values, dtype=float)
    values[len(values) // 2] = np.nan
    return values


def draw():
    figure, panels = new_figure(ncols=2, nrows=2, height=5.0)
    bounded = (
        ("step", (Z > 0) * 1.0, 0 * Z, INK, ":"),
        ("sigmoid", SIGMOID, SIGMOID * (1 - SIGMOID), SERIES[0], "-"),
        ("tanh", np.tanh(Z), 1 - np.tanh(Z) ** 2, SERIES[1], "-"),
    )
    leaky = np.where(Z > 0, 1, 0.1)
    rectifiers = (
        ("ReLU", np.maximum(Z, 0), (Z > 0) * 1.0, INK, ":"),
        ("leaky ReLU", leaky * Z, leaky, SERIES[2], "--"),
        ("GELU", Z * CUMULATIVE, CUMULATIVE + Z * DENSITY, SERIES[0], "-"),
        ("swish", Z * SIGMOID, SIGMOID + Z * SIGMOID * (1 - SIGMOID), SERIES[1], "-"),
    )
    for row, functions in zip(panels, (bounded, rectifiers)):
        for axes in row:
            axes.axhline(0, color=MUTED, linewidth=0.8)
            axes.axvline(0, color=MUTED, linewidth=0.8)
            axes.set(xlim=(-4, 4), xticks=(-4, -2, 0, 2, 4))
        for name, value, slope, colour, style in functions:
            jumps = name in ("step", "ReLU", "leaky ReLU")
            row[0].plot(Z, _broken(value) if name == "step" else value, color=colour, linestyle=style, label=name, linewidth=1.7)
            row[1].plot(Z, _broken(slope) if jumps else slope, color=colour, linestyle=style, linewidth=1.7)
        row[0].set_ylabel("g(z)")
        row[1].set_ylabel("g′(z)")
        row[0].legend(loc="upper left", fontsize=9.5, borderaxespad=0, handlelength=1.3, labelspacing=0.25)
    panels[0][0].set(ylim=(-1.15, 2.6), yticks=(-1, 0, 1))
    panels[0][1].set(ylim=(-0.15, 1.25), yticks=(0, 0.25, 1))
    panels[1][0].set(ylim=(-0.7, 4.2), xlabel="pre-activation z")
    panels[1][1].set(ylim=(-0.2, 1.3), yticks=(0, 0.5, 1), xlabel="pre-activation z")
    return figure
