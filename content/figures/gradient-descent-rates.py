"""Gradient descent on a stretched quadratic (curvatures 1 and 10): two paths, and the cost over 40 steps for four learning rates."""

import numpy as np

from draw import FAINT, INK, SERIES, new_figure

CURVATURES = np.array([10.0, 1.0])
START = np.array([0.75, 3.6])


def _path(rate, steps):
    points = [START]
    for _ in range(steps):
        points.append(points[-1] - rate * CURVATURES * points[-1])
    return np.array(points)


def _cost(points):
    return 0.5 * np.sum(CURVATURES * points**2, axis=-1)


def draw():
    figure, (plane, curve) = new_figure(nrows=2, height=5.4)
    x, y = np.meshgrid(np.linspace(-0.6, 4.0, 93), np.linspace(-0.95, 0.95, 61))
    plane.contour(x, y, _cost(np.stack([y, x], -1)), levels=[0.15, 0.6, 1.4, 2.6, 4.2, 6.2, 8.6], colors=FAINT, linewidths=0.9)
    for rate, colour in ((0.19, SERIES[1]), (0.04, SERIES[0])):
        points = _path(rate, 25)
        plane.plot(points[:, 1], points[:, 0], color=colour, marker="o", markersize=3.5, linewidth=1.3)
    plane.plot(0, 0, marker="+", color=INK, markersize=12, markeredgewidth=1.8, zorder=5)
    plane.text(2.0, 0.74, "ε = 0.19", color=SERIES[1], fontsize=10)
    plane.text(3.3, -0.25, "ε = 0.04", color=SERIES[0], fontsize=10)
    plane.set(xlabel="θ₂ (curvature 1)", ylabel="θ₁ (curvature 10)", xlim=(-0.6, 4.0), ylim=(-0.95, 0.95), aspect="equal")
    steps = np.arange(41)
    for rate, colour, at in ((0.01, SERIES[2], 41), (0.04, SERIES[0], 41), (0.19, SERIES[1], 41), (0.21, SERIES[3], 41)):
        costs = _cost(_path(rate, 40))
        curve.semilogy(steps, costs, color=colour)
        curve.text(at, costs[-1], f"ε = {rate}", color=colour, fontsize=10, va="center")
    curve.set(xlabel="steps", ylabel="cost J", xlim=(0, 48))
    curve.set_xticks(range(0, 41, 10))
    curve.minorticks_off()
    return figure
