"""Steps and examples that a given loss takes over the batch size, in the model of the gradient noise scale."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure


def draw():
    figure, axes = new_figure(height=3.1)
    ratio = np.geomspace(1 / 32, 32, 201)
    axes.loglog(ratio, 1 + 1 / ratio, color=SERIES[0])
    axes.loglog(ratio, 1 + ratio, color=SERIES[1])
    axes.plot([1, 1], [1, 5.4], color=MUTED, linestyle=":", linewidth=1.2)
    axes.plot(1, 2, "o", color=INK)
    axes.text(1 / 11, 16, "update steps", color=SERIES[0], fontsize=10)
    axes.text(11, 16, "examples", color=SERIES[1], fontsize=10, ha="right")
    axes.text(1, 6, "twice the minimum of both", color=INK, fontsize=10, ha="center")
    axes.set(xlabel="batch size B, as a multiple of the noise scale", ylabel="multiple of the minimum", xlim=(1 / 32, 32), ylim=(1, 40))
    axes.set_xticks([1 / 16, 1 / 4, 1, 4, 16], labels=["1/16", "1/4", "1", "4", "16"])
    axes.set_yticks([1, 2, 4, 8, 16, 32], labels=["1", "2", "4", "8", "16", "32"])
    axes.minorticks_off()
    return figure
