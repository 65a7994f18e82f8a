"""Where four kinds of training without labels take their target from: eight pieces of one example, given or to be predicted."""

from matplotlib.patches import Rectangle

from draw import INK, MUTED, SERIES, new_diagram

ROWS = (
    ("autoencoder", "aaaaaaaa"),
    ("masked", "aababbab"),
    ("autoregressive", "aaaaab.."),
    ("contrastive", "aaaa|bbbb"),
)


def draw():
    figure, axes = new_diagram(columns=10.4, rows=5.8)
    for number, (name, cells) in enumerate(ROWS):
        y = 5.0 - number * 1.3
        axes.text(0.1, y + 0.3, name, ha="left", va="center", color=INK, fontsize=10.5)
        x = 3.3
        for cell in cells:
            if cell == "|":
                x += 0.5
                continue
            given = cell == "a" or name == "contrastive"
            fill = SERIES[0] if given else "none"
            edge = MUTED if cell == "." else SERIES[0] if given else SERIES[1]
            if name == "contrastive" and cell == "b":
                fill = edge = SERIES[1]
            axes.add_patch(
                Rectangle((x, y), 0.6, 0.6, facecolor=fill, edgecolor=edge, linewidth=1.5, linestyle=":" if cell == "." else "-")
            )
            if cell == "b" and name != "contrastive":
                axes.text(x + 0.3, y + 0.29, "?", ha="center", va="center", color=SERIES[1], fontsize=10.5)
            x += 0.72
    notes = (
        "→ all of it again, through a code",
        "→ the hidden pieces",
        "→ the next piece, then the next",
        "→ that two views belong together",
    )
    for number, note in enumerate(notes):
        axes.text(3.3, 5.0 - number * 1.3 - 0.3, note, ha="left", va="center", color=MUTED, fontsize=10)
    return figure
