"""A sum of two sinusoids over time, and the amplitudes that its Fourier transform reads off."""

import numpy as np

from draw import INK, MUTED, SERIES, new_figure

RATE = 200


def draw():
    figure, (above, below) = new_figure(nrows=2, height=3.9)
    t = np.arange(RATE) / RATE
    x = 3 * np.sin(2 * np.pi * 5 * t) + np.cos(2 * np.pi * 20 * t)
    above.axhline(0, color=MUTED, linewidth=0.8)
    above.plot(t, x, color=SERIES[0])
    above.set(xlabel="time t (seconds)", ylabel="signal", xlim=(0, 1))
    amplitude = np.abs(np.fft.rfft(x)) / (RATE / 2)
    frequency = np.arange(31)
    below.vlines(frequency, 0, amplitude[:31], color=SERIES[1], linewidth=2.5)
    below.plot(frequency, amplitude[:31], "o", color=SERIES[1], markersize=3.5, clip_on=False)
    below.set(xlabel="frequency (Hz)", ylabel="amplitude", xlim=(-0.5, 30.5), ylim=(0, 3.6))
    below.annotate("5 Hz: amplitude 3", (5, 3), (7, -3), textcoords="offset points", color=INK, fontsize=10)
    below.annotate("20 Hz: amplitude 1", (20, 1), (7, -3), textcoords="offset points", color=INK, fontsize=10)
    return figure
