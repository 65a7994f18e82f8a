"""Tensors of order 0 to 3 as arrays of cells, with their shapes."""

from draw import INK, PAPER, SERIES, new_diagram

SIZE = 0.52


def _sheet(axes, left, bottom, rows, columns, colour, level=1):
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * SIZE, bottom + row * SIZE
            corners = [x, x + SIZE, x + SIZE, x, x], [y, y, y + SIZE, y + SIZE, y]
            axes.fill(*corners, facecolor=PAPER, edgecolor="none", zorder=level)
            axes.fill(*corners, facecolor=colour, alpha=0.25, edgecolor="none", zorder=level)
            axes.plot(*corners, color=colour, linewidth=1.0, zorder=level)


def draw():
    figure, axes = new_diagram(columns=11, rows=4.9)
    middle = 2.6
    _sheet(axes, 0.75, middle - SIZE / 2, 1, 1, SERIES[0])
    _sheet(axes, 2.85, middle - 2 * SIZE, 4, 1, SERIES[0])
    _sheet(axes, 4.6, middle - 2 * SIZE, 4, 3, SERIES[0])
    for depth in range(2, -1, -1):
        _sheet(axes, 7.75 + 0.34 * depth, middle - 2 * SIZE - 0.3 + 0.34 * depth, 4, 3, SERIES[0], 4 - depth)
    for x, name, shape in ((1.0, "order 0", "()"), (3.1, "order 1", "(4,)"), (5.4, "order 2", "(4, 3)"), (8.9, "order 3", "(3, 4, 3)")):
        axes.text(x, 4.6, name, ha="center", va="center", fontsize=10.5, color=INK)
        axes.text(x, 0.45, shape, ha="center", va="center", fontsize=10.5, color=INK)
    return figure
