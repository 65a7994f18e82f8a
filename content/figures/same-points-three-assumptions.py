"""Five points on a line and three functions that pass through all of them: a line, a line with a wave, and steps."""

import numpy as np

from draw import INK, SERIES, new_figure


def draw():
    figure, axes = new_figure(height=3.3)
    x = np.linspace(-0.6, 5.6, 621)
    points = np.arange(5)
    nearest = np.clip(np.floor(x + 0.5), 0, 4)
    axes.plot(x, nearest, color=SERIES[2], linewidth=1.8)
    axes.plot(x, x + 0.8 * np.sin(2 * np.pi * x), color=SERIES[1], linewidth=1.8)
    axes.plot(x, x, color=SERIES[0], linewidth=1.8)
    axes.plot(points, points, "o", color=INK, markersize=6.5, zorder=5)
    axes.text(4.62, 5.85, "repeats", ha="right", va="center", color=SERIES[1], fontsize=10.5)
    axes.text(5.66, 5.6, "linear", ha="left", va="center", color=SERIES[0], fontsize=10.5)
    axes.text(5.66, 4.0, "as the\nnearest", ha="left", va="center", color=SERIES[2], fontsize=10.5)
    axes.set(xlim=(-0.6, 6.6), ylim=(-1.2, 6.4), xlabel="input", ylabel="output", xticks=range(6), yticks=range(0, 7, 2))
    return figure
