"""One fully connected network and three ways of counting its layers."""

from draw import INK, MUTED, SERIES, arrow, new_diagram, node


def _column(axes, x, count, colour):
    heights = [5.1 + 1.05 * ((count - 1) / 2 - i) for i in range(count)]
    return [node(axes, (x, y), "", 0.3, colour) for y in heights]


def draw():
    figure, axes = new_diagram(columns=10.4, rows=7.4)
    columns = [
        _column(axes, x, count, colour)
        for x, count, colour in ((1.3, 3, MUTED), (3.9, 4, SERIES[0]), (6.5, 4, SERIES[0]), (9.1, 2, SERIES[1]))
    ]
    for left, right in zip(columns, columns[1:]):
        for a in left:
            for b in right:
                arrow(axes, (a.x + 0.3, a.y), (b.x - 0.3, b.y), head=False)
    for x, text, colour in ((1.3, "input", INK), (3.9, "hidden 1", SERIES[0]), (6.5, "hidden 2", SERIES[0]), (9.1, "output", SERIES[1])):
        axes.text(x, 2.72, text, ha="center", va="center", color=colour, fontsize=10)
    rows = (
        (1.95, "hidden layers: 2", 3.9, 6.5, SERIES[0]),
        (1.2, "layers with weights: 3", 3.9, 9.1, SERIES[1]),
        (0.45, "columns drawn: 4", 1.3, 9.1, MUTED),
    )
    for y, text, start, stop, colour in rows:
        low, high = start - 0.5, stop + 0.5
        middle, half = (low + high) / 2, 1.95 if len(text) > 18 else 1.45
        for a, b in ((low, middle - half), (middle + half, high)):
            axes.plot([a, b], [y, y], color=colour, linewidth=1.3)
        for end in (low, high):
            axes.plot([end, end], [y - 0.15, y + 0.15], color=colour, linewidth=1.3)
        axes.text(middle, y, text, ha="center", va="center", color=INK, fontsize=10)
    return figure
