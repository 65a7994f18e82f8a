"""The computational graph of a residual block with its loss: values forward, derivatives backward, and their sum where h fans out."""

from draw import INK, MUTED, SERIES, arrow, box, new_diagram


def draw():
    h, w, t = 2.0, 0.5, 1.0
    z = w * h
    a = max(0.0, z)
    y = h + a
    loss = (y - t) ** 2 / 2
    d_y = y - t
    d_z = d_y * (z > 0)
    figure, axes = new_diagram(columns=10.8, rows=6.2)
    names = (("h", h), ("z = wh", z), ("a = max(0, z)", a), ("y = h + a", y), ("½(y − 1)²", loss))
    centres, widths = (0.85, 2.95, 5.2, 7.55, 9.75), (1.1, 1.35, 1.95, 1.5, 1.5)
    boxes = [
        box(axes, (x, 3.6), f"{name}\n{value:g}", width, 1.15, size=9)
        for (name, value), x, width in zip(names, centres, widths, strict=True)
    ]
    for before, after, gradient in zip(boxes, boxes[1:], (d_z * w, d_z, d_y, d_y), strict=False):
        arrow(axes, (before.right[0], 3.8), (after.left[0], 3.8))
        arrow(axes, (after.left[0], 3.4), (before.right[0], 3.4), colour=SERIES[1])
        middle = (before.right[0] + after.left[0]) / 2
        axes.text(middle, 3.05, f"{gradient:g}", ha="center", va="center", color=SERIES[1], fontsize=10.5)
    axes.text(2.95, 5.9, f"w = {w:g}", ha="center", va="center", color=INK, fontsize=10.5)
    arrow(axes, (2.8, 5.6), (2.8, 4.2))
    arrow(axes, (3.15, 4.2), (3.15, 5.6), colour=SERIES[1])
    axes.text(3.35, 4.9, f"{d_z * h:g}", ha="left", va="center", color=SERIES[1], fontsize=10.5)
    axes.plot([0.7, 0.7, 7.7], [3.0, 1.55, 1.55], color=MUTED, linewidth=1.3)
    arrow(axes, (7.7, 1.55), (7.7, 3.0))
    axes.plot([7.4, 7.4, 1.0], [3.0, 1.85, 1.85], color=SERIES[1], linewidth=1.3)
    arrow(axes, (1.0, 1.85), (1.0, 3.0), colour=SERIES[1])
    axes.text(4.2, 2.2, f"skip: {d_y:g}", ha="center", va="center", color=SERIES[1], fontsize=10.5)
    axes.text(0.2, 0.65, f"∂L/∂h = {d_y:g} + {d_z * w:g} = {d_y + d_z * w:g}", ha="left", va="center", color=SERIES[1], fontsize=10.5)
    axes.text(6.0, 5.5, "forward: values", ha="left", va="center", color=INK, fontsize=10.5)
    axes.text(6.0, 5.0, "backward: derivatives of L", ha="left", va="center", color=SERIES[1], fontsize=10.5)
    return figure
