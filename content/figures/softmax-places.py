"""Where softmax stands in a transformer language model with mixture-of-experts layers."""

from draw import INK, MUTED, SERIES, arrow, box, new_diagram

STEPS = (
    ("token embeddings", "", 0.7),
    ("self-attention", "softmax over positions,\nper head and query", 2.3),
    ("feed-forward: router\nand experts", "softmax over experts,\nper token", 4.0),
    ("linear map to logits", "", 5.6),
    ("loss, or sampling", "softmax over the vocabulary,\nper position", 7.1),
)


def draw():
    figure, axes = new_diagram(columns=10, rows=7.9)
    last = None
    for text, note, y in STEPS:
        here = box(
            axes,
            (3.0, y),
            text,
            3.9,
            0.95,
            colour=SERIES[0] if note else MUTED,
            fill=SERIES[0] if note else "none",
            opacity=0.16,
            size=10,
        )
        if note:
            axes.annotate(note, (5.25, y), ha="left", va="center", fontsize=10, color=INK, linespacing=1.25)
        if last is not None:
            arrow(axes, last.top, here.bottom)
        last = here
    axes.plot([0.65, 0.45, 0.45, 0.65], [1.6, 1.6, 4.7, 4.7], color=MUTED, linewidth=1.2)
    axes.text(0.22, 3.15, "× number of layers", rotation=90, ha="center", va="center", fontsize=9.5, color=INK)
    return figure
