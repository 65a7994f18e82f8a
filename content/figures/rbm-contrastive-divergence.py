"""One step of contrastive divergence in a restricted Boltzmann machine, drawn as a chain from the data to a reconstruction."""

from draw import INK, MUTED, SERIES, arrow, new_diagram, node

COLUMNS = (1.5, 4.0, 6.5, 9.0)


def draw():
    figure, axes = new_diagram(columns=10.6, rows=6.3)
    for number, x in enumerate(COLUMNS):
        visible = number % 2 == 0
        y, colour = (1.7, SERIES[0]) if visible else (4.0, SERIES[1])
        for i in range(3 if visible else 2):
            node(axes, (x + (i - (1 if visible else 0.5)) * 0.62, y), "", radius=0.26, colour=colour)
        names = ("v⁽⁰⁾: example", "h⁽⁰⁾", "v⁽¹⁾", "h⁽¹⁾")
        axes.text(x, y - 0.75 if visible else y + 0.75, names[number], ha="center", va="center", color=INK, fontsize=10.5)
    for start, end, down in ((COLUMNS[0], COLUMNS[1], False), (COLUMNS[1], COLUMNS[2], True), (COLUMNS[2], COLUMNS[3], False)):
        low, high = 2.1, 3.6
        arrow(axes, (start + 0.35, high if down else low), (end - 0.35, low if down else high), colour=MUTED)
    axes.text(2.0, 3.15, "p(h | v)", ha="center", va="center", color=MUTED, fontsize=10)
    axes.text(6.1, 3.15, "p(v | h)", ha="center", va="center", color=MUTED, fontsize=10)
    axes.text(8.9, 2.6, "p(h | v)", ha="center", va="center", color=MUTED, fontsize=10)
    axes.text(2.75, 5.75, "positive phase: v⁽⁰⁾ h⁽⁰⁾ᵀ", ha="center", va="center", color=SERIES[2], fontsize=10)
    axes.text(7.75, 5.75, "negative phase: v⁽¹⁾ h⁽¹⁾ᵀ", ha="center", va="center", color=SERIES[3], fontsize=10)
    for left, right, colour in ((0.5, 5.0, SERIES[2]), (5.5, 10.0, SERIES[3])):
        axes.plot((left, left, right, right), (5.2, 5.38, 5.38, 5.2), color=colour, linewidth=1.4)
    return figure
