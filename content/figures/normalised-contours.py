"""Gradient descent on a regression with two inputs of different scale, before and after standardising them."""

import numpy as np

from draw import MUTED, SERIES, new_figure


def _path(curvatures, start, rate, steps):
    points = [np.array(start)]
    for _ in range(steps):
        points.append(points[-1] - rate * curvatures * points[-1])
    return np.array(points)


def draw():
    figure, panels = new_figure(ncols=2, height=2.1)
    for axes, curvatures, name in zip(panels, (np.array([1.0, 25.0]), np.array([1.0, 1.0])), ("raw inputs", "standardised"), strict=True):
        rate = 2 / curvatures.sum() * 0.98
        path = _path(curvatures, (-4.0, 2.0), rate, 12)
        a, b = np.meshgrid(np.linspace(-5, 5, 101), np.linspace(-3, 3, 101))
        cost = 0.5 * (curvatures[0] * a**2 + curvatures[1] * b**2)
        axes.contour(a, b, cost, levels=np.array([0.02, 0.1, 0.25, 0.5, 0.8]) * cost.max(), colors=MUTED, linewidths=0.8)
        axes.plot(path[:, 0], path[:, 1], "o-", color=SERIES[0], linewidth=1.4, markersize=3.5)
        axes.plot(0, 0, "+", color=SERIES[1], markersize=11, markeredgewidth=2)
        axes.set_title(name, fontweight="normal")
        axes.set(xlabel="first weight", xlim=(-5, 5), ylim=(-3, 3), xticks=[], yticks=[], aspect="equal")
    panels[0].set_ylabel("second weight")
    return figure
