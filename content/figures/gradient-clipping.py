"""The loss of a scalar recurrence over 50 steps with one gradient step from its cliff, and clipping by norm against clipping by value."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def _loss(w):
    return 0.5 * (w**50 - 2) ** 2


def _vector(axes, x, y, colour, **style):
    axes.annotate(
        "", (x, y), (0, 0), arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.8, "shrinkA": 0, "shrinkB": 0, **style}
    )


def draw():
    figure, (cliff, plane) = new_figure(nrows=2, height=5.2, height_ratios=(1.15, 1))
    w = np.linspace(0.84, 1.045, 400)
    cliff.plot(w, _loss(w), color=INK)
    start = 1.04
    slope = (start**50 - 2) * 50 * start**49
    thrown, clipped = start - 1e-4 * slope, start - 0.01
    for end, colour, bend in ((thrown, SERIES[1], 0.25), (clipped, SERIES[0], 0)):
        arrow = {"arrowstyle": "-|>", "color": colour, "linewidth": 1.6, "connectionstyle": f"arc3,rad={bend}", "shrinkA": 2, "shrinkB": 2}
        cliff.annotate("", (end, _loss(end)), (start, _loss(start)), arrowprops=arrow)
    cliff.plot([start], [_loss(start)], "o", color=INK)
    cliff.text(0.945, 6.0, "full step:", color=SERIES[1], fontsize=10, ha="center")
    cliff.text(0.945, 4.7, "onto the plateau", color=SERIES[1], fontsize=10, ha="center")
    cliff.text(1.022, 6.3, "clipped\nstep", color=SERIES[0], fontsize=10, ha="right")
    cliff.set(xlabel="recurrent weight w", ylabel="loss", ylim=(-0.7, 14.5))
    angle = np.linspace(0, np.pi / 2, 100)
    plane.plot(np.cos(angle), np.sin(angle), color=SERIES[0], linewidth=1.1, linestyle="--")
    plane.plot([0, 1, 1], [1, 1, 0], color=SERIES[1], linewidth=1.1, linestyle="--")
    _vector(plane, 3, 0.9, MUTED)
    _vector(plane, 1, 0.9, SERIES[1])
    size = np.hypot(3, 0.9)
    _vector(plane, 3 / size, 0.9 / size, SERIES[0])
    plane.text(3.02, 0.94, "gradient", color=INK, fontsize=10, ha="right", va="bottom")
    plane.text(1.08, 1.02, "by value: turned", color=SERIES[1], fontsize=10, va="bottom")
    plane.text(1.12, 0.12, "by norm: same direction", color=SERIES[0], fontsize=10, va="bottom")
    plane.set(aspect="equal", xlim=(-0.05, 3.3), ylim=(-0.05, 1.4), xticks=(0, 1, 2, 3), yticks=(0, 1), xlabel="∂L/∂θ₁", ylabel="∂L/∂θ₂")
    return figure
