"""Depth and parameters of LeNet-5, AlexNet, VGG-16, GoogLeNet and five ResNets; the area of a disc is its cost per image (LeNet-5's: enlarged)."""

from draw import INK, MUTED, PAPER, SERIES, new_figure

# Layers with weights on the longest path, millions of parameters, 10⁹ multiplications for one image, where the label stands.
NETWORKS = {
    "LeNet-5": (7, 0.06, 0.00033, (10, 0, "left")),
    "AlexNet": (8, 61.0, 0.72, (0, -17, "center")),
    "VGG-16": (16, 138.4, 15.5, (25, 0, "left")),
    "GoogLeNet": (22, 7.0, 1.6, (0, -21, "center")),
}
RESNETS = {
    "ResNet-18": (18, 11.7, 1.8, (-12, 2, "right")),
    "34": (34, 21.8, 3.7, (0, -22, "center")),
    "50": (50, 25.6, 3.9, (0, -22, "center")),
    "101": (101, 44.5, 7.6, (0, -26, "center")),
    "152": (152, 60.2, 11.3, (0, -30, "center")),
}


def _discs(axes, networks, colour):
    for name, (depth, millions, cost, (right, up, side)) in networks.items():
        axes.scatter(depth, millions, s=max(60 * cost, 14), color=colour, alpha=0.75, edgecolor=PAPER, linewidth=1, zorder=3)
        axes.annotate(name, (depth, millions), (right, up), textcoords="offset points", ha=side, va="center", color=INK, fontsize=10)


def draw():
    figure, axes = new_figure(height=3.9)
    line = [(depth, millions) for depth, millions, _, _ in RESNETS.values()]
    axes.plot(*zip(*line, strict=True), color=MUTED, linewidth=0.9, zorder=1)
    _discs(axes, NETWORKS, SERIES[0])
    _discs(axes, RESNETS, SERIES[1])
    axes.set(xscale="log", yscale="log", xlim=(5.5, 230), ylim=(0.035, 420))
    axes.set_xticks((7, 10, 20, 50, 100, 200), labels=("7", "10", "20", "50", "100", "200"))
    axes.set_yticks((0.1, 1, 10, 100), labels=("0.1", "1", "10", "100"))
    axes.minorticks_off()
    axes.set(xlabel="layers with weights on the longest path", ylabel="parameters (millions)")
    return figure
