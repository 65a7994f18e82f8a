"""A small CNN as a stack of layers, with the shape that each puts out and its number of parameters."""

from draw import INK, MUTED, SERIES, arrow, box, new_diagram

ROWS = (
    ("image", "32 × 32 × 3", "", MUTED),
    ("convolution 3 × 3, 16 filters", "32 × 32 × 16", "448", SERIES[0]),
    ("ReLU", "32 × 32 × 16", "0", SERIES[2]),
    ("max pooling 2 × 2", "16 × 16 × 16", "0", SERIES[1]),
    ("convolution 3 × 3, 32 filters", "16 × 16 × 32", "4,640", SERIES[0]),
    ("ReLU", "16 × 16 × 32", "0", SERIES[2]),
    ("max pooling 2 × 2", "8 × 8 × 32", "0", SERIES[1]),
    ("fully connected", "10", "20,490", SERIES[3]),
    ("softmax", "10", "0", MUTED),
)


def draw():
    figure, axes = new_diagram(columns=11, rows=10)
    top = 8.75
    for x, text in ((2.65, "layer"), (7.2, "output"), (9.85, "parameters")):
        axes.text(x, 9.65, text, ha="center", va="center", fontsize=10.5, color=MUTED)
    previous = None
    for number, (name, shape, count, colour) in enumerate(ROWS):
        y = top - number * 1.03
        drawn = box(axes, (2.65, y), name, width=5.1, height=0.66, colour=colour, size=10)
        axes.text(7.2, y, shape, ha="center", va="center", fontsize=10.5, color=INK)
        axes.text(10.55, y, count, ha="right", va="center", fontsize=10.5, color=INK)
        if previous:
            arrow(axes, previous.bottom, drawn.top)
        previous = drawn
    return figure
