"""What the best denoiser does to corrupted points when the data lie on a circle: it moves them towards the circle."""

import numpy as np

from draw import SERIES, new_figure

NOISE = 0.35


def _restore(points, data):
    """The mean of the clean point given the corrupted one: data weighted by the Gaussian noise's density."""
    distance = np.sum((points[:, None] - data[None]) ** 2, axis=2)
    weight = np.exp(-(distance - distance.min(1, keepdims=True)) / (2 * NOISE**2))
    return weight @ data / weight.sum(1, keepdims=True)


def draw():
    angle = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    data = np.stack([np.cos(angle), np.sin(angle)], 1)
    grid = np.stack(np.meshgrid(np.linspace(-1.9, 1.9, 14), np.linspace(-1.5, 1.5, 11)), -1).reshape(-1, 2)
    move = _restore(grid, data) - grid
    figure, axes = new_figure(height=3.6)
    axes.quiver(*grid.T, *move.T, color=SERIES[0], angles="xy", scale_units="xy", scale=2.2, width=0.0045)
    axes.plot(*np.vstack([data, data[:1]]).T, color=SERIES[1])
    axes.text(0, 1.72, "the data lie on this circle", color=SERIES[1], fontsize=10, ha="center")
    axes.set(aspect="equal", xlim=(-2.1, 2.1), ylim=(-1.7, 1.95), xlabel="x₁", ylabel="x₂", xticks=(-1, 0, 1), yticks=(-1, 0, 1))
    return figure
