"""The paths of batch, mini-batch and stochastic gradient descent on one small regression, and their costs over 100 epochs."""

import numpy as np

from draw import FAINT, INK, SERIES, new_figure

STEP_SIZES = {1: 0.05, 16: 0.2, 256: 1.0}
COLOURS = {1: SERIES[1], 16: SERIES[2], 256: SERIES[0]}
RUNS, EPOCHS, SHOWN = 20, 100, 5


def _regression():
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((256, 2)) * np.array([0.2, 1.0])
    return inputs, inputs @ np.array([1.0, 0.0]) + 0.5 * rng.standard_normal(256)


def _paths(inputs, targets, batch):
    rng = np.random.default_rng(1)
    weights = np.tile([-1.5, 0.8], (RUNS, 1))
    paths = [weights]
    for _ in range(EPOCHS):
        order = rng.permuted(np.tile(np.arange(256), (RUNS, 1)), axis=1)
        for start in range(0, 256, batch):
            rows = order[:, start : start + batch]
            error = np.einsum("rbi,ri->rb", inputs[rows], weights) - targets[rows]
            weights = weights - STEP_SIZES[batch] * np.einsum("rb,rbi->ri", error, inputs[rows]) / batch
            paths.append(weights)
    return np.array(paths)


def draw():
    figure, (plane, curve) = new_figure(nrows=2, height=5.8)
    inputs, targets = _regression()
    best = np.linalg.lstsq(inputs, targets, rcond=None)[0]

    def excess(weights):
        return 0.5 * np.mean(((np.asarray(weights) - best) @ inputs.T) ** 2, axis=-1)

    x, y = np.meshgrid(np.linspace(-1.8, 1.95, 76), np.linspace(-0.45, 1.0, 49))
    plane.contour(x, y, excess(np.stack([x, y], -1)), levels=np.geomspace(0.004, 0.5, 8), colors=FAINT, linewidths=0.9)
    for batch, width in ((1, 0.7), (16, 1.4), (256, 2.0)):
        paths = _paths(inputs, targets, batch)
        per_epoch = 256 // batch
        marker = {"marker": "o", "markersize": 5} if batch == 256 else {}
        plane.plot(*paths[: SHOWN * per_epoch + 1, 0].T, color=COLOURS[batch], linewidth=width, **marker)
        curve.semilogy(np.arange(EPOCHS + 1), excess(paths[::per_epoch]).mean(axis=1), color=COLOURS[batch], linewidth=1.8)
    plane.plot(*best, marker="+", color=INK, markersize=12, markeredgewidth=1.8, zorder=5)
    plane.annotate("minimum", best, (10, -4), textcoords="offset points", color=INK, fontsize=10)
    plane.annotate("start", (-1.5, 0.8), (8, 3), textcoords="offset points", color=INK, fontsize=10)
    plane.set(xlabel="w₁", ylabel="w₂", xlim=(-1.8, 1.95), ylim=(-0.45, 1.0))
    for at, text in (((62, 1.3e-2), "stochastic"), ((47, 6.5e-5), "mini-batch of 16"), ((12, 6e-2), "batch of all 256")):
        curve.text(*at, text, color=INK, fontsize=10)
    curve.set(xlabel="epochs (passes over the 256 examples)", ylabel="cost above minimum", xlim=(0, EPOCHS))
    curve.minorticks_off()
    return figure
