"""Two Boolean functions of two inputs: AND, which a line separates, and XOR, which no line does."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure

CORNERS = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])


def draw():
    figure, panels = new_figure(ncols=2, height=2.85)
    grid = np.array([-0.4, 1.4])
    for axes, name, truth in zip(panels, ("AND", "XOR"), ((0, 0, 0, 1), (0, 1, 1, 0))):
        for (x, y), on in zip(CORNERS, truth):
            shape, colour = ("o", SERIES[0]) if on else ("s", SERIES[1])
            axes.plot(x, y, shape, markersize=9, markerfacecolor=colour if on else "none", markeredgecolor=colour, markeredgewidth=1.8)
        axes.set(xlim=(-0.4, 1.4), ylim=(-0.4, 1.4), xticks=(0, 1), yticks=(0, 1), xlabel="x₁", aspect="equal", title=name)
    left, right = panels
    left.set_ylabel("x₂")
    left.plot(grid, 1.5 - grid, color=INK, linewidth=1.4)
    left.fill([0.1, 1.4, 1.4], [1.4, 1.4, 0.1], color=SERIES[0], alpha=0.14, linewidth=0)
    left.annotate("", xy=(1.22, 0.72), xytext=(1.0, 0.5), arrowprops={"arrowstyle": "-|>", "color": INK, "shrinkA": 0, "shrinkB": 0})
    left.text(1.22, 0.5, "w", color=INK, fontsize=10)
    right.plot(grid, 1.5 - grid, color=MUTED, linewidth=1.2, linestyle="--")
    right.plot(grid, 0.5 - grid, color=MUTED, linewidth=1.2, linestyle="--")
    return figure
