# %% [markdown]
# # How gradients travel through time
#
# **The claim under test.** Gradients of a recurrent network are said to vanish or to explode according to whether the recurrent matrix is smaller or larger than 1,
# clipping to cure it, and an LSTM to end both.
#
# It belongs to the pages on [vanishing](../questions/sequence-models/vanishing-gradients.html) and [exploding
# gradients](../questions/sequence-models/exploding-gradients.html) and on the [LSTM](../questions/sequence-models/lstm.html). **The experiment** takes random, untrained
# networks over 50 steps, and follows the product $P_k = J^{(T)} J^{(T-1)} \cdots J^{(T-k+1)}$ of Jacobians $J^{(t)} = \operatorname{diag}\bigl(1 - (h^{(t)})^2\bigr) W$ back from the last step $T$.

# %%
import sys

import numpy as np

sys.path[:0] = ["scripts", "../../scripts"]  # the site's drawing helpers
from draw import INK, SERIES, new_figure, picture

UNITS, GAINS, TICKS = 64, (0.9, 1.5, 3.0), {1e-12: "10⁻¹²", 1e-8: "10⁻⁸", 1e-4: "10⁻⁴", 1: "1", 1e4: "10⁴", 1e8: "10⁸"}
sigmoid = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731


def run(weights):
    """The states of h(t) = tanh(W h(t−1) + input(t)) from 0, and P₁, P₂, … back from the last one."""
    states, chain = [np.zeros(UNITS)], [np.eye(UNITS)]
    for term in inputs:
        states.append(np.tanh(weights @ states[-1] + term))
    for state in states[:0:-1]:
        chain.append(chain[-1] @ ((1 - state**2)[:, None] * weights))
    return states, np.array(chain[1:])


# %% [markdown]
# ## Singular values against the gradient
#
# The entries of $W$ are normal with variance $g^2/64$, for three gains $g$; the input terms have variance $1/4$. The loss is $v^\top h^{(T)}$ with a random $v$ of length
# 1, so that the gradient at the state $k$ steps earlier is $P_k^\top v$. If $v$ has no preferred direction, the mean square of its length is the mean of the squared
# singular values of $P_k$.

# %%
rng = np.random.default_rng(5)
matrix, inputs = rng.normal(0, 1 / np.sqrt(UNITS), (UNITS, UNITS)), 0.5 * rng.normal(size=(50, UNITS))
ends = rng.normal(size=(UNITS, 200))
ends /= np.linalg.norm(ends, axis=0)
top, radius = np.linalg.norm(matrix, 2), np.abs(np.linalg.eigvals(matrix)).max()
runs = {gain: run(gain * matrix) for gain in GAINS}
singular = {gain: np.linalg.svd(chain, compute_uv=False) for gain, (_, chain) in runs.items()}
gradients = {gain: chain.transpose(0, 2, 1) @ ends for gain, (_, chain) in runs.items()}
figure, axes = new_figure(ncols=3, width=5.8, height=2.9, sharey=True)
for ax, gain in zip(axes, GAINS, strict=True):
    lengths = np.linalg.norm(gradients[gain], axis=1)
    values = gain, gain * top, gain * radius, *singular[gain][-1, [0, 15]], lengths[-1].max()
    print("gain {}: σmax(W) {:.2f}, |λ|max(W) {:.2f}; over 50 steps σ1 {:.1e}, σ16 {:.1e}, largest gradient {:.1e}".format(*values))
    for index, colour in ((0, SERIES[0]), (15, SERIES[1])):
        ax.semilogy(range(1, 51), singular[gain][:, index], color=colour, label=f"σ{index + 1}")
    ax.semilogy(range(1, 51, 3), np.sqrt((lengths**2).mean(1))[::3], ".", color=INK, label="gradients, root mean square")
    ax.set(title=f"gain {gain}", xlabel="steps back", ylim=(1e-12, 1e8))
axes[0].set_yticks(list(TICKS), labels=TICKS.values())
axes[0].minorticks_off()
figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
ALT = "The 16th singular value falls at every gain; the largest falls at 0.9, stays near one at 1.5 and rises at 3, gradients a little below it."
picture(figure, "singular-values", ALT)

# %% [markdown]
# ## Clipping
#
# The gradient $G$ of the loss $v^\top h^{(T)}$ with respect to $W$ is a sum over lags. Clipping multiplies all of it by one number, so the share of lags of ten and more,
# measured here, stays what it is. Then $W$ takes a step of a chosen length along $-G$, and the decrease of the loss is divided by what the gradient promises, $\lVert G
# \rVert$ times the length; lengths $10^{-8}$, $10^{-5}$, $10^{-2}$. Medians over 20 $v$.

# %%
LENGTHS, clipping = np.array([1e-8, 1e-5, 1e-2]), {}
for gain, (states, _) in runs.items():
    rows, slopes = [], 1 - np.square(states[:0:-1])
    for v, signals in zip(ends.T[:20], gradients[gain].transpose(2, 0, 1), strict=False):
        terms = (slopes * [v, *signals[:-1]])[:, :, None] * np.array(states[-2::-1])[:, None, :]  # one matrix for every lag
        total, far = terms.sum(0), terms[10:].sum(0)
        norm = np.linalg.norm(total)
        fall = [v @ (states[-1] - run(gain * matrix - length * total / norm)[0][-1]) / (length * norm) for length in LENGTHS]
        rows.append([norm, np.linalg.norm(far) / norm, *fall])
    clipping[gain] = np.median(rows, axis=0)
    print("gain {}: norm {:.1e}, far share {:.3f}, decrease/promise {:.2f} {:.2f} {:.2f}".format(gain, *clipping[gain]))

# %% [markdown]
# ## The cell of an LSTM
#
# An LSTM of 32 units at random initialisation, weights of variance $1/32$. Its cell state is $c^{(t)} = f \odot c^{(t-1)} + i \odot g$, with $f = 1$ as in 1997, or with
# a forget gate of bias $b$. The derivative of $c^{(t)}$ by $c^{(0)}$ is taken over all paths, and over the direct one alone, where it is the product of the $f$; shown
# are the largest singular value and the largest product.


# %%
def lstm(bias, cell, steps):
    """The last cell state, and for every step σmax of its derivative by the first one and the largest product of the f."""
    hidden, dc, dh, direct, sizes = 0 * cell, np.eye(32), np.zeros((32, 32)), np.ones(32), []  # row j: derivatives by cell j
    for term in terms_in[:steps]:
        z = gates @ hidden + term
        f = np.ones(32) if bias is None else sigmoid(z[0] + bias)
        i, o, g, before = sigmoid(z[1]), sigmoid(z[2]), np.tanh(z[3]), cell
        cell, direct = f * cell + i * g, f * direct
        df, di, do, dg = dh @ gates.transpose(0, 2, 1)
        dc = f * dc + before * f * (1 - f) * df + g * i * (1 - i) * di + i * (1 - g**2) * dg
        hidden, squashed = o * np.tanh(cell), np.tanh(cell)
        dh = o * (1 - squashed**2) * dc + squashed * o * (1 - o) * do
        sizes.append((np.linalg.norm(dc, 2), direct.max()))
    return cell, dc.T, np.array(sizes)


gates, terms_in = rng.normal(0, 1 / np.sqrt(32), (4, 32, 32)), 0.5 * rng.normal(size=(400, 4, 32))
paths, cells = {}, {}
figure, axes = new_figure(height=3.2)
for bias, colour in zip((None, 3, 1, 0), SERIES, strict=False):
    name, paths[bias] = "f = 1" if bias is None else f"b = {bias}", lstm(bias, np.zeros(32), 50)[2]
    cells[bias] = np.sqrt(np.mean(lstm(bias, np.zeros(32), 400)[0] ** 2))
    print("{}: all paths {:.1e}, direct {:.1e}; cell state after 400 steps {:.1f}".format(name, *paths[bias][-1], cells[bias]))
    axes.semilogy(paths[bias][:, 0], color=colour, label=name + ", all paths")
    axes.semilogy(paths[bias][:, 1], "--", color=colour, label=name + ", direct")
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
axes.set_yticks(list(TICKS), labels=TICKS.values())
axes.set(xlabel="steps t", ylabel="derivative by the first cell state", xticks=[0, 24, 49], xticklabels=[1, 25, 50], ylim=(1e-15, 1e4))
axes.minorticks_off()
ALT = "The direct path: level where f = 1, falling slowly at bias 3, steeply at 1 and 0. All paths: higher, rising above one at f = 1 and bias 3."
picture(figure, "lstm-paths", ALT)

# %% [markdown]
# ## What was seen
#
# - **Size of $W$.** At gain 0.9 the largest singular value of $W$ is 1.8, and the gradient vanishes all the same. At 1.5 the largest eigenvalue has modulus 1.58, whose
#   50th power is more than $10^9$, yet no gradient of the 200 doubles and most shrink: the slopes of tanh are in the product too. Above 1 is not enough for explosion.
# - **Both at once.** At gain 3 the largest singular value exceeds a million while the 16th of 64 is far below 1. A gradient's mean square length is the mean of their
#   squares, so the few large ones decide it.
# - **Clipping** bounds the step and keeps its direction, so the share of far lags stays what it was, 2 % at gain 0.9: nothing against vanishing. And at gain 3 a step of
#   length 0.01 is still too long for the gradient to promise anything.
# - **LSTM.** The direct path keeps the gradient where $f = 1$ and loses it with the gate near one half. Over all paths the derivative rises above 1 at bias 3 and above a
#   hundred at $f = 1$; without a forget gate the cell state has grown to more than 20 after 400 steps, while with bias 0 or 1 it stays below 1 in root mean square.
# - **Not shown.** Trained networks, whose gates have learned when to stay open; the training of 1997, which cut the other paths.

# %%
direction = rng.normal(size=32)  # a complex step gives a derivative without differences, so only rounding separates the two
assert np.allclose(lstm(1, 1e-30j * direction, 20)[0].imag / 1e-30, lstm(1, np.zeros(32), 20)[1] @ direction, rtol=1e-8, atol=1e-12)
last = {gain: np.linalg.norm(gradients[gain][-1], axis=0) for gain in GAINS}
assert abs(0.9 * top - 1.8) < 0.05 and last[0.9].max() < 1e-6 and singular[3.0][-1, 0] > 1e6 and singular[3.0][-1, 15] < 1e-3
assert abs(1.5 * radius - 1.58) < 0.01 and last[1.5].max() < 2 and np.median(last[1.5]) < 1 and (1.5 * radius) ** 50 > 1e9
for gain in GAINS:  # the mean square over 200 random directions scatters about its expectation
    assert 0.5 < np.mean(last[gain] ** 2) / np.mean(singular[gain][-1] ** 2) < 2
assert abs(clipping[0.9][1] - 0.02) < 0.005 and abs(clipping[3.0][4]) < 0.05
assert np.all(paths[None][:, 1] == 1) and paths[None][-1, 0] > 100 and paths[0][-1, 1] < 1e-12 and paths[3][-1, 0] > 1
assert max(cells[0], cells[1]) < 1 and cells[None] > 20
print("all of it holds")
