"""The tent map composed with itself: linear pieces double with every layer of two ReLUs."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, panels = new_figure(ncols=2, nrows=2, height=3.6, sharex=True, sharey=True)
    x = np.linspace(0, 1, 1025)
    y = x
    for layer, axes in enumerate(panels.flat, start=1):
        y = 2 * np.maximum(y, 0) - 4 * np.maximum(y - 0.5, 0)
        axes.plot(x, y, color=SERIES[0], linewidth=1.6)
        axes.axhline(0, color=MUTED, linewidth=0.8)
        axes.set(xlim=(0, 1), ylim=(-0.02, 1.36), xticks=(0, 0.5, 1), yticks=(0, 1))
        axes.text(0.0, 1.16, f"{layer} {'layer' if layer == 1 else 'layers'}, {2**layer} pieces", color=INK, fontsize=10)
    for axes in panels[1]:
        axes.set_xlabel("input x")
    return figure
