"""Training cost of a small tanh network over the learning rate, after 30, 300 and 3,000 steps of gradient descent."""

import numpy as np

from draw import INK, SERIES, new_figure

RATES = np.geomspace(1e-3, 1.2, 41)
MARKS = (30, 300, 3000)


def _costs():
    """Cost of every learning rate after each of MARKS; all rates start from the same weights and are run side by side."""
    rng = np.random.default_rng(0)
    x = np.linspace(-2, 2, 32)
    y = np.sin(2 * x)
    runs, units = len(RATES), 10
    w1 = np.tile(rng.standard_normal(units), (runs, 1))
    b1 = np.tile(rng.standard_normal(units), (runs, 1))
    w2 = np.tile(rng.standard_normal(units) / np.sqrt(units), (runs, 1))
    b2 = np.zeros((runs, 1))
    rate, marks = RATES[:, None], []
    for step in range(1, MARKS[-1] + 1):
        hidden = np.tanh(x[None, :, None] * w1[:, None] + b1[:, None])
        error = (hidden * w2[:, None]).sum(axis=2) + b2 - y
        back = error[:, :, None] * w2[:, None] * (1 - hidden**2)
        gradients = (
            (back * x[None, :, None]).mean(axis=1),
            back.mean(axis=1),
            (error[:, :, None] * hidden).mean(axis=1),
            error.mean(axis=1, keepdims=True),
        )
        w1, b1, w2, b2 = (np.clip(p - rate * g, -1e6, 1e6) for p, g in zip((w1, b1, w2, b2), gradients, strict=True))
        if step in MARKS:
            hidden = np.tanh(x[None, :, None] * w1[:, None] + b1[:, None])
            marks.append(0.5 * (((hidden * w2[:, None]).sum(axis=2) + b2 - y) ** 2).mean(axis=1))
    return marks


def draw():
    figure, axes = new_figure(height=3.3)
    labels = ((0.06, 0.32), (0.013, 0.045), (0.0011, 0.03))
    for steps, costs, colour, at in zip(MARKS, _costs(), (SERIES[2], SERIES[1], SERIES[0]), labels, strict=True):
        axes.loglog(RATES, np.minimum(costs, 100), color=colour)
        axes.text(*at, f"{steps:,} steps", color=colour, fontsize=10)
    axes.text(0.95, 0.02, "diverges", color=INK, fontsize=10)
    axes.set(xlabel="learning rate", ylabel="training cost", xlim=(1e-3, 3), ylim=(2e-6, 20))
    axes.minorticks_off()
    return figure
