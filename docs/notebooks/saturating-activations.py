# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # What starves the early layers of a deep network
#
# **The claim under test.** By the lists ReLU helps to solve problems of vanishing gradients and has a problem of its own, dying; often added is that gradients vanish with
# sigmoid and tanh because these saturate, and that the dying happens in training. Pages: [vanishing gradients](../questions/sequence-models/vanishing-gradients.html),
# [activation functions compared](../questions/neurons-and-layers/comparing-activation-functions.html), [ReLU](../questions/neurons-and-layers/relu.html).
#
# **The experiment.** Each of 64 random inputs goes forward through 50 random layers of 256 units, $a_l = g(z_l)$, $z_l = W_l a_{l-1} + b_l$. The weights are independent
# and normal with mean $0$ and variance $c/256$, from the same random numbers for every activation $g$; the biases are zero unless said otherwise. A random gradient $d_{50}$ of
# length about $1$ goes back by $\delta_l = g'(z_l) \odot d_l$ and $d_{l-1} = W_l^\top \delta_l$. Nothing is trained: this is what the first step of training finds.

# %%
import sys

import numpy as np
from scipy.special import expit as sigmoid

sys.path[:0] = ["scripts", "../../scripts"]  # the site's drawing helpers
from draw import INK, SERIES, new_figure, picture

WIDTH, DEPTH, EXAMPLES = 256, 50, 64
ACTIVATIONS = {  # name: the function and its derivative
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "swish": (lambda z: z * sigmoid(z), lambda z: sigmoid(z) * (1 + z * (1 - sigmoid(z)))),
    "ReLU": (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "leaky ReLU": (lambda z: np.where(z > 0, z, 0.01 * z), lambda z: np.where(z > 0, 1, 0.01)),
}


def run(name, c, bias=0.0):
    """Every layer's z and delta for all examples, and the root mean square of d's length, from the last layer to the input."""
    (g, slope), rng = ACTIVATIONS[name], np.random.default_rng(20211)
    a, d = rng.normal(size=(EXAMPLES, WIDTH)), rng.normal(size=(EXAMPLES, WIDTH)) / np.sqrt(WIDTH)
    weights, biases = rng.normal(0, np.sqrt(c / WIDTH), (DEPTH, WIDTH, WIDTH)), bias * rng.normal(size=(DEPTH, WIDTH))
    (z, delta), lengths = np.empty((2, DEPTH, EXAMPLES, WIDTH)), [1.0]
    for layer in range(DEPTH):
        z[layer] = a @ weights[layer].T + biases[layer]
        a = g(z[layer])
    for layer in reversed(range(DEPTH)):
        delta[layer] = slope(z[layer]) * d
        d = delta[layer] @ weights[layer]
        lengths.append(np.sqrt(np.mean(np.sum(d**2, axis=1))))
    return z, delta, lengths


# %%
runs = {(name, c): run(name, c) for c in (1, 2) for name in ACTIVATIONS}
end = {key: lengths[-1] for key, (_, _, lengths) in runs.items()}
per_layer = {key: length ** (1 / DEPTH) for key, length in end.items()}  # the factor that, applied 50 times, gives the same end
print(*(f"{name:<10} c = {c}: length {end[name, c]:.0e}, per layer {per_layer[name, c]:.2f}" for name, c in runs), sep="\n")
figure, axes = new_figure(ncols=2, height=3.2, sharey=True)
for (name, c), (_, _, lengths) in runs.items():
    look = {"color": SERIES[list(ACTIVATIONS).index(name)], "linestyle": ":" if name == "leaky ReLU" else "-"}
    axes[c - 1].semilogy(np.arange(DEPTH, -1, -1), lengths, label=name, **look)
    axes[c - 1].set(title=f"gradient's length, c = {c}", xlim=(DEPTH, 0), ylim=(1e-33, 1e4), xlabel="layer, backwards")
axes[0].set_yticks([1, 1e-10, 1e-20, 1e-30], labels=["1", "10⁻¹⁰", "10⁻²⁰", "10⁻³⁰"])
axes[0].legend(loc="lower left")
alt = "The gradient's length over 50 layers, logarithmic. With c = 1 sigmoid falls to 10 to the minus 31, swish to 10 to the minus 15, "
alt += "ReLU and leaky ReLU to 10 to the minus 7, tanh to a tenth. With c = 2 tanh rises to 8, both ReLUs stay at 1, the others fall."
picture(figure, "backward-signal", alt)

# %% [markdown]
# ## Distributions, with c = 2
#
# In layers 1, 25 and 50: a thin line spans 98 % of units and examples, a thick one half; a dot is the median. Zero gradients are left out.

# %%
figure, axes = new_figure(nrows=2, height=4.2, sharex=True)
for place, (name, layer) in enumerate((name, layer) for name in ACTIVATIONS for layer in (1, 25, 50)):
    z, delta = runs[name, 2][0][layer - 1], runs[name, 2][1][layer - 1]
    for panel, values in zip(axes, (ACTIVATIONS[name][0](z), np.log10(np.abs(delta[delta != 0]))), strict=True):
        low, left, median, right, high = np.percentile(values, (1, 25, 50, 75, 99))
        panel.vlines([place + place // 3] * 2, [low, left], [high, right], color=SERIES[place // 3], linewidth=[1.2, 5])
        panel.plot(place + place // 3, median, "o", color=INK, markersize=3)
axes[0].set(title="activation")
axes[1].set(title="log₁₀ |δ|", xticks=range(1, 20, 4), xticklabels=[f"1, 25, 50\n{name}" for name in ACTIVATIONS])
alt = "Five activations at layers 1, 25 and 50. Activations: sigmoid stays around 0.5, tanh spreads from minus 1 to 1, swish shrinks to 0 with "
alt += "depth, both ReLUs stay spread above 0. Gradients: sigmoid's fall by some 25 powers of ten from layer 50 to 1, swish's by some 7."
picture(figure, "distributions", alt)

# %% [markdown]
# ## Is it saturation?
#
# Call a unit saturated on an example if its derivative there is below a tenth of the largest. Two more networks of tanh units saturate on purpose: one by normal biases of
# deviation $3$, its weights unchanged, the other by weights with $c = 16$. If saturation is
# what starves the early layers, both lose the gradient, and networks that do not saturate keep it.

# %%
found = {}
for name, c, bias in (("sigmoid", 1, 0), ("tanh", 1, 0), ("tanh", 1, 3), ("tanh", 16, 0)):
    (z, _, lengths), slope = runs[name, c] if c == 1 and not bias else run(name, c, bias), ACTIVATIONS[name][1]
    found[name, c, bias] = np.mean(slope(z[-1]) < 0.1 * slope(0)), lengths[-1]  # both are steepest at 0
print(*(f"{name}, c = {c}, biases {b}: {part:.0%} saturated, length {d:.0e}" for (name, c, b), (part, d) in found.items()), sep="\n")

# %% [markdown]
# ## Silent units, with c = 2
#
# A unit is silent if $z \le 0$ on all 64 examples. A silent ReLU is dead for them: its weights get a gradient of exactly zero. How alike two examples are, the cosine of the
# angle between their vectors $z_l$ says, here the mean over all pairs.

# %%
silent, cut_off, alike = {}, {}, {}
figure, axes = new_figure(ncols=2, height=2.9, sharey=True)
for name, colour in zip(ACTIVATIONS, SERIES, strict=False):
    z, delta, _ = runs[name, 2]
    silent[name], cut_off[name] = ((z <= 0).all(axis=1)).mean(axis=1), ((delta == 0).all(axis=1)).mean(axis=1)
    total = (z / np.linalg.norm(z, axis=2, keepdims=True)).sum(axis=1)
    alike[name] = (np.sum(total**2, axis=1) - EXAMPLES) / (EXAMPLES * (EXAMPLES - 1))
    for panel, title, values in zip(axes, ("share of silent units", "cosine of examples"), (silent[name], alike[name]), strict=True):
        panel.plot(range(1, DEPTH + 1), values, color=colour, linestyle=":" if name == "leaky ReLU" else "-", label=name)
        panel.set(title=title, xlabel="layer", ylim=(-0.03, 1.03))
axes[1].legend(loc=(0.36, 0.36))
alt = "Over 50 layers. Silent units: up to 0.45 for both ReLUs, about 0.5 for sigmoid, nearly none for tanh and swish. Cosine: at once "
picture(figure, "silent-units", alt + "1 for sigmoid, rising to 0.99 for both ReLUs, below one half for swish, 0 for tanh.")

# %% [markdown]
# ## What was seen
#
# - **Sigmoid** loses the gradient without saturation: a derivative of at most $1/4$ leaves a factor of $0.24$ per layer with $c = 1$.
# - **Saturation alone decides nothing.** By biases it starved the early layers, to below $10^{-15}$; by weights, with about as many units saturated, the gradient grew more than
#   a millionfold, because every step back multiplies by the weights, too.
# - **ReLU and leaky ReLU** have a factor near $\sqrt{c/2}$ per layer: with $c = 1$ they lose the gradient too, down to below $10^{-7}$. **Swish** shrinks it with either: its
#   slope at zero is $1/2$, so small signals shrink even with $c = 2$, and gradients with them.
# - **Dead before training.** In layer 50 over a third of the ReLUs were silent on all 64 examples and got no gradient at all: random ReLU layers make examples alike, so that a
#   unit sees one sign. About as many leaky ReLUs were silent; none was without gradient.
# - **To try.** Skip connections: $a_l = a_{l-1} + g(z_l)$, and going back $d_{l-1} = d_l + W_l^\top \delta_l$. Which activations still lose the gradient, and what
#   is the trouble now?
#
# One draw of weights and one width are shown, and no training: neither deaths by large steps nor silent units that wake up as earlier layers learn.

# %%
assert 0.22 < per_layer["sigmoid", 1] < 0.25 and found["sigmoid", 1, 0][0] < 0.01 and found["tanh", 1, 0][0] < 0.01 < end["tanh", 1] < 1
assert found["tanh", 1, 3][1] < 1e-15 and found["tanh", 16, 0][1] > 1e6 and abs(found["tanh", 1, 3][0] - found["tanh", 16, 0][0]) < 0.15
assert all(abs(per_layer[name, c] / np.sqrt(c / 2) - 1) < 0.04 for name in ("ReLU", "leaky ReLU") for c in (1, 2))  # 256 units scatter
assert max(end["ReLU", 1], end["leaky ReLU", 1]) < 1e-7 < end["swish", 2] < 1e-5 and np.abs(runs["swish", 2][0][-1]).max() < 1e-3
assert silent["ReLU"][-1] > 1 / 3 and abs(silent["leaky ReLU"][-1] - silent["ReLU"][-1]) < 0.05 and alike["ReLU"][-1] > 0.95
assert np.array_equal(cut_off["ReLU"], silent["ReLU"]) and all(cut_off[name].max() == 0 for name in ACTIVATIONS if name != "ReLU")
print("all of it holds")
