"""Two units that support each other: the probabilities of their four states at three temperatures."""

import math

from draw import SERIES, new_figure

STATES = ((0, 0), (0, 1), (1, 0), (1, 1))


def draw():
    figure, axes = new_figure(height=2.7)
    for shift, temperature, colour in ((-0.27, 4.0, SERIES[2]), (0, 1.0, SERIES[0]), (0.27, 0.25, SERIES[1])):
        weights = [math.exp((3 * a * b - a - b) / temperature) for a, b in STATES]
        heights = [w / sum(weights) for w in weights]
        axes.bar([i + shift for i in range(4)], heights, width=0.25, color=colour, label=f"T = {temperature:g}")
    axes.set_xticks(range(4), ["(0, 0)\nE = 0", "(0, 1)\nE = 1", "(1, 0)\nE = 1", "(1, 1)\nE = −1"])
    axes.set(ylabel="probability", ylim=(0, 1.05))
    axes.legend(loc="upper left")
    return figure
