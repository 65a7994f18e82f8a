"""Accuracy of the best linear rule against the size of a change of every coordinate, for three input dimensions."""

from statistics import NormalDist

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, axes = new_figure(height=2.9)
    epsilon = np.linspace(0, 0.06, 241)
    for dimensions, style, colour, x in ((100, "-", SERIES[0], 0.046), (1000, "--", SERIES[1], 0.047), (10000, "-.", SERIES[2], 0.0275)):
        accuracy = np.array([NormalDist().cdf(2 - e * dimensions**0.5) for e in epsilon])
        axes.plot(epsilon, accuracy, color=colour, linestyle=style)
        y = NormalDist().cdf(2 - x * dimensions**0.5)
        axes.annotate(f"d = {dimensions:,}", (x, y), (7, 6), textcoords="offset points", color=INK, fontsize=10)
    axes.axhline(0.5, color=MUTED, linewidth=0.8)
    axes.text(0.0005, 0.52, "chance", color=INK, fontsize=9.5)
    axes.set(xlabel="largest change of a coordinate, in its standard deviations", ylabel="accuracy", ylim=(0, 1.03), xlim=(0, 0.06))
    return figure
