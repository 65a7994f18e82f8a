"""Which software Keras could run on in which years, and when the list said Theano, CNTK and TensorFlow."""

from draw import INK, MUTED, SERIES, new_figure

LIST = 2021 + 4 / 12
BACKENDS = (
    # name, spans; a span ends where Keras gave the backend up
    ("Theano", ((2015.2, 2020.45),), SERIES[1]),
    ("CNTK", ((2017.4, 2020.45),), SERIES[1]),
    ("TensorFlow", ((2015.92, 2026.9),), SERIES[0]),
    ("JAX", ((2023.9, 2026.9),), SERIES[0]),
    ("PyTorch", ((2023.9, 2026.9),), SERIES[0]),
    ("OpenVINO", ((2025.02, 2026.9),), SERIES[2]),
)


def draw():
    figure, axes = new_figure(height=3.1)
    for row, (name, spans, colour) in enumerate(BACKENDS):
        for start, end in spans:
            axes.barh(row, end - start, left=start, height=0.56, color=colour, alpha=0.75, edgecolor="none")
        if name == "OpenVINO":
            axes.text(2024.85, row, "inference only", ha="right", va="center", color=INK, fontsize=9.5)
    axes.plot([LIST, LIST], [-0.4, 5.6], color=INK, linewidth=1.3, linestyle="--")
    for y, text in ((3.3, "the list,"), (3.75, "May 2021")):
        axes.annotate(text, (LIST, y), (6, 0), textcoords="offset points", color=INK, fontsize=9.5, va="center")
    for x, text in ((2017.7, "multi-backend Keras"), (2022.17, "TensorFlow only"), (2025.4, "Keras 3")):
        axes.text(x, -0.85, text, ha="center", va="center", color=INK, fontsize=9.5)
    for x in (2020.45, 2023.9):
        axes.plot([x, x], [-1.3, 4.5], color=MUTED, linewidth=0.9)
    axes.set_yticks(range(len(BACKENDS)), labels=[name for name, _, _ in BACKENDS])
    axes.set(ylim=(5.6, -1.3), xlim=(2014.8, 2027), xticks=range(2015, 2028, 2))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    return figure
