"""Ten steps towards deep learning on a time axis that is true to scale."""

from draw import INK, MUTED, SERIES, new_figure

STEPS = (
    (1958, "perceptron: one layer of weights learns", 2),
    (1965, "Ivakhnenko, Lapa: many layers, trained one by one", 0),
    (1970, "Linnainmaa: reverse mode, the core of backpropagation", 2),
    (1980, "Fukushima's neocognitron: a convolutional hierarchy", 0),
    (1986, "Rumelhart, Hinton, Williams: hidden features", 1),
    (1989, "LeCun et al.: a convolutional network by backpropagation", 1),
    (1997, "LSTM: recurrent networks over long times", 1),
    (2006, "deep belief networks: layer-wise pre-training", 0),
    (2012, "AlexNet: GPUs and 1.2 million labelled images", 1),
    (2017, "transformer: attention instead of recurrence", 1),
)


def draw():
    figure, axes = new_figure(height=5.4)
    axes.set(xlim=(0, 10), ylim=(2026, 1955.5))
    axes.set_axis_off()
    axes.plot([1.5, 1.5], [1956, 2019], color=MUTED, linewidth=1.2, zorder=1)
    for year, text, kind in STEPS:
        axes.plot(1.5, year, "o", color=(SERIES[0], SERIES[1], MUTED)[kind], markersize=7, zorder=2)
        axes.text(1.15, year, str(year), ha="right", va="center", color=INK, fontsize=10)
        axes.text(1.95, year, text, ha="left", va="center", color=INK, fontsize=10)
    for year, text, kind in (
        (2022, "many layers, not trained by backpropagation", 0),
        (2025, "all layers trained together by gradients", 1),
    ):
        axes.plot(1.95, year, "o", color=SERIES[kind], markersize=7)
        axes.text(2.3, year, text, ha="left", va="center", color=INK, fontsize=9.5)
    return figure
