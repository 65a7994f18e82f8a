"""The distance to the minimum of a quadratic after each step, for three learning rates."""

import numpy as np

from draw import SERIES, new_figure


def draw():
    figure, axes = new_figure(height=2.4)
    steps = np.arange(9)
    for rate, colour in zip((0.1, 0.5, 1.9), SERIES, strict=False):
        axes.plot(steps, np.abs((1 - rate) ** steps), color=colour, label=f"rate {rate}")
    axes.set_xlabel("step")
    axes.set_ylabel("|w|")
    axes.legend()
    return figure
