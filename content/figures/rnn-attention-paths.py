"""How information gets from the first of six positions to the last: along a recurrence, and by one step of attention."""

from itertools import pairwise

from draw import FAINT, INK, MUTED, SERIES, arrow, new_diagram, node


def draw():
    figure, axes = new_diagram(columns=10.4, rows=6.6)
    xs = [1.0 + 1.65 * i for i in range(6)]
    axes.text(0.35, 6.25, "recurrent layer: 5 steps, one after another", color=INK, fontsize=10, va="center")
    states = [node(axes, (x, 5.0), str(i + 1), 0.4, SERIES[1] if i in (0, 5) else MUTED) for i, x in enumerate(xs)]
    for before, after in pairwise(states):
        arrow(axes, before.right, after.left, colour=SERIES[1])
    axes.plot([0.35, 10.05], [3.95, 3.95], color=FAINT, linewidth=1)
    axes.text(0.35, 3.5, "self-attention layer: 1 step, all positions at once", color=INK, fontsize=10, va="center")
    inputs = [node(axes, (x, 0.6), str(i + 1), 0.4, SERIES[1] if i == 0 else MUTED) for i, x in enumerate(xs)]
    outputs = [node(axes, (x, 2.6), str(i + 1), 0.4, SERIES[1] if i == 5 else MUTED) for i, x in enumerate(xs)]
    for i, source in enumerate(inputs):
        for j, target in enumerate(outputs):
            if j >= i and (i, j) != (0, 5):
                arrow(axes, source.top, target.bottom, colour=FAINT, head=False)
    arrow(axes, inputs[0].top, outputs[5].bottom, colour=SERIES[1])
    return figure
