# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Convolution: sizes, flips, the FFT, and shifts
#
# **The claims under test.** By the lists, same padding gives an output of the input's size, a convolutional layer makes use of convolution, and the Fourier
# transform makes things efficient for sure; often heard is that convolution and pooling give invariance to translation. The pages:
# [padding](../questions/convolutional-networks/padding.html), [the Fourier transform](../questions/mathematics/fourier-transform.html), [convolutional neural
# networks](../questions/convolutional-networks/convolutional-neural-networks.html).
#
# **The experiment.** One layer for one channel, written out below: each output is the dot product of an $f \times f$ kernel with the part of the padded image
# under it. The stride is the step between windows, the dilation the distance between the kernel's taps. If the claims hold as they stand, the
# size stays at every stride, a true convolution gives the layer's outputs, the FFT takes fewer operations for every kernel, and a shift changes nothing.

# %%
import sys

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy.ndimage import gaussian_filter
from scipy.signal import convolve2d

sys.path[:0] = ["scripts", "../../scripts"]  # the site's helpers
from compute import open_claims
from draw import heat, new_figure, picture

page, rng = open_claims("convolutional-networks"), np.random.default_rng(20218)  # what the pages quote; chance


def layer(image, kernel, stride=1, padding=0, dilation=1, border="constant"):
    span = dilation * (len(kernel) - 1) + 1
    windows = sliding_window_view(np.pad(image, padding, mode=border), (span, span))
    return np.einsum("ijuv,uv->ij", windows[::stride, ::stride, ::dilation, ::dilation], kernel)


def through_fft(image, kernel):
    return np.fft.irfft2(np.fft.rfft2(image) * np.fft.rfft2(kernel, image.shape), image.shape)


def direct(image, kernel):
    side = len(image) - len(kernel) + 1
    return sum(w * image[u : u + side, v : v + side] for (u, v), w in np.ndenumerate(kernel[::-1, ::-1]))


# %% [markdown]
# ## Output sizes, and the flip
#
# The page's formula for sizes is tried in 1,152 combinations. Convolution turns the kernel by 180°, the layer does not: with the outputs of a true convolution
# as targets, least squares finds the weights that the layer would have to learn.

# %%
several = [(n, f, s, p, d) for n in range(9, 21) for f in range(1, 5) for s in (1, 2, 3) for p in range(4) for d in (1, 2)]
agree = [len(layer(np.ones((n, n)), np.ones((f, f)), s, p, d)) == page.output_side(n, f, s, p, d) for n, f, s, p, d in several]
sides = {(p, s): len(layer(np.ones((32, 32)), np.ones((5, 5)), s, p)) for p in (0, 2, 4) for s in (1, 2)}
for name, p in ("valid", 0), ("same", 2), ("full", 4):
    print(f"{name:5}: 32 × 32 pixels, 5 × 5 kernel: side {sides[p, 1]} at stride 1, {sides[p, 2]} at stride 2")

image, kernel = rng.standard_normal((256, 256)), rng.standard_normal((5, 5))
convolved = convolve2d(image, kernel, "valid")
learned = np.linalg.lstsq(sliding_window_view(image, (5, 5)).reshape(-1, 25), convolved.ravel(), rcond=None)[0].reshape(5, 5)
differ, fit = (abs(layer(image, weights) - convolved).max() for weights in (kernel, learned))
print(f"the same kernel gives values that differ by up to {differ:.0f}, the learned one by up to {fit:.0e}")

# %% [markdown]
# ## From which kernel size the FFT pays
#
# A product of discrete Fourier transforms is a *circular* convolution: without padding, its first $f - 1$ rows and columns are wrong, the rest are the valid
# outputs. By the page's count a direct sum takes $2 f^2$ operations per output, each real transform of $P$ values $2.5 P \log_2 P$ and each complex product
# $6$. We count both for $256 \times 256$ pixels and one channel.

# %%
pays = {t: next(f for f in range(1, 32) if 2 * f**2 * (257 - f) ** 2 > t * 2.5 * 256**2 * 16 + 6 * 256 * 129) for t in (3, 2)}  # transforms
print(f"by count the FFT pays from {pays[3]} × {pays[3]}; where the kernel's transform is kept, from {pays[2]} × {pays[2]}")
direct_count, fft_count = 2 * 31**2 * 226**2, 3 * 2.5 * 256**2 * 16 + 6 * 256 * 129
print(f"at 31 × 31 the direct sum takes {direct_count / fft_count:.1f} times as many operations")

# %% [markdown]
# ## Shifts
#
# A 16 × 16 image is shifted by one pixel, all round. The first picture shows how far the map of a random 3 × 3 kernel differs from the old map, shifted to fit
# best. Then pooling, after eight random 5 × 5 kernels with ReLU and circular borders, for 20 images of smoothed noise: the change by a shift, as a share of the
# change to an unrelated image (root mean squares). Smoother images would change less.

# %%
small, edge = rng.standard_normal((16, 16)), rng.standard_normal((3, 3))
settings = {"circular border": {"border": "wrap"}, "zeros (same)": {}, "circular, stride 2": {"border": "wrap", "stride": 2}}
left, (figure, panels) = {}, new_figure(3, height=2.1)
for axes, (name, how) in zip(panels, settings.items(), strict=True):
    before, after = (layer(np.roll(small, shift, 1), edge, padding=1, **how) for shift in (0, 1))
    left[name] = min((abs(after - np.roll(before, shift, 1)) for shift in range(len(before))), key=np.mean)
    heat(axes, left[name], low=0, high=6)
    axes.set_title(name)
picture(figure, "convolution-shifts", "Remainders by cell: left none; in the middle three columns at the border; right nearly everywhere.")


# %%
def change(shift, pool, side):
    maps = [np.maximum(np.fft.irfft2(np.fft.rfft2(x) * kernels), 0) for x in (images[0], np.roll(images[0], shift, -1), images[1])]
    here, shifted, other = (pool(m.reshape(20, 8, 64 // side, side, 64 // side, side), axis=(3, 5)) for m in maps)
    return np.sqrt(np.mean((shifted - here) ** 2) / np.mean((other - here) ** 2))


kernels = np.fft.rfft2(rng.standard_normal((8, 5, 5)), (64, 64))
images = gaussian_filter(rng.standard_normal((2, 20, 1, 64, 64)), (0, 0, 0, 1, 1), mode="wrap")
poolings = {"maximum of 2 × 2": (np.max, 2), "maximum of 8 × 8": (np.max, 8), "mean of 8 × 8": (np.mean, 8), "mean of all": (np.mean, 64)}
poolings["one of 8 × 8"] = (lambda maps, axis: maps[:, :, :, 0, :, 0], 8)
changes = {name: [change(shift, *how) for shift in range(9)] for name, how in poolings.items()}
figure, axes = new_figure()
axes.plot(np.transpose(list(changes.values())), label=list(changes))
axes.set(xlabel="shift in pixels", ylabel="change (to another image: 1)", ylim=(-0.03, 1.1))
axes.legend(loc="lower right", bbox_to_anchor=(1, 0.05))
picture(figure, "convolution-pooling", "Change over a shift of 0 to 8 pixels: only the mean of all outputs stays at zero, all others rise.")

# %% [markdown]
# ## What was seen
#
# - **Same padding**, two zeros on every side for 5 × 5, kept the size at stride 1 only: at stride 2, 32 became 16. The formula was right in all 1,152 cases.
# - **The layer cross-correlates**: the same kernel gave other values than in a convolution. Fitting found it turned by 180°.
# - **The FFT pays** from 9 × 9 by this count, from 7 × 7 if the kernel's transform is kept. At 31 × 31 it takes less than a twelfth of the operations. The
#   clock also depends on code and machine, and is not read here. With several channels, which share transforms, the point moves.
# - **Equivariance** was exact with circular borders; zeros broke it in three of 16 columns, stride 2 for a shift by one, not by two.
# - **Local pooling is approximately invariant at best**: one pixel moved maxima of 2 × 2 nearly half of the way to another image, little less than without
#   pooling (one output of 8 × 8 kept); maxima of 8 × 8 by about three tenths. Of the five, only the mean of all was invariant.
# - **To try.** Take the mean over windows of 2 × 2, 4 × 4, 8 × 8 outputs before one of 8 × 8 is kept: how does the change by one pixel fall, and why?

# %%
assert all(agree) and len(agree) == 1152 and list(sides.values()) == [28, 14, 32, 16, 36, 18]
assert differ > 1 and np.allclose(learned, kernel[::-1, ::-1]) and np.allclose(direct(image, kernel), convolved)
right = np.isclose(through_fft(image, kernel), convolve2d(image, kernel)[:256, :256])
assert right[4:, 4:].all() and not right[:4].any() and not right[:, :4].any()
assert (pays[3], pays[2]) == (9, 7) and 12 < direct_count / fft_count < 13
circular, zeros, strided = left.values()
assert circular.max() < 1e-12 and zeros[:, 2:15].max() < 1e-12 < 0.1 < zeros[:, [0, 1, 15]].max(axis=0).min() and strided.mean() > 1
old, by_two = (layer(np.roll(small, shift, 1), edge, padding=1, **settings["circular, stride 2"]) for shift in (0, 2))
assert np.allclose(by_two, np.roll(old, 1, 1))
by_one = [values[1] for values in changes.values()]
assert 0.4 < by_one[0] < 0.55 and 0.8 < by_one[0] / by_one[4] < 0.95
assert by_one[2] < by_one[1] < 0.36 and max(changes["mean of all"]) < 1e-12
print("all of it holds")
