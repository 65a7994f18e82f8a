"""A fully connected network with two inputs, three hidden units and one output, and what one unit computes."""

from draw import INK, MUTED, SERIES, arrow, box, new_diagram, node


def draw():
    figure, axes = new_diagram(columns=10.4, rows=6.6)
    inputs = [(1.0, 5.3), (1.0, 3.7)]
    hidden = [(4.0, 5.9), (4.0, 4.5), (4.0, 3.1)]
    output = (7.0, 4.5)
    for a in inputs:
        for b in hidden:
            arrow(axes, (a[0] + 0.42, a[1]), (b[0] - 0.44, b[1]), colour=SERIES[0] if b == hidden[0] else MUTED)
    for b in hidden:
        arrow(axes, (b[0] + 0.42, b[1]), (output[0] - 0.44, output[1]))
    for name, at in zip(("x₁", "x₂"), inputs):
        node(axes, at, name, 0.42)
    for name, at in zip(("h₁", "h₂", "h₃"), hidden):
        node(axes, at, name, 0.42, SERIES[0] if name == "h₁" else MUTED)
    node(axes, output, "ŷ", 0.42)
    arrow(axes, (7.42, 4.5), (8.3, 4.5))
    axes.text(8.45, 4.5, "prediction", va="center", color=INK, fontsize=10)
    for x, text in ((1.0, "input"), (4.0, "hidden layer"), (7.0, "output layer")):
        axes.text(x, 2.25, text, ha="center", va="center", color=INK, fontsize=10)
    total = box(axes, (4.35, 0.95), "z = w₁x₁ + w₂x₂ + b", 4.1, 0.95, SERIES[0])
    bend = box(axes, (8.6, 0.95), "h₁ = g(z)", 2.3, 0.95, SERIES[0])
    axes.text(0.1, 0.95, "one unit:", va="center", color=SERIES[0], fontsize=10)
    arrow(axes, total.right, bend.left, colour=SERIES[0])
    return figure
