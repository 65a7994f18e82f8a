"""Three nested fields, and in each what people write and what is learned from data."""

from matplotlib.patches import FancyBboxPatch

from draw import FAINT, INK, MUTED, SERIES, arrow, box, new_diagram

WRITTEN = {"colour": MUTED}
LEARNED = {"colour": SERIES[0], "fill": SERIES[0], "opacity": 0.25}


def _row(axes, y, parts, left, right):
    """One pipeline from `left` to `right`: words without a box are its input and its output."""
    previous = None
    for x, width, text, style in parts:
        drawn = box(axes, (x, y), text, width=width, height=1.25, size=9.5, **style)
        arrow(axes, (left, y) if previous is None else previous.right, drawn.left)
        previous = drawn
    arrow(axes, previous.right, (right, y))


def draw():
    figure, axes = new_diagram(columns=13, rows=9.4)
    for left, bottom, width, height, text in (
        (0.15, 0.15, 12.7, 8.45, "Artificial intelligence, here without learning"),
        (0.45, 0.4, 12.1, 5.6, "Machine learning, here with given features"),
        (0.75, 0.65, 11.5, 2.75, "Deep learning: the features are learned too"),
    ):
        style = "round,pad=0,rounding_size=0.35"
        axes.add_patch(FancyBboxPatch((left, bottom), width, height, style, facecolor="none", edgecolor=FAINT, linewidth=1.4))
        axes.text(left + 0.35, bottom + height - 0.5, text, ha="left", va="center", fontsize=10.5, fontweight="bold", color=INK)
    _row(axes, 6.95, [(6.5, 6.3, "rules written by people", WRITTEN)], 2.1, 10.9)
    _row(axes, 4.3, [(4.4, 2.9, "features by\npeople", WRITTEN), (8.6, 2.9, "mapping", LEARNED)], 2.1, 10.9)
    deep = [(3.75, 1.75, "simple\nfeatures", LEARNED), (6.5, 1.75, "abstract\nfeatures", LEARNED), (9.25, 1.75, "mapping", LEARNED)]
    _row(axes, 1.6, deep, 2.1, 10.9)
    for y in (6.95, 4.3, 1.6):
        axes.text(2.0, y, "input", ha="right", va="center", fontsize=9.5, color=INK)
        axes.text(11.0, y, "output", ha="left", va="center", fontsize=9.5, color=INK)
    box(axes, (0.75, 9.0), "", width=0.6, height=0.42, **LEARNED)
    axes.text(1.25, 9.0, "fitted to data", ha="left", va="center", fontsize=9.5, color=INK)
    box(axes, (5.0, 9.0), "", width=0.6, height=0.42, **WRITTEN)
    axes.text(5.5, 9.0, "written by people", ha="left", va="center", fontsize=9.5, color=INK)
    return figure
