"""How the scale of a deep ReLU network's activations runs through its layers for two variances of the weights."""

import numpy as np

from draw import INK, SERIES, new_figure

WIDTH, DEPTH, EXAMPLES = 256, 30, 200


def _mean_squares(gain, rng):
    h = rng.standard_normal((EXAMPLES, WIDTH))
    values = []
    for _ in range(DEPTH):
        z = h @ rng.normal(0, np.sqrt(gain / WIDTH), (WIDTH, WIDTH))
        values.append(np.mean(z**2))
        h = np.maximum(z, 0)
    return np.array(values) / values[0]


def draw():
    figure, axes = new_figure(height=2.9)
    rng = np.random.default_rng(0)
    layers = np.arange(1, DEPTH + 1)
    for gain, colour, text in ((2, SERIES[0], "variance 2/n (He)"), (1, SERIES[1], "variance 1/n")):
        for _ in range(5):
            axes.semilogy(layers, _mean_squares(gain, rng), color=colour, linewidth=0.9, alpha=0.55)
        axes.semilogy(layers, (gain / 2) ** (layers - 1.0), color=colour)
        height = 6.0 if gain == 2 else 3e-5
        axes.text(15.5 if gain == 2 else 17.5, height, text, color=INK, fontsize=10)
    axes.set(xlabel="layer", ylabel="mean square of z,\nrelative to layer 1", xlim=(1, DEPTH), ylim=(1e-10, 100))
    axes.minorticks_off()
    return figure
