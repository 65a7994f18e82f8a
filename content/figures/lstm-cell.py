"""An LSTM cell: the cell state runs along the top, four layers below read the previous hidden state and the input."""

from draw import INK, MUTED, SERIES, arrow, box, new_diagram, node


def draw():
    figure, axes = new_diagram(columns=11.6, rows=7.4)
    top = 6.2
    forget = node(axes, (2.3, top), "⊙", 0.34, SERIES[0])
    plus = node(axes, (4.8, top), "+", 0.34, SERIES[0])
    written = node(axes, (4.8, 4.5), "⊙", 0.34, SERIES[0])
    shown = node(axes, (9.3, 3.45), "⊙", 0.34, SERIES[0])
    gates = {}
    for name, x, text in (("f", 2.3, "σ"), ("i", 4.0, "σ"), ("g", 5.6, "tanh"), ("o", 7.5, "σ")):
        gates[name] = box(axes, (x, 2.45), text, 1.15, 0.75, SERIES[1] if text == "σ" else SERIES[2])
        arrow(axes, (x, 1.15), gates[name].bottom)
    axes.plot([1.2, 7.5], [1.15, 1.15], color=MUTED, linewidth=1.3, solid_capstyle="butt")
    squash = box(axes, (9.3, 4.85), "tanh", 1.15, 0.7)
    arrow(axes, (0.95, top), forget.left, colour=SERIES[0])
    arrow(axes, forget.right, plus.left, colour=SERIES[0])
    arrow(axes, plus.right, (10.4, top), colour=SERIES[0])
    arrow(axes, gates["f"].top, forget.bottom)
    arrow(axes, gates["i"].top, (4.62, 4.2))
    arrow(axes, gates["g"].top, (4.98, 4.2))
    arrow(axes, written.top, plus.bottom)
    arrow(axes, (9.3, top), squash.top)
    arrow(axes, squash.bottom, shown.top)
    axes.plot([7.5, 7.5], [2.83, 3.45], color=MUTED, linewidth=1.3, solid_capstyle="butt")
    arrow(axes, (7.5, 3.45), shown.left)
    arrow(axes, shown.right, (10.4, 3.45))
    for x, y, text in ((0.5, top, "c⁽ᵗ⁻¹⁾"), (11.0, top, "c⁽ᵗ⁾"), (11.0, 3.45, "h⁽ᵗ⁾"), (0.6, 1.15, "h⁽ᵗ⁻¹⁾"), (4.35, 0.4, "x⁽ᵗ⁾")):
        axes.text(x, y, text, ha="center", va="center", fontsize=11, color=INK)
    arrow(axes, (4.35, 0.65), (4.35, 1.12))
    for x, y, text in ((1.9, 3.4, "f"), (3.85, 3.4, "i"), (5.75, 3.4, "g"), (7.2, 3.4, "o")):
        axes.text(x, y, text, ha="center", va="center", fontsize=11, color=INK)
    axes.text(6.9, top + 0.42, "cell state", ha="center", va="center", fontsize=10.5, color=SERIES[0])
    return figure
