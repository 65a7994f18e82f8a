"""Normal points along a line, their best linear code, and two anomalies: one beside the line, one far out on it."""

import numpy as np

from draw import FAINT, INK, SERIES, new_figure


def draw():
    rng = np.random.default_rng(2)
    normal = rng.normal(0, (1.0, 0.12), (150, 2)) @ np.array([[0.89, 0.45], [-0.45, 0.89]])
    direction = np.linalg.svd(normal - normal.mean(0))[2][0]
    direction *= np.sign(direction[0])
    figure, axes = new_figure(height=3.1)
    axes.plot(*np.outer((-4, 6), direction).T, color=SERIES[0], linewidth=1.4)
    axes.scatter(*normal.T, s=9, color=FAINT, edgecolor=INK, linewidth=0.3)
    beside, far = np.array([-0.6, 1.5]), 4.9 * direction
    foot = direction * (beside @ direction)
    axes.plot(*np.stack([beside, foot]).T, color=SERIES[1], linestyle=":")
    axes.scatter(*np.stack([beside, far]).T, s=55, color=SERIES[1], zorder=4)
    axes.text(-1.2, 2.05, "beside the line: large error", color=SERIES[1], fontsize=10, va="center")
    axes.text(4.2, 1.5, "far out on it:\nno error", color=SERIES[1], fontsize=10, ha="left", va="center")
    axes.text(-2.1, -1.75, "everything on this line is reconstructed exactly", color=SERIES[0], fontsize=10, ha="left")
    axes.set(aspect="equal", xlim=(-2.7, 6.3), ylim=(-2.0, 2.7), xlabel="x₁", ylabel="x₂", yticks=(-1, 0, 1, 2))
    return figure
