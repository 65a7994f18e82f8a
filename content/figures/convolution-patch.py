"""A 3 × 3 kernel on one patch of a 5 × 5 image with a vertical edge, and the 3 × 3 feature map that it gives."""

import numpy as np

from draw import INK, MUTED, SERIES, arrow, new_diagram

IMAGE = np.tile([0, 0, 1, 1, 1], (5, 1))
KERNEL = np.tile([-1, 0, 1], (3, 1))
SIZE = 0.78


def _cells(axes, left, top, values, colour, marked=(), thick=None):
    for (row, column), value in np.ndenumerate(values):
        x, y = left + column * SIZE, top - row * SIZE
        corners = [x, x + SIZE, x + SIZE, x, x], [y, y, y - SIZE, y - SIZE, y]
        if (row, column) in marked:
            axes.fill(*corners, facecolor=colour, alpha=0.25, edgecolor="none")
        axes.plot(*corners, color=MUTED, linewidth=0.9)
        text = str(value).replace("-", "−")
        axes.text(x + SIZE / 2, y - SIZE / 2, text, ha="center", va="center", fontsize=10.5, color=INK)
    if thick:
        row, column, side = thick
        x, y, w = left + column * SIZE, top - row * SIZE, side * SIZE
        axes.plot([x, x + w, x + w, x, x], [y, y, y - w, y - w, y], color=colour, linewidth=2.2)


def draw():
    figure, axes = new_diagram(columns=12, rows=5.6)
    output = np.array([[int((IMAGE[i : i + 3, j : j + 3] * KERNEL).sum()) for j in range(3)] for i in range(3)])
    patch = {(i, j) for i in (1, 2, 3) for j in (1, 2, 3)}
    _cells(axes, 0.2, 4.45, IMAGE, SERIES[0], patch, (1, 1, 3))
    _cells(axes, 5.05, 3.67, KERNEL, SERIES[1], {(i, j) for i in range(3) for j in range(3)})
    _cells(axes, 9.3, 3.67, output, SERIES[0], {(1, 1)}, (1, 1, 1))
    axes.text(4.57, 2.5, "⊙", ha="center", va="center", fontsize=15, color=INK)
    arrow(axes, (7.6, 2.5), (9.1, 2.5))
    axes.text(8.3, 2.68, "sum", ha="center", va="bottom", fontsize=10, color=INK)
    for x, text in ((2.15, "input"), (6.22, "kernel: 9 weights"), (10.47, "feature map")):
        axes.text(x, 4.9, text, ha="center", va="center", fontsize=10.5, color=INK)
    return figure
