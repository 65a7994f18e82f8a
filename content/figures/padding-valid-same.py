"""A 3 × 3 kernel in the upper left corner of a 5 × 5 image: without padding and with one ring of zeros."""

from draw import FAINT, INK, MUTED, SERIES, arrow, new_diagram

SIZE = 0.62


def _grid(axes, left, top, side, ring=0):
    for row in range(side):
        for column in range(side):
            x, y = left + column * SIZE, top - row * SIZE
            padded = min(row, column) < ring or max(row, column) >= side - ring
            corners = [x, x + SIZE, x + SIZE, x, x], [y, y, y - SIZE, y - SIZE, y]
            if padded:
                axes.fill(*corners, facecolor=FAINT, alpha=0.6, edgecolor="none")
                axes.text(x + SIZE / 2, y - SIZE / 2, "0", ha="center", va="center", fontsize=9.5, color=MUTED)
            axes.plot(*corners, color=MUTED, linewidth=0.9)


def _mark(axes, left, top, side):
    w = side * SIZE
    axes.fill([left, left + w, left + w, left], [top, top, top - w, top - w], facecolor=SERIES[0], alpha=0.25, edgecolor="none")
    axes.plot([left, left + w, left + w, left, left], [top, top, top - w, top - w, top], color=SERIES[0], linewidth=2.2)


def draw():
    figure, axes = new_diagram(columns=11, rows=9.4)
    for top, ring, word, note in (
        (8.7, 0, "valid", "no padding\n5 − 3 + 1 = 3"),
        (4.75, 1, "same", "padding 1\n7 − 3 + 1 = 5"),
    ):
        side = 5 + 2 * ring
        left = 0.35 + (1 - ring) * SIZE
        _grid(axes, left, top, side, ring)
        _mark(axes, left, top, 3)
        middle = top - side * SIZE / 2
        out = 3 + 2 * ring
        _grid(axes, 7.1, middle + out * SIZE / 2, out)
        _mark(axes, 7.1, middle + out * SIZE / 2, 1)
        arrow(axes, (5.0, middle), (6.85, middle))
        axes.text(5.9, middle + 0.55, word, ha="center", va="center", fontsize=11, fontweight="bold", color=INK)
        for number, line in enumerate(note.split("\n")):
            axes.text(5.9, middle - 0.45 - 0.5 * number, line, ha="center", va="center", fontsize=10, color=INK)
    axes.text(2.5, 9.1, "input", ha="center", va="center", fontsize=10.5, color=INK)
    axes.text(8.2, 9.1, "output", ha="center", va="center", fontsize=10.5, color=INK)
    return figure
