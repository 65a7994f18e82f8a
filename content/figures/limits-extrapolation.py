"""Five small ReLU networks fitted to a sine between two dashed lines, and what they predict outside."""

from itertools import pairwise

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def train(x, y, seed, width=32, steps=3000, rate=0.01):
    """Full-batch Adam on the mean squared error of a network with two hidden ReLU layers; returns its function."""
    random = np.random.default_rng(seed)
    sizes = (1, width, width, 1)
    parameters = []
    for wide_in, wide_out in pairwise(sizes):
        parameters += [random.normal(0, np.sqrt(2 / wide_in), (wide_in, wide_out)), random.normal(0, 0.5, wide_out)]
    moments = [[np.zeros_like(p), np.zeros_like(p)] for p in parameters]

    def forward(values):
        W1, b1, W2, b2, W3, b3 = parameters
        h1 = np.maximum(values @ W1 + b1, 0)
        h2 = np.maximum(h1 @ W2 + b2, 0)
        return h1, h2, h2 @ W3 + b3

    for step in range(1, steps + 1):
        h1, h2, output = forward(x)
        d3 = 2 * (output - y) / len(x)
        d2 = (d3 @ parameters[4].T) * (h2 > 0)
        d1 = (d2 @ parameters[2].T) * (h1 > 0)
        gradients = (x.T @ d1, d1.sum(0), h1.T @ d2, d2.sum(0), h2.T @ d3, d3.sum(0))
        for parameter, gradient, (m, v) in zip(parameters, gradients, moments, strict=True):
            m += 0.1 * (gradient - m)
            v += 0.001 * (gradient**2 - v)
            parameter -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return lambda values: forward(values[:, None])[2][:, 0]


def draw():
    figure, axes = new_figure(height=3.1)
    random = np.random.default_rng(0)
    x = np.sort(random.uniform(-3, 3, 60))[:, None]
    y = np.sin(x) + 0.1 * random.normal(size=x.shape)
    grid = np.linspace(-9, 9, 361)
    axes.plot(grid, np.sin(grid), color=INK, linewidth=1.4, linestyle="--")
    for seed in range(5):
        axes.plot(grid, train(x, y, seed)(grid), color=SERIES[0], linewidth=1.4, alpha=0.85)
    axes.plot(x[:, 0], y[:, 0], "o", color=SERIES[1], markersize=3.5)
    for edge in (-3, 3):
        axes.axvline(edge, color=MUTED, linewidth=1.0, linestyle=":")
    axes.text(0, 3.35, "training inputs", ha="center", color=INK, fontsize=10)
    axes.text(8.9, 1.4, "truth (dashed)", ha="right", color=INK, fontsize=10)
    axes.text(-4.9, 2.75, "five networks", ha="center", color=INK, fontsize=10)
    axes.set(xlabel="input", ylabel="output", xlim=(-9, 9), ylim=(-4, 4))
    return figure
