"""One LSTM unit with weights set by hand that writes, holds and shows a value: its gates, its cell state and its hidden state."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure

STEPS = 20
WRITE, READ = {3, 13}, {8, 9, 17, 18}


def _sigma(z):
    return 1 / (1 + np.exp(-z))


def draw():
    rng = np.random.default_rng(3)
    value = rng.uniform(-0.9, 0.9, STEPS)
    value[3], value[13] = 0.9, -0.7
    c, rows = 0.0, []
    for t in range(STEPS):
        write, read = t in WRITE, t in READ
        f, i, o = _sigma(10 - 20 * write), _sigma(20 * write - 10), _sigma(20 * read - 10)
        c = f * c + i * np.tanh(value[t])
        rows.append((f, i, o, c, o * np.tanh(c)))
    f, i, o, c, h = np.array(rows).T
    t = np.arange(STEPS)
    figure, (gates, states) = new_figure(nrows=2, height=4.6, sharex=True)
    for level, (gate, name, colour) in enumerate(
        ((o, "output gate o", SERIES[2]), (i, "input gate i", SERIES[1]), (f, "forget gate f", SERIES[0]))
    ):
        base = 1.55 * level
        gates.fill_between(t, base, base + gate, step="mid", color=colour, alpha=0.3, edgecolor="none")
        gates.step(t, base + gate, where="mid", color=colour, linewidth=1.6)
        gates.text(19.7, base + 0.5, name, fontsize=10, color=INK, va="center", ha="left")
    gates.set(yticks=[], ylim=(-0.1, 4.35))
    gates.spines["left"].set_visible(False)
    states.axhline(0, color=MUTED, linewidth=0.8)
    states.plot(t, np.tanh(value), "o", color=MUTED, markersize=4)
    states.step(t, c, where="mid", color=SERIES[0])
    states.bar(t, h, width=0.55, color=SERIES[2], alpha=0.75)
    states.text(19.7, c[-1], "cell state c", fontsize=10, color=SERIES[0], va="center", ha="left")
    states.text(8.5, 0.83, "hidden state h", fontsize=10, color=SERIES[2], ha="center")
    states.text(19.7, 0.35, "• candidate g", fontsize=10, color=INK, va="center", ha="left")
    states.set(xlabel="time step", xlim=(-0.6, 26), ylim=(-1, 1.05), xticks=(0, 3, 8, 13, 17))
    return figure
