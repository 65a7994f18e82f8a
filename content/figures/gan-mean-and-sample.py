"""Two sharp answers are plausible: the squared error's best answer lies between them, where nothing real lies."""

import numpy as np

from draw import FAINT, MUTED, SERIES, new_figure


def draw():
    figure, axes = new_figure(height=2.8)
    y = np.linspace(-2.2, 2.2, 401)
    density = sum(np.exp(-((y - mode) ** 2) / (2 * 0.22**2)) for mode in (-1, 1)) / 2
    axes.fill_between(y, density, color=FAINT)
    axes.plot(y, density, color=MUTED, linewidth=1.4)
    axes.plot([0], [0], "o", color=SERIES[0], markersize=8, clip_on=False, zorder=4)
    axes.plot([-1, 1], [0.04, 0.04], "o", color=SERIES[1], markersize=8, zorder=4)
    axes.text(0, 0.17, "best in squared\nerror: the mean", ha="center", va="bottom", color=SERIES[0], fontsize=10)
    for mode in (-1, 1):
        axes.text(mode, 0.57, "sharp and\nplausible", ha="center", va="bottom", color=SERIES[1], fontsize=10)
    axes.set(
        xlabel="value of a pixel that the input leaves open", ylabel="probability density", ylim=(0, 0.8), yticks=[], xticks=(-1, 0, 1)
    )
    return figure
