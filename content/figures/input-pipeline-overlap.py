"""Loading and training in turns, and overlapped by fetching ahead, on one time axis: 30 ms to load, 50 ms to train."""

from draw import INK, MUTED, SERIES, new_figure

LOAD, TRAIN, STEPS = 30, 50, 4


def draw():
    figure, axes = new_figure(nrows=2, height=3.5, sharex=True)
    turns = [(k * (LOAD + TRAIN), k * (LOAD + TRAIN) + LOAD) for k in range(STEPS)]
    ahead = [(0 if k == 0 else LOAD + (k - 1) * TRAIN, LOAD + k * TRAIN) for k in range(STEPS)]
    for panel, starts, title in zip(axes, (turns, ahead), ("in turns", "fetched ahead"), strict=True):
        for number, (load, train) in enumerate(starts, start=1):
            panel.broken_barh([(load, LOAD - 1)], (1.1, 0.8), facecolor=SERIES[0], alpha=0.3)
            panel.broken_barh([(train, TRAIN - 1)], (0.1, 0.8), facecolor=SERIES[1], alpha=0.3)
            panel.text(load + LOAD / 2, 1.5, str(number), ha="center", va="center", color=INK)
            panel.text(train + TRAIN / 2, 0.5, str(number), ha="center", va="center", color=INK)
        end = starts[-1][1] + TRAIN
        panel.plot([end, end], [0, 2], color=MUTED, linewidth=1.2)
        panel.text(end + 4, 1.0, f"{end} ms", ha="left", va="center", color=INK)
        panel.set_yticks([1.5, 0.5], labels=["load", "train"])
        panel.set(ylim=(0, 2), xlim=(0, 375))
        panel.set_title(title)
        panel.tick_params(axis="y", length=0)
    axes[1].set_xlabel("time in ms; the numbers are mini-batches")
    return figure
