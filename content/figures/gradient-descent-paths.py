"""The paths of batch, mini-batch and stochastic gradient descent on one small regression, and their costs over 100 epochs."""

import numpy as np

from draw import FAINT, INK, SERIES, new_figure

COLOURS = {1: SERIES[1], 16: SERIES[2], 256: SERIES[0]}
EPOCHS, SHOWN = 100, 5


def draw(claims):
    figure, (plane, curve) = new_figure(nrows=2, height=5.8)
    experiment = claims("training")
    inputs, targets = experiment._regression()
    best = np.linalg.lstsq(inputs, targets, rcond=None)[0]

    def excess(weights):
        return 0.5 * np.mean(((np.asarray(weights) - best) @ inputs.T) ** 2, axis=-1)

    x, y = np.meshgrid(np.linspace(-1.8, 1.95, 76), np.linspace(-0.45, 1.0, 49))
    plane.contour(x, y, excess(np.stack([x, y], -1)), levels=np.geomspace(0.004, 0.5, 8), colors=FAINT, linewidths=0.9)
    for batch, width in ((1, 0.7), (16, 1.4), (256, 2.0)):
        paths = experiment._descend(batch, EPOCHS)
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
