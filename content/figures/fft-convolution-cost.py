"""Operations of a one-dimensional convolution by the direct sum and through the FFT, over the number of taps."""

import math

import numpy as np

from draw import INK, MUTED, SERIES, new_figure

SAMPLES = 4096


def _through_fft(taps):
    p = 1 << (SAMPLES + taps - 2).bit_length()
    return 3 * 2.5 * p * math.log2(p) + 6 * (p // 2 + 1)


def draw():
    figure, axes = new_figure(height=3.1)
    taps = np.unique(np.round(np.logspace(0, math.log10(SAMPLES), 200)).astype(int))
    through = np.array([_through_fft(int(k)) for k in taps])
    axes.loglog(taps, 2 * SAMPLES * taps, color=SERIES[0])
    axes.loglog(taps, through, color=SERIES[1])
    crossing = next(k for k in range(1, SAMPLES) if 2 * SAMPLES * k > _through_fft(k))
    axes.axvline(crossing, color=MUTED, linewidth=0.9, linestyle="--")
    axes.annotate(f"{crossing} taps", (crossing, 1.2e4), (6, 0), textcoords="offset points", color=INK, fontsize=10)
    axes.annotate("direct sum", (1500, 1.23e7), (-8, 6), textcoords="offset points", ha="right", color=INK, fontsize=10)
    axes.annotate("through the FFT", (3, 8.2e5), (0, 6), textcoords="offset points", color=INK, fontsize=10)
    axes.set(xlabel="kernel length (taps)", ylabel="operations", xlim=(1, SAMPLES), ylim=(8e3, 6e7))
    axes.minorticks_off()
    return figure
