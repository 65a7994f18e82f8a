"""The widths of the nine layers of units of the autoencoder 784-1000-500-250-30 and back."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure

WIDTHS = (784, 1000, 500, 250, 30, 250, 500, 1000, 784)


def draw():
    figure, axes = new_figure(height=3.0)
    colours = [MUTED] + [SERIES[0]] * 3 + [SERIES[1]] + [SERIES[0]] * 3 + [MUTED]
    places = np.arange(len(WIDTHS))
    axes.bar(places, WIDTHS, bottom=[-w / 2 for w in WIDTHS], width=0.5, color=colours)
    for place, width in zip(places, WIDTHS):
        axes.text(place, width / 2 + 25, str(width), ha="center", va="bottom", fontsize=10)
    for x, text, colour in ((2, "encoder", SERIES[0]), (4, "code", SERIES[1]), (6, "decoder", SERIES[0])):
        axes.text(x, -560, text, ha="center", va="top", color=colour, fontsize=10.5)
    axes.text(0, -560, "input", ha="center", va="top", color=INK, fontsize=10.5)
    axes.text(8, -560, "output", ha="center", va="top", color=INK, fontsize=10.5)
    axes.set(ylim=(-700, 620), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    return figure
