"""A recurrent network drawn with a loop, and the same network unfolded over three steps."""

from matplotlib.patches import FancyArrowPatch

from draw import INK, MUTED, SERIES, arrow, box, new_diagram


def _cell(axes, x, time):
    state = box(axes, (x, 2.55), f"h{time}", 1.0, 0.8, SERIES[0])
    output = box(axes, (x, 4.3), f"o{time}", 1.0, 0.7)
    axes.text(x, 0.55, f"x{time}", ha="center", va="center", fontsize=10.5, color=INK)
    arrow(axes, (x, 0.9), state.bottom)
    arrow(axes, state.top, output.bottom)
    axes.text(x + 0.14, 1.5, "U", ha="left", va="center", fontsize=10, color=SERIES[1])
    axes.text(x + 0.14, 3.45, "V", ha="left", va="center", fontsize=10, color=SERIES[1])
    return state


def draw():
    figure, axes = new_diagram(columns=11.4, rows=5.6)
    _cell(axes, 1.0, "")
    style = {"arrowstyle": "-|>", "mutation_scale": 11, "color": SERIES[1], "linewidth": 1.3, "shrinkA": 0, "shrinkB": 0}
    axes.add_patch(FancyArrowPatch((1.5, 2.75), (1.5, 2.35), connectionstyle="arc3,rad=-2.6", **style))
    axes.text(2.2, 2.55, "W", ha="left", va="center", fontsize=10, color=SERIES[1])
    axes.text(3.35, 2.55, "=", ha="center", va="center", fontsize=15, color=INK)
    states = [_cell(axes, x, time) for x, time in ((5.3, "⁽¹⁾"), (7.6, "⁽²⁾"), (9.9, "⁽³⁾"))]
    arrow(axes, (4.0, 2.55), states[0].left)
    axes.text(4.3, 2.72, "h⁽⁰⁾", ha="center", va="bottom", fontsize=10, color=INK)
    for before, after in zip(states, states[1:]):
        arrow(axes, before.right, after.left, colour=SERIES[1])
        axes.text((before.x + after.x) / 2, 2.72, "W", ha="center", va="bottom", fontsize=10, color=SERIES[1])
    arrow(axes, states[-1].right, (11.2, 2.55), colour=MUTED)
    axes.text(1.0, 5.25, "folded", ha="center", va="center", fontsize=10.5, color=INK)
    axes.text(7.6, 5.25, "unfolded over three steps", ha="center", va="center", fontsize=10.5, color=INK)
    return figure
