"""Lifetimes of the frameworks named in the list of May 2021, and of JAX, which it does not name."""

from draw import INK, MUTED, SERIES, new_figure

NOW = 2026.9
FRAMEWORKS = (
    ("Theano", 2013.5, 2017.8),
    ("Caffe2", 2017.3, 2018.2),
    ("CNTK", 2015.3, 2019.3),
    ("Chainer", 2015.4, 2019.9),
    ("DSSTNE", 2016.4, 2020.6),
    ("MXNet, Gluon", 2015.9, 2023.75),
    ("BigDL", 2017.0, 2024.2),
    ("Keras", 2015.2, NOW),
    ("TensorFlow", 2015.85, NOW),
    ("PaddlePaddle", 2016.7, NOW),
    ("PyTorch", 2017.05, NOW),
    ("JAX", 2018.9, NOW),
)


def draw():
    figure, axes = new_figure(height=4.3)
    for row, (_, start, end) in enumerate(FRAMEWORKS):
        alive = end == NOW
        colour = SERIES[0] if alive else SERIES[1]
        axes.barh(row, end - start, left=start, height=0.62, color=colour, alpha=0.45, linewidth=0)
        if not alive:
            axes.plot([end, end], [row - 0.31, row + 0.31], color=colour, linewidth=2)
    axes.axvline(2021.4, color=MUTED, linestyle="--", linewidth=1.2)
    axes.annotate("list of 2021", (2021.4, -0.75), (4, 0), textcoords="offset points", ha="left", va="center", color=INK, fontsize=10)
    axes.set_yticks(range(len(FRAMEWORKS)), labels=[name for name, _, _ in FRAMEWORKS])
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(2014, NOW), ylim=(len(FRAMEWORKS) - 0.5, -1.2))
    axes.set_xticks(range(2014, 2027, 2))
    return figure
