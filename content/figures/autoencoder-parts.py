"""An autoencoder: encoder, code, decoder, and the loss that compares the reconstruction with the input."""

from draw import INK, MUTED, PAPER, SERIES, arrow, box, new_diagram

COLUMNS = ((0.85, 6), (2.75, 4), (4.65, 2), (6.55, 4), (8.45, 6))


def _places(x, count):
    return [(x, 3.05 + (i - (count - 1) / 2) * 0.78) for i in range(count)]


def draw():
    figure, axes = new_diagram(columns=9.4, rows=6.9)
    layers = [_places(x, count) for x, count in COLUMNS]
    for left, right in zip(layers, layers[1:]):
        for a in left:
            for b in right:
                axes.plot(*zip(a, b), color=MUTED, linewidth=0.5, alpha=0.6, zorder=1)
    colours = (MUTED, SERIES[0], SERIES[1], SERIES[0], MUTED)
    for places, colour in zip(layers, colours):
        axes.scatter(*zip(*places), s=95, facecolor=PAPER, edgecolor=colour, linewidth=1.6, zorder=3)
    for x, text in ((0.85, "input x"), (4.65, "code h"), (8.45, "reconstruction r")):
        axes.text(min(x, 8.0), 0.35, text, ha="center", va="center", color=INK, fontsize=10.5)
    axes.text(2.75, 1.05, "encoder f", ha="center", va="center", color=SERIES[0], fontsize=10.5)
    axes.text(6.55, 1.05, "decoder g", ha="center", va="center", color=SERIES[0], fontsize=10.5)
    loss = box(axes, (4.65, 6.3), "loss L(x, r)", 2.6, 0.8, SERIES[1])
    arrow(axes, (0.85, 5.35), loss.left, bend=-0.18)
    arrow(axes, (8.45, 5.35), loss.right, bend=0.18)
    return figure
