"""One example on its way through a network with two inputs, two ReLU hidden units and a softmax over two classes."""

import numpy as np

from draw import INK, MUTED, SERIES, arrow, box, new_diagram


def draw():
    x = np.array([1.0, 2.0])
    z1 = np.array([[0.5, -1.0], [1.0, 1.0]]) @ x + np.array([0.0, -1.0])
    h = np.maximum(z1, 0)
    z2 = np.array([[1.0, 0.5], [-1.0, 1.0]]) @ h
    p = np.exp(z2) / np.exp(z2).sum()
    figure, axes = new_diagram(columns=10.6, rows=4.3)
    centres = (0.85, 3.0, 5.3, 7.6, 9.75)
    names = ("x", "z⁽¹⁾", "h⁽¹⁾", "z⁽²⁾", "ŷ")
    below = ("input", "pre-\nactivation", "hidden\nlayer", "logits", "probabi-\nlities")
    vectors = (x, z1, h, z2, p)
    boxes = []
    for at, name, text, vector in zip(centres, names, below, vectors, strict=True):
        digits = 2 if name == "ŷ" else 1
        lines = "\n".join(f"{value:.{digits}f}".replace("-", "−") for value in vector)
        boxes.append(box(axes, (at, 2.35), lines, 1.2, 1.35, SERIES[0] if name == "h⁽¹⁾" else MUTED))
        axes.text(at, 3.35, name, ha="center", va="center", color=INK, fontsize=10.5)
        for row, line in enumerate(text.split("\n")):
            axes.text(at, 1.3 - 0.45 * row, line, ha="center", va="center", color=INK, fontsize=10)
    for before, after, step in zip(boxes, boxes[1:], ("W⁽¹⁾, b⁽¹⁾", "ReLU", "W⁽²⁾, b⁽²⁾", "softmax"), strict=False):
        arrow(axes, before.right, after.left)
        axes.text((before.x + after.x) / 2, 3.95, step, ha="center", va="center", color=SERIES[1], fontsize=9.5)
        axes.plot([(before.x + after.x) / 2] * 2, [2.5, 3.7], color=SERIES[1], linewidth=0.8, linestyle=":")
    return figure
