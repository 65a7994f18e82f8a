"""Nine trials on a grid and nine at random, where one of two hyperparameters matters: below, the score that each trial reaches."""

import numpy as np

from draw import FAINT, INK, MUTED, SERIES, new_figure


def _score(u):
    return np.exp(-(((u - 0.66) / 0.11) ** 2))


def draw():
    figure, axes = new_figure(ncols=2, nrows=2, height=4.0, sharex="col", sharey="row", height_ratios=(1.5, 1))
    levels = np.array([1, 3, 5]) / 6
    grid = np.stack(np.meshgrid(levels, levels), -1).reshape(-1, 2)
    draws = np.random.default_rng(2).random((9, 2))
    u = np.linspace(0, 1, 201)
    for (plane, curve), trials, colour in ((axes[:, 0], grid, SERIES[1]), (axes[:, 1], draws, SERIES[0])):
        for x in np.unique(trials[:, 0]):
            plane.plot([x, x], [0, 1], color=FAINT, linewidth=0.9)
            curve.plot([x, x], [0, 1.1], color=FAINT, linewidth=0.9)
        plane.plot(trials[:, 0], trials[:, 1], "o", color=colour, clip_on=False)
        curve.plot(u, _score(u), color=MUTED, linewidth=1.4)
        curve.plot(trials[:, 0], _score(trials[:, 0]), "o", color=colour)
        plane.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
        curve.set(ylim=(-0.08, 1.12), xticks=[], yticks=[], xlabel="the one that matters")
    axes[0, 0].set(ylabel="the other", title="grid")
    axes[0, 1].set_title("random")
    axes[1, 0].set_ylabel("score", color=INK)
    return figure
