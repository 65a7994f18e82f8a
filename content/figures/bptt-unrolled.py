"""A recurrent network unrolled over four steps, with the factors that the gradient picks up on its way back."""

from itertools import pairwise

from draw import INK, MUTED, SERIES, arrow, box, new_diagram


def draw():
    figure, axes = new_diagram(columns=10.4, rows=4.9)
    centres = (1.6, 4.0, 6.4, 8.8)
    states = [box(axes, (x, 2.5), f"h⁽{t}⁾", 1.15, 0.85) for x, t in zip(centres, "¹²³⁴", strict=True)]
    for state, t in zip(states, "¹²³⁴", strict=True):
        axes.text(state.x, 0.5, f"x⁽{t}⁾", ha="center", va="center", color=INK, fontsize=10.5)
        arrow(axes, (state.x, 0.8), state.bottom)
    box(axes, (8.8, 4.3), "L⁽⁴⁾", 1.15, 0.75)
    arrow(axes, (8.62, 2.93), (8.62, 3.92))
    arrow(axes, (8.98, 3.92), (8.98, 2.95), colour=SERIES[1])
    for before, after in pairwise(states):
        arrow(axes, (before.right[0], 2.66), (after.left[0], 2.66))
        arrow(axes, (after.left[0], 2.34), (before.right[0], 2.34), colour=SERIES[1])
        axes.text((before.x + after.x) / 2, 2.82, "W", ha="center", va="bottom", color=MUTED, fontsize=10)
        axes.text((before.x + after.x) / 2, 2.14, "× J", ha="center", va="top", color=SERIES[1], fontsize=10)
    arrow(axes, (0.15, 2.66), (states[0].left[0], 2.66))
    axes.text(1.02, 4.3, "forward: the same W at every step", color=INK, fontsize=10, va="center")
    axes.text(1.02, 3.75, "backward: one Jacobian J per step", color=SERIES[1], fontsize=10, va="center")
    return figure
