# %% [markdown]
# # How gradients travel through time
#
# **The claim under test.** Copied answers say that a recurrent network's gradients become ever smaller on the way back; others, that they vanish or explode as the recurrent matrix is
# smaller or larger than 1, a word that can mean its largest singular value or eigenvalue. Clipping is given as the cure of explosion, and an LSTM as a help against both.
#
# It belongs to the pages on [vanishing](../questions/sequence-models/vanishing-gradients.html) and [exploding gradients](../questions/sequence-models/exploding-gradients.html) and on
# the [LSTM](../questions/sequence-models/lstm.html). **The experiment** follows $P_k = J^{(T)} \cdots J^{(T-k+1)}$, the product of the last
# $k$ Jacobians $J^{(t)} = \operatorname{diag}\bigl(1 - (h^{(t)})^2\bigr) W$, through ten random, untrained networks over 50 steps.
# If the claims hold, one of these numbers decides whether gradients vanish or explode, all of them together, and a clipped step lowers the loss.

# %%
import sys
from itertools import accumulate

import numpy as np

sys.path[:0] = ["scripts", "../../scripts"]  # the site's drawing helpers
from draw import INK, SERIES, new_figure, picture

UNITS, GAINS, TICKS = 64, (0.9, 1.5, 3.0), {1e-12: "10⁻¹²", 1e-8: "10⁻⁸", 1e-4: "10⁻⁴", 1: "1", 1e4: "10⁴", 1e8: "10⁸"}
sigmoid = lambda z: 1 / (1 + np.exp(-z))
spread = lambda values: f"{values.min():.2g} to {values.max():.2g}"


def run(weights, inputs):
    """The states of h(t) = tanh(W h(t−1) + input(t)) from 0."""
    return np.array(list(accumulate(inputs, lambda state, term: np.tanh(weights @ state + term), initial=np.zeros(UNITS))))


def products(weights, states):
    """P₁, P₂, … back from the last state."""
    return np.array(list(accumulate(((1 - state**2)[:, None] * weights for state in states[:0:-1]), np.matmul)))


# %% [markdown]
# ## Singular values against the gradient
#
# The entries of $W$ are normal with variance $g^2/64$, for three gains $g$; the input terms have variance $1/4$. The loss is $v^\top h^{(T)}$, $v$ a random direction of length 1, so the gradient $k$
# steps earlier is $P_k^\top v$, and its mean square length is the mean of the squared singular values of $P_k$. Ranges are over the networks; the picture shows the first.

# %%
rng = np.random.default_rng(5)
draws = [(rng.normal(0, 1 / np.sqrt(UNITS), (UNITS, UNITS)), 0.5 * rng.normal(size=(50, UNITS))) for _ in range(10)]
ends = (some := rng.normal(size=(UNITS, 200))) / np.linalg.norm(some, axis=0)
top, radius = np.array([(np.linalg.norm(matrix, 2), np.abs(np.linalg.eigvals(matrix)).max()) for matrix, _ in draws]).T
states = {gain: [run(gain * matrix, inputs) for matrix, inputs in draws] for gain in GAINS}
chains = {gain: np.array([products(gain * matrix, h) for (matrix, _), h in zip(draws, states[gain], strict=True)]) for gain in GAINS}
singular = {gain: np.linalg.svd(chain, compute_uv=False) for gain, chain in chains.items()}  # [network, k, number]
gradients = {gain: chain.transpose(0, 1, 3, 2) @ ends for gain, chain in chains.items()}  # [network, k, unit, v]
lengths = {gain: np.linalg.norm(gradients[gain], axis=2) for gain in GAINS}
figure, axes = new_figure(ncols=3, width=5.8, height=2.9, sharey=True)
for ax, gain in zip(axes, GAINS, strict=True):
    ranges = map(spread, (gain * top, gain * radius, singular[gain][:, -1, 0], singular[gain][:, -1, 15], lengths[gain][:, -1].max(axis=1)))
    print("gain {}: σmax(W) {}, |λ|max(W) {}; over 50 steps σ1 {}, σ16 {}, largest gradient {}".format(gain, *ranges))
    for index, colour in ((0, SERIES[0]), (15, SERIES[1])):
        ax.semilogy(range(1, 51), singular[gain][0, :, index], color=colour, label=f"σ{index + 1}")
    ax.semilogy(range(1, 51, 3), np.sqrt((lengths[gain][0] ** 2).mean(1))[::3], ".", color=INK, label="gradients, root mean square")
    ax.set(title=f"gain {gain}", xlabel="steps back, k", ylim=(1e-12, 1e8))
axes[0].set_yticks(list(TICKS), labels=TICKS.values())
axes[0].minorticks_off()
figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
picture(figure, "singular-values", "σ16 falls at every gain; σ1 falls at 0.9, is level at 1.5, rises at 3; the gradients lie below σ1.")

# %% [markdown]
# ## Clipping
#
# The gradient $G$ of the loss $v^\top h^{(T)}$ with respect to $W$ is a sum over lags. Clipping multiplies all of it by one number, so the far part, the length of the terms of lag ten
# and more over that of $G$, stays what it is. Then $W$ takes a step along $-G$, and the decrease of the loss is divided by what the gradient promises, $\lVert G \rVert$ times the
# step's length, which is $10^{-8}$, $10^{-5}$ or $10^{-2}$. Medians over ten networks and five $v$.

# %%
clipping, helped = {}, {}
for gain in GAINS:
    rows = []
    for (matrix, inputs), h, signals in zip(draws, states[gain], gradients[gain], strict=True):
        for v, back in zip(ends.T[:5], signals.transpose(2, 0, 1), strict=False):
            terms = (1 - h[:0:-1] ** 2) * [v, *back[:-1]]  # of lag 0, 1, …; each is multiplied by the state before
            total, far = terms.T @ h[-2::-1], terms[10:].T @ h[-12::-1]
            norm = np.linalg.norm(total)
            fall = [v @ (h[-1] - run(gain * matrix - length * total / norm, inputs)[-1]) / (length * norm) for length in (1e-8, 1e-5, 1e-2)]
            rows.append([np.linalg.norm(far) / norm, *fall])
    clipping[gain], helped[gain] = np.median(rows, axis=0), np.mean(np.array(rows)[:, 3] > 0)
    print("gain {}: far part {:.3f}, decrease/promise {:.2f} {:.2f} {:.2f}, > 0 in {:.0%}".format(gain, *clipping[gain], helped[gain]))

# %% [markdown]
# ## The cell of an LSTM
#
# Ten LSTMs of 32 units at random initialisation, weights of variance $1/32$. The cell state is $c^{(t)} = f \odot c^{(t-1)} + i \odot g$, with $f = 1$ as in 1997, or with a
# forget gate of bias $b$. The derivative of $c^{(t)}$ by $c^{(0)}$ is taken over all paths (largest singular value) and over the direct one alone (largest product of the $f$).


# %%
def lstm(bias, cell, steps, gates, terms):
    """The last cell state, its derivative by the first, and for every step σmax of that and the largest product of the f."""
    hidden, dc, dh, direct, sizes = 0 * cell, np.eye(32), np.zeros((32, 32)), np.ones(32), []  # row j: derivatives by cell j
    for term in terms[:steps]:
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


lstms = [(rng.normal(0, 1 / np.sqrt(32), (4, 32, 32)), 0.5 * rng.normal(size=(400, 4, 32))) for _ in range(10)]
paths, cells = {}, {}
figure, axes = new_figure(height=3.2)
for bias, colour in zip((None, 3, 1, 0), SERIES, strict=False):
    name, done = "f = 1" if bias is None else f"b = {bias}", [lstm(bias, np.zeros(32), 400, *weights) for weights in lstms]
    paths[bias] = np.array([sizes[:50] for _, _, sizes in done])  # [network, step, all paths or direct]
    cells[bias] = np.sqrt(np.mean([cell**2 for cell, _, _ in done], axis=1))
    print(f"{name}: all paths {{}}, direct {{}}; cells after 400 steps {{}}".format(*map(spread, (*paths[bias][:, -1].T, cells[bias]))))
    for number, (look, path) in enumerate((("-", "all paths"), ("--", "direct"))):
        axes.semilogy(np.exp(np.log(paths[bias][..., number]).mean(axis=0)), look, color=colour, label=f"{name}, {path}")
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
axes.set_yticks(list(TICKS), labels=TICKS.values())
axes.set(xlabel="steps t", ylabel="derivative by the first cell state", xticks=[0, 24, 49], xticklabels=[1, 25, 50], ylim=(1e-15, 1e4))
axes.minorticks_off()
picture(figure, "lstm-paths", "Direct path: level at f = 1, falling at bias 3, fast at 1 and 0. All paths: above one at f = 1 and bias 3.")

# %% [markdown]
# ## What was seen
#
# - **Size of $W$.** At gain 0.9 the largest singular value of $W$ exceeds 1.6, and all gradients shrink below $10^{-4}$ all the same. At 1.5 the largest eigenvalue has a modulus above
#   1.4, whose 50th power is more than $10^7$, yet no gradient is a hundred times as long as at the start, and over half are shorter: the slopes of tanh count too. Above 1 is not enough.
# - **Both at once.** At gain 3 the largest singular value of $P_{50}$ exceeds $10^5$ while the 16th of 64 is below $10^{-3}$. The few large ones decide the mean square.
# - **Clipping** bounds the step and keeps its direction, so the far part stays what it was, about 3 % at gain 0.9: nothing against vanishing. And at gain 3 a step of length 0.01 is
#   still too long for the gradient to tell anything: it lowered the loss about as often as not.
# - **LSTM.** The direct path keeps the gradient where $f = 1$ and loses it with the gate near one half. Over all paths the derivative rises above 1 at bias 3 and above ten at
#   $f = 1$. Without a forget gate the cell states grew beyond 20 in 400 steps, with bias 0 or 1 they stayed below 1, in root mean square over the units.
# - **To try.** Make $W$ orthogonal: without inputs, all singular values of $P_{50}$ stay 1. What do the inputs make of them, and why?
# - **Not shown.** Trained networks, whose gates have learned when to stay open; the training of 1997, which cut the other paths.

# %%
direction, last = rng.normal(size=32), {gain: values[:, -1] for gain, values in lengths.items()}  # [network, v]
shifted, real = (lstm(1, start, 20, *lstms[0]) for start in (1e-30j * direction, np.zeros(32)))
assert np.allclose(shifted[0].imag / 1e-30, real[1] @ direction, rtol=1e-8, atol=1e-12)  # a complex step: only rounding separates them
assert min(0.9 * top) > 1.6 and last[0.9].max() < 1e-4 and min(1.5 * radius) > 1.4 and min(1.5 * radius) ** 50 > 1e7
assert last[1.5].max() < 100 and np.median(last[1.5]) < 1 and singular[3.0][:, -1, 0].min() > 1e5 and singular[3.0][:, -1, 15].max() < 1e-3
assert all(abs(np.log2((last[g] ** 2).mean(1) / (singular[g][:, -1] ** 2).mean(1))).max() < 1 for g in GAINS)  # 200 directions scatter
assert abs(clipping[0.9][0] - 0.03) < 0.01 and abs(clipping[3.0][3]) < 0.05 and helped[0.9] == 1 and 0.25 < helped[3.0] < 0.75  # 50 steps
assert np.all(paths[None][..., 1] == 1) and paths[0][:, -1, 1].max() < 1e-12 and max(cells[0].max(), cells[1].max()) < 1
assert paths[3][:, -1, 0].min() > 1 and paths[None][:, -1, 0].min() > 10 and cells[None].min() > 20
print("all of it holds")
