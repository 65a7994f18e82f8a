# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Two losses and four modes: a GAN in one dimension
#
# **The claim under test.** A generator has succeeded when the discriminator always takes its output for real, and the
# non-saturating loss, whose gradient does not die, is the better way there. If so, a deceived discriminator would mean that
# the data are matched, and the better gradient would also find more of them.
#
# It belongs to [generative adversarial networks](../questions/generative-and-unsupervised/generative-adversarial-networks.html).
#
# **The experiment.** The data are four narrow Gaussians of equal weight. The optimal discriminator is met by formula and by
# training, the two generator losses are compared against it, and then both networks are trained, 12 times each way.

# %%
import sys

import numpy as np

sys.path[:0] = ["scripts", "../../scripts"]  # the site's drawing helpers and claims
from compute import open_claims
from draw import INK, MUTED, SERIES, heat, new_figure, picture

MODES, SD, WIDTH, BATCH, RUNS = np.array([-3.0, -1, 1, 3]), 0.2, 32, 64, 12
claims, rng = open_claims("generative-and-unsupervised"), np.random.default_rng(20211)


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def network():
    """RUNS networks 1-32-32-1 with tanh: weights and biases, layer by layer."""
    net = [rng.normal(size=(RUNS, 1, WIDTH)), rng.uniform(-2, 2, (RUNS, 1, WIDTH))]
    for units in (WIDTH, 1):
        net += [rng.normal(0, WIDTH**-0.5, (RUNS, WIDTH, units)), np.zeros((RUNS, 1, units))]
    return [p.astype(np.float32) for p in net]


def forward(net, x):
    one = np.tanh(x @ net[0] + net[1])
    two = np.tanh(one @ net[2] + net[3])
    return x, one, two, two @ net[4] + net[5]


def backward(net, layers, g):
    """From the gradient by the output: those by the parameters, and the one by the input."""
    gradients = []
    for layer in (2, 1, 0):
        gradients = [layers[layer].swapaxes(1, 2) @ g, g.sum(1, keepdims=True), *gradients]
        g = g @ net[2 * layer].swapaxes(1, 2) * (1 - layers[layer] ** 2 if layer else 1)
    return gradients, g


def adam(net, state, gradients, rate=0.002):
    t = state["t"] = state.get("t", 0) + 1
    for i, (p, g) in enumerate(zip(net, gradients, strict=True)):
        m, v = state.get(i, (0, 0))
        m, v = state[i] = 0.5 * m + 0.5 * g, 0.99 * v + 0.01 * g * g
        p -= rate * m / (1 - 0.5**t) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)


def draw(modes):
    return (rng.choice(modes, (RUNS, BATCH, 1)) + SD * rng.normal(size=(RUNS, BATCH, 1))).astype(np.float32)


def train_discriminator(net, state, fake):
    layers = forward(net, np.concatenate([draw(MODES), fake], axis=1))
    adam(net, state, backward(net, layers, (sigmoid(layers[-1]) - np.repeat([1, 0], BATCH)[:, None]) / BATCH)[0])


# %% [markdown]
# ## The optimal discriminator
#
# Let the generator have lost the outer modes and reproduce the inner two exactly. By formula $D^* = p_{\text{data}} /
# (p_{\text{data}} + p_g)$ is then $1/3$ on the inner and $1$ on the outer modes, and the value is $-\log 4 + 2\,\mathrm{JSD}$.

# %%
x = np.linspace(-4.5, 4.5, 901)
data, kept = (np.exp(-(((x[:, None] - modes) / SD) ** 2) / 2).mean(1) / (SD * np.sqrt(2 * np.pi)) for modes in (MODES, MODES[1:3]))
best, learnt, state = data / (data + kept), network(), {}
for _ in range(800):
    train_discriminator(learnt, state, draw(MODES[1:3]))
found = sigmoid(forward(learnt, np.tile(x[:, None].astype(np.float32), (RUNS, 1, 1)))[-1][..., 0].astype(float))
error = np.median(np.trapezoid((data + kept) / 2 * abs(found - best), x, axis=1))
values = np.trapezoid(data * np.log(found) + kept * np.log1p(-found), x, axis=1)
optimum = -np.log(4) + 2 * claims.divergence_of_collapse(4, 2)
push = np.trapezoid(kept * abs(np.gradient(np.log(data / kept), x)), x)
print(f"mean |D − D*| {error:.3f}; value {np.median(values):.3f}, best {optimum:.3f}; mean slope of the logit at samples {push:.0e}")

figure, axes = new_figure(height=2.8)
axes.fill_between(x, kept / 2, color=MUTED, alpha=0.3, linewidth=0)
axes.plot(x, best, color=INK, linestyle="--", linewidth=1.2)
axes.plot(x, np.median(found, axis=0), color=SERIES[0])
axes.set(xlabel="x", ylabel="D(x)", ylim=(0, 1.1))
picture(figure, "gan-discriminator", "The learnt discriminator follows the dashed optimal one: one third, flat, over the two modes "
        "that the generator kept (shaded), and a steep rise to 1 over the two that it lost.")  # fmt: skip

# %% [markdown]
# $D^*$ knows what is missing, but it is flat where the samples are, so neither loss passes much back to them.
#
# ## Two losses against the optimal discriminator
#
# Data $\mathcal{N}(0, 1)$, samples from $\mathcal{N}(\theta, 1)$. $D^*$ has the logit $\theta^2/2 - \theta x$, and the gradients by $\theta$
# are $\theta\,\mathbb{E}[D^*]$ for the minimax (saturating) loss and $\theta\,\mathbb{E}[1 - D^*]$ for the other, in the mean over samples.

# %%
gap, z = np.linspace(0.05, 8, 160), np.linspace(-9, 9, 2001)
rejected = np.trapezoid(sigmoid(gap[:, None] * (z + gap[:, None] / 2)) * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi), z, axis=1)
slopes = {"non-saturating": gap * rejected, "saturating": gap * (1 - rejected)}
figure, axes = new_figure(height=2.8)
for (name, slope), colour, height in zip(slopes.items(), SERIES, (1, 0.02), strict=False):
    axes.semilogy(gap, slope, color=colour)
    axes.text(8, slope[-1] * (0.3 if name[0] == "n" else 40), name, ha="right", color=colour)
axes.set(xlabel="distance θ of the samples from the data", ylabel="gradient by θ", ylim=(1e-4, 30))
picture(figure, "gan-gradients", "Gradient against distance, logarithmic. Both start equal; the non-saturating one grows to 8 at "
        "distance 8, the saturating one peaks near 0.3 and falls below 0.001.")  # fmt: skip
