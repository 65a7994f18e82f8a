"""2 × 2 pooling with stride 2 on a 4 × 4 feature map: by the maximum and by the mean."""

import numpy as np

from draw import INK, MUTED, PAPER, SERIES, arrow, new_diagram

VALUES = np.array([[1, 3, 2, 0], [4, 2, 1, 1], [0, 1, 5, 2], [2, 1, 3, 6]])
SIZE = 0.8


def _cells(axes, left, top, values, window):
    for (row, column), value in np.ndenumerate(values):
        x, y = left + column * SIZE, top - row * SIZE
        colour = SERIES[(row // window) * 2 + column // window]
        corners = [x, x + SIZE, x + SIZE, x], [y, y, y - SIZE, y - SIZE]
        axes.fill(*corners, facecolor=colour, alpha=0.28, edgecolor=PAPER, linewidth=1.5)
        axes.text(x + SIZE / 2, y - SIZE / 2, f"{value:g}", ha="center", va="center", fontsize=10.5, color=INK)


def draw():
    figure, axes = new_diagram(columns=10.6, rows=5.1)
    blocks = VALUES.reshape(2, 2, 2, 2)
    _cells(axes, 0.3, 4.1, VALUES, 2)
    _cells(axes, 6.2, 4.6, blocks.max((1, 3)), 1)
    _cells(axes, 6.2, 2.1, blocks.mean((1, 3)), 1)
    arrow(axes, (3.75, 2.9), (5.95, 3.8), colour=MUTED)
    arrow(axes, (3.75, 2.1), (5.95, 1.3), colour=MUTED)
    axes.text(8.05, 3.8, "maximum", ha="left", va="center", fontsize=10.5, color=INK)
    axes.text(8.05, 1.3, "mean", ha="left", va="center", fontsize=10.5, color=INK)
    axes.text(1.9, 4.5, "one channel, 4 × 4", ha="center", va="center", fontsize=10.5, color=INK)
    return figure
