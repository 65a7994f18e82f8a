"""Which input position reaches which output position, and with what weight, in one layer of four architectures."""

import numpy as np

from draw import heat, new_figure


def draw():
    rng = np.random.default_rng(3)
    n = 10
    i, j = np.indices((n, n))
    dense = rng.uniform(0.1, 1, (n, n))
    convolution = np.select([i - j == 1, i == j, i - j == -1], [0.45, 1.0, 0.7], 0.0)
    recurrent = np.where(i >= j, 0.72 ** np.maximum(i - j, 0), 0.0)
    scores = rng.normal(0, 1.6, (n, n))
    attention = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    panels = (
        ("fully connected", dense), ("convolution", convolution),
        ("recurrent", recurrent), ("attention", attention / attention.max()),
    )  # fmt: skip
    figure, axes = new_figure(ncols=2, nrows=2, height=5.2)
    for one, (name, weights) in zip(axes.flat, panels):
        heat(one, weights, low=0, high=1)
        one.set_title(name, fontsize=10.5, fontweight="normal")
    for one in axes[:, 0]:
        one.set_ylabel("output position")
    for one in axes[1]:
        one.set_xlabel("input position")
    return figure
