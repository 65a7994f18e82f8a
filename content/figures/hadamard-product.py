"""Two 2 × 2 matrices, their element-wise product and their matrix product."""

import numpy as np

from draw import INK, MUTED, SERIES, new_diagram

A = np.array([[1, 2], [3, 4]])
B = np.array([[5, 6], [7, 8]])
SIZE = 0.95


def _cells(axes, left, top, values, colours):
    for (row, column), value in np.ndenumerate(values):
        x, y = left + column * SIZE, top - row * SIZE
        corners = [x, x + SIZE, x + SIZE, x, x], [y, y, y - SIZE, y - SIZE, y]
        if (row, column) in colours:
            axes.fill(*corners, facecolor=colours[row, column], alpha=0.28, edgecolor="none")
        axes.plot(*corners, color=MUTED, linewidth=0.9)
        axes.text(x + SIZE / 2, y - SIZE / 2, str(value), ha="center", va="center", fontsize=11, color=INK)


def draw():
    figure, axes = new_diagram(columns=10.8, rows=6.4)
    one, two, result = SERIES[0], SERIES[1], SERIES[2]
    rows = (
        (5.75, "⊙", A * B, {(0, 1): one}, {(0, 1): two}, "2 · 6 = 12"),
        (2.6, "·", A @ B, {(0, 0): one, (0, 1): one}, {(0, 1): two, (1, 1): two}, "1 · 6 + 2 · 8 = 22"),
    )
    for top, sign, product, first, second, text in rows:
        _cells(axes, 0.3, top, A, first)
        axes.text(2.62, top - SIZE, sign, ha="center", va="center", fontsize=16, color=INK)
        _cells(axes, 3.05, top, B, second)
        axes.text(5.4, top - SIZE, "=", ha="center", va="center", fontsize=15, color=INK)
        _cells(axes, 5.9, top, product, {(0, 1): result})
        axes.text(8.0, top - SIZE / 2, text, ha="left", va="center", fontsize=10, color=INK)
    return figure
