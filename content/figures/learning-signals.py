"""Where the target of the loss comes from: from people, from nowhere, from the input itself, or from a reward."""

from draw import INK, MUTED, SERIES, arrow, box, new_diagram


def draw():
    figure, axes = new_diagram(columns=10.4, rows=8.6)
    rows = (
        (7.55, "supervised", "input x", "model", "loss", "label y", SERIES[0]),
        (5.45, "self-supervised", "part of x", "model", "loss", "rest of x", SERIES[1]),
        (3.35, "unsupervised", "input x", "model", "loss", "x itself", SERIES[2]),
        (1.25, "reinforcement", "state", "model", "action", "reward", SERIES[3]),
    )
    for y, name, given, model, end, target, colour in rows:
        axes.text(0.15, y + 0.82, name, ha="left", va="center", fontsize=10.5, fontweight="bold", color=INK)
        a = box(axes, (1.2, y), given, 2.0, 0.95, MUTED)
        b = box(axes, (3.9, y), model, 1.8, 0.95, MUTED)
        c = box(axes, (6.3, y), end, 1.6, 0.95, MUTED)
        d = box(axes, (9.1, y), target, 2.3, 1.15, colour, fill=colour, opacity=0.22)
        arrow(axes, a.right, b.left)
        arrow(axes, b.right, c.left)
        if name == "reinforcement":
            arrow(axes, c.right, d.left)
            arrow(axes, d.bottom, b.bottom, colour=colour, bend=-0.22, dashed=True)
        else:
            arrow(axes, d.left, c.right, colour=colour)
    return figure
