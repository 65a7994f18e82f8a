"""Forward values and backward derivatives on a network with one input, one sigmoid hidden unit and one linear output."""

import math

from draw import INK, MUTED, SERIES, arrow, box, new_diagram


def draw():
    x, y, w1, w2 = 1.0, 1.0, 0.5, 2.0
    z1 = w1 * x
    h = 1 / (1 + math.exp(-z1))
    out = w2 * h
    error = out - y
    values = (z1, h, out, error**2 / 2)
    d_out = error
    d_h = d_out * w2
    d_z1 = d_h * h * (1 - h)
    figure, axes = new_diagram(columns=10.6, rows=5.7)
    centres, names = (2.3, 4.7, 7.1, 9.5), ("z = w₁x", "h = σ(z)", "ŷ = w₂h", "½(ŷ − y)²")
    boxes = [box(axes, (at, 3.5), f"{name}\n{value:.3f}", 1.85, 1.15) for at, name, value in zip(centres, names, values, strict=True)]
    arrow(axes, (0.75, 3.78), (boxes[0].left[0], 3.78))
    axes.text(0.38, 3.5, "x\n1", ha="center", va="center", color=INK, fontsize=10.5)
    for before, after in zip(boxes, boxes[1:]):
        arrow(axes, (before.right[0], 3.78), (after.left[0], 3.78))
        arrow(axes, (after.left[0], 3.22), (before.right[0], 3.22), colour=SERIES[1])
    for at, text in zip(centres[:3], (f"∂L/∂z\n{d_z1:.3f}", f"∂L/∂h\n{d_h:.3f}", f"∂L/∂ŷ\n{d_out:.3f}"), strict=True):
        axes.text(at + 0.05, 2.35, text, ha="center", va="center", color=SERIES[1], fontsize=10)
    for at, name, gradient, value in ((2.3, "w₁ = 0.5", d_z1 * x, "∂L/∂w₁"), (7.1, "w₂ = 2", d_out * h, "∂L/∂w₂")):
        axes.text(at, 5.25, name, ha="center", va="center", color=INK, fontsize=10)
        arrow(axes, (at, 4.98), (at, 4.1), colour=MUTED)
        arrow(axes, (at, 1.75), (at, 1.0), colour=SERIES[1])
        axes.text(at, 0.55, f"{value} = {gradient:.3f}", ha="center", va="center", color=SERIES[1], fontsize=10)
    axes.text(9.5, 5.25, "y = 1", ha="center", va="center", color=INK, fontsize=10)
    arrow(axes, (9.5, 4.98), (9.5, 4.1), colour=MUTED)
    axes.text(4.7, 4.55, "forward", ha="center", va="center", color=INK, fontsize=10)
    axes.text(4.7, 1.4, "backward", ha="center", va="center", color=SERIES[1], fontsize=10)
    return figure
