"""Points around an arc, reconstructed from one number each: by the best linear code and by a trained non-linear autoencoder."""

import numpy as np

from draw import FAINT, INK, SERIES, new_figure


def _train(x, widths=(2, 16, 1, 16, 2), steps=3000, rate=0.01):
    """A tanh autoencoder with linear code and output, trained by Adam on the whole set."""
    rng = np.random.default_rng(1)
    weights = [rng.normal(0, 1 / np.sqrt(a), (a, b)) for a, b in zip(widths, widths[1:])]
    parameters = weights + [np.zeros(b) for b in widths[1:]]
    first, second = [np.zeros_like(p) for p in parameters], [np.zeros_like(p) for p in parameters]
    for step in range(1, steps + 1):
        layers = _layers(x, parameters)
        delta = 2 * (layers[-1] - x) / len(x)
        gradients = [None] * 8
        for i in reversed(range(4)):
            gradients[i], gradients[4 + i] = layers[i].T @ delta, delta.sum(0)
            if i:
                delta = delta @ parameters[i].T * (1 if i == 2 else 1 - layers[i] ** 2)
        for p, g, m, v in zip(parameters, gradients, first, second):
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            p -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return parameters


def _layers(x, parameters):
    layers = [x]
    for i in range(4):
        z = layers[-1] @ parameters[i] + parameters[4 + i]
        layers.append(np.tanh(z) if i in (0, 2) else z)
    return layers


def draw():
    rng = np.random.default_rng(0)
    angle = rng.uniform(0.1, np.pi - 0.1, 160)
    x = np.stack([np.cos(angle), np.sin(angle)], 1) * 1.4 + rng.normal(0, 0.06, (160, 2))
    x -= x.mean(0)
    parameters = _train(x)
    order = np.argsort(angle)
    curve = _layers(x, parameters)[-1][order]
    figure, axes = new_figure(height=2.9)
    axes.scatter(x[:, 0], x[:, 1], s=9, color=FAINT, edgecolor=INK, linewidth=0.3)
    direction = np.linalg.svd(x)[2][0]
    line = np.outer(x @ direction, direction)[np.argsort(x @ direction)]
    axes.plot(*line.T, color=SERIES[1])
    axes.plot(*curve.T, color=SERIES[0])
    axes.text(0.1, -0.22, "linear code: a straight line", color=SERIES[1], fontsize=10, ha="center")
    axes.text(0.1, 0.2, "non-linear: a curve", color=SERIES[0], fontsize=10, ha="center")
    axes.set(aspect="equal", xlabel="x₁", ylabel="x₂", yticks=(-0.5, 0, 0.5))
    return figure
