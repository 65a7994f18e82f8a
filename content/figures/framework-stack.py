"""Keras above TensorFlow, JAX and PyTorch: who supplies which layer of the software."""

from draw import INK, MUTED, SERIES, box, new_diagram

COLUMNS = (("TensorFlow", 3.65), ("JAX", 6.25), ("PyTorch", 8.85))
ROWS = (
    ("layers,\noptimisers", 5.05, ("Keras, as\ntf.keras", "separate\nlibraries", "torch.nn\ntorch.optim")),
    ("arrays,\ngradients", 3.75, ("tf.Tensor\nGradientTape", "jax.numpy\njax.grad", "torch.Tensor\nautograd")),
    ("graph\ncompiler", 2.45, ("tf.function\nXLA", "jax.jit\nXLA", "torch.compile\nTorchInductor")),
)


def draw():
    figure, axes = new_diagram(columns=10.3, rows=8.6)
    box(
        axes,
        (6.25, 7.55),
        "Keras 3: layers, losses, metrics, fit()\n(the backend is chosen before it is imported)",
        7.8,
        1.15,
        colour=SERIES[0],
        fill=SERIES[0],
        opacity=0.18,
        size=10,
    )
    label(axes, 7.55, "high-level\nAPI")
    for number, (name, x) in enumerate(COLUMNS):
        axes.text(x, 6.25, name, ha="center", va="center", fontsize=11, color=INK, weight="bold")
        axes.annotate("", (x, 6.5), (x, 6.95), arrowprops={"arrowstyle": "-|>", "color": MUTED, "linewidth": 1.3})
        for _, y, texts in ROWS:
            keras = texts[number].startswith("Keras")
            box(
                axes,
                (x, y),
                texts[number],
                2.4,
                1.1,
                colour=SERIES[0] if keras else MUTED,
                fill=SERIES[0] if keras else "none",
                opacity=0.18,
                size=9.5,
            )
    for name, y, _ in ROWS:
        label(axes, y, name)
    box(axes, (6.25, 1.15), "vendor libraries and generated code for CPU, GPU, TPU", 7.8, 0.9, size=9.5)
    label(axes, 1.15, "kernels")
    return figure


def label(axes, y, text):
    lines = text.split("\n")
    for number, line in enumerate(lines):
        shift = ((len(lines) - 1) / 2 - number) * 12.5
        axes.annotate(line, (0.15, y), (0, shift), textcoords="offset points", ha="left", va="center", fontsize=9.5, color=INK)
