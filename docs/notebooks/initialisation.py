# %% [markdown]
# # Initialisation: what zeros, small and large weights do
#
# **The claims under test.** With all weights at zero a network cannot learn anything at all, since all neurons of a layer get the same
# gradients; weights are set close to zero, but not too small; a bad initialisation prevents learning. The pages on
# [zero](../questions/training/zero-initialization.html) and [weight initialisation](../questions/training/weight-initialization.html) object.
#
# **The first experiment.** A network with two inputs, six hidden units and softmax over three classes learns three rings of 30, 18 and 12
# points by 2,000 steps of gradient descent on all of them, learning rate $0.5$, biases from zero. Its products are summed in a fixed order:
# a BLAS may round equal columns differently, and here equal means equal to the last bit. If the claims hold, the loss from zero weights stays
# where it is with every activation; and in the last experiment a start that is too small or too large fails at every learning rate.

# %%
import sys
from itertools import pairwise

import numpy as np
from scipy.special import expit, softmax

sys.path[:0] = ["scripts", "../../scripts"]  # the site's drawing helpers
from draw import INK, SERIES, new_figure, picture

rng = np.random.default_rng(5)
angle, radius = rng.uniform(0, 2 * np.pi, 60), np.repeat([0.5, 1.2, 1.9], [30, 18, 12]) + rng.normal(0, 0.12, 60)
X, Y = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), np.eye(3)[np.repeat([0, 1, 2], [30, 18, 12])]
FREQUENCIES, ENTROPY = Y.mean(axis=0), -np.mean(Y @ np.log(Y.mean(axis=0)))  # ENTROPY: the least loss that ignores the input
ACTIVATIONS = {  # the function, and its derivative as a function of its value
    "sigmoid": (expit, lambda h: h * (1 - h)),
    "tanh": (np.tanh, lambda h: 1 - h**2),
    "ReLU": (lambda z: np.maximum(z, 0), lambda h: (h > 0) * 1.0),
}


def train(activation, W, rate=0.5, steps=2000, product=lambda a, b: (a[:, :, None] * b).sum(axis=1)):
    """Weights and biases after gradient descent; loss and largest difference of two units of the first layer at every step."""
    (g, slope), W, b, losses, spread = ACTIVATIONS[activation], list(W), [np.zeros(w.shape[1]) for w in W], [], []
    for _ in range(steps):
        h = [X]
        for w, c in zip(W[:-1], b[:-1], strict=True):
            h.append(g(product(h[-1], w) + c))
        p = softmax(product(h[-1], W[-1]) + b[-1], axis=1)
        losses.append(-np.mean(np.log((p * Y).sum(axis=1) + 1e-300)))
        spread.append(np.ptp(h[1], axis=1).max())
        delta = (p - Y) / 60
        for i in reversed(range(len(W))):
            w, W[i], b[i] = W[i], W[i] - rate * product(h[i].T, delta), b[i] - rate * delta.sum(axis=0)
            delta = product(delta, w.T) * slope(h[i])
    return W, b, losses, spread


ONE, TWO, FLAT = rng.normal(0, 0.7, (2, 6)), rng.normal(0, 0.5, (6, 3)), (np.full((2, 6), 0.3), np.full((6, 3), 0.3))
NUDGED = FLAT[0] + 1e-6 * np.eye(2, 6), FLAT[1]
STARTS = {"all zero": (0 * ONE, 0 * TWO), "all 0.3": FLAT, "two nudged": NUDGED, "first zero": (0 * ONE, TWO), "random": (ONE, TWO)}
results = {(name, start): train(name, W) for start, W in STARTS.items() for name in ACTIVATIONS}
print(f"loss of the class frequencies {ENTROPY:.3f}; after training with", *ACTIVATIONS)
print(*(f"{start:<10} " + " ".join(f"{results[name, start][2][-1]:.3f}" for name in ACTIVATIONS) for start in STARTS), sep="\n")
figure, axes = new_figure(height=2.6)
for name, colour in zip(ACTIVATIONS, SERIES, strict=False):
    axes.semilogy(results[name, "two nudged"][3], color=colour, label=name)
axes.set(title="difference of units, two weights nudged", xlabel="step", yticks=[1, 1e-3, 1e-6], yticklabels=["1", "10⁻³", "10⁻⁶"])
axes.legend(loc="lower right")
picture(figure, "symmetry", "Difference of units over 2,000 steps: from millionths to more than 1 with ReLU and tanh, to 0.3 with sigmoid.")

# %% [markdown]
# ## Variances against theory
#
# Twenty layers narrow from 512 units to 64, biases zero; 0.05 and 0.5 are standard deviations. For weights of variance $v$ and ReLU the mean square of
# pre-activations should change by $n_{\text{in}} v / 2$ per layer (the first: $n_{\text{in}} v$), the gradient's by $n_{\text{out}} v / 2$.
# With ReLU and without biases a factor of the weights only scales all that follows, so that the four rules, on the same 60 draws, are one test.

# %%
SIZES = np.geomspace(512, 64, 21).round().astype(int)
RULES = {"0.05": lambda i, o: 0.05**2, "Glorot": lambda i, o: 2 / (i + o), "He": lambda i, o: 2 / i, "0.5": lambda i, o: 0.5**2}


draw_weights = lambda rule, sizes, rng: [rng.normal(0, np.sqrt(rule(i, o)), (i, o)) for i, o in pairwise(sizes)]


def mean_squares(cases, draws):
    """Of the pre-activations and of the gradients by a layer's inputs, in every layer, averaged over the draws, for each case."""
    rng, squares = np.random.default_rng(3), np.zeros((len(cases), 2, 20))
    for _ in range(draws):
        unit, x, end = draw_weights(lambda i, o: 1, SIZES, rng), rng.normal(size=512), rng.normal(size=64)
        for (activation, rule), (forward, backward) in zip(cases, squares, strict=True):
            (g, slope), h, d = ACTIVATIONS[activation], [x], end
            scales = [np.sqrt(rule(*w.shape)) for w in unit]
            for layer in range(20):
                z = scales[layer] * (h[-1] @ unit[layer])
                forward[layer] += np.mean(z**2) / draws
                h.append(g(z))
            for layer in reversed(range(20)):
                d = scales[layer] * (unit[layer] @ (slope(h[layer + 1]) * d))
                backward[layer] += np.mean(d**2) / draws
    return squares


n_in, n_out = SIZES[:-1], SIZES[1:]
*found, by_tanh = mean_squares([*(("ReLU", rule) for rule in RULES.values()), ("tanh", RULES["Glorot"])], 60)
measured, theory = dict(zip(RULES, found, strict=True)), {}
figure, axes = new_figure(ncols=2, height=3, sharey=True)
for (name, rule), colour in zip(RULES.items(), SERIES, strict=False):
    v = rule(n_in, n_out)
    theory[name] = np.array([2 * np.cumprod(n_in * v / 2), np.cumprod((n_out * v / 2)[::-1])[::-1]])
    for panel, title, lines, points in zip(axes, ("pre-activations", "gradient"), measured[name], theory[name], strict=True):
        panel.semilogy(range(1, 21), lines, color=colour, label=name)
        panel.plot(range(1, 21, 3), points[::3], "o", color=INK, markersize=2.5)
        panel.set(title=title, xlabel="layer", xticks=[1, 10, 20], yticks=[1e-10, 1, 1e10], yticklabels=["10⁻¹⁰", "1", "10¹⁰"])
axes[0].set_ylabel("mean square")
axes[0].legend(loc="upper left")
picture(figure, "variances", "Measured lines on the theory's points. Away from input or loss 0.05 and Glorot fall, 0.5 rises, He stays.")

# %%
reached = {}  # the rings again: twelve hidden ReLU layers of 32 units, 1,000 steps, four learning rates
for name, rule in RULES.items():
    W = draw_weights(rule, [2] + 12 * [32] + [3], np.random.default_rng(2))
    with np.errstate(all="ignore"):  # overflow is part of the experiment
        reached[name] = [train("ReLU", W, rate, 1000, np.matmul)[2][-1] for rate in (0.0001, 0.001, 0.01, 0.1)]
print("Loss at rates 0.0001, 0.001, 0.01, 0.1:", *(f"{name:<6} {np.round(row, 3)}" for name, row in reached.items()), sep="\n")

# %% [markdown]
# ## What was seen
#
# - **All zero.** With tanh and ReLU every weight stayed exactly zero, and the output biases learned the class frequencies; with sigmoid
#   weights moved, and the loss fell below that level. “Cannot learn anything” is wrong.
# - **All equal.** The units stayed equal to the last bit. That is exact, not stable: nudged by a millionth, tanh and ReLU units parted.
# - **First weights zero** did little harm below random second ones, except with ReLU, whose derivative counts as $0$ at $z = 0$.
# - **Variances** followed the theory within a factor of $1.5$ in every layer. He's rule keeps the forward signal; the gradient ends at the
#   ratio of last to first width, $1/8$. For tanh, Glorot's linear theory promised over ten times too much after 20 layers.
# - **A bad start** may only ask for another learning rate. He's rule learned at $0.01$ and $0.1$; Glorot's at $0.1$, and less far at $0.01$. The
#   large $0.5$ learned at $0.0001$, where no other did, and overflowed from $0.01$ on. Only $0.05$ got no further than the class
#   frequencies. Other tasks, longer training, batches, normalisation and skip connections are not tested.
# - **To try.** Start with all weights at 0.3 and train with a dropout mask on the hidden units: do they part?

# %%
for name in ("tanh", "ReLU"):
    (w1, w2), (_, b2), _, _ = results[name, "all zero"]
    assert not w1.any() and not w2.any() and np.allclose(softmax(b2), FREQUENCIES, atol=1e-3) and results[name, "two nudged"][3][-1] > 1
assert results["sigmoid", "all zero"][2][-1] < ENTROPY - 0.05 and results["sigmoid", "all zero"][0][0].any()
assert all(np.ptp(w1, axis=1).max() == 0 == np.ptp(w2, axis=0).max() for w1, w2 in (results[name, "all 0.3"][0] for name in ACTIVATIONS))
assert not results["ReLU", "first zero"][0][0].any() and max(results[name, "first zero"][2][-1] for name in ("sigmoid", "tanh")) < 0.4
assert all(np.abs(np.log(measured[name] / theory[name])).max() < np.log(1.5) for name in RULES)  # 60 draws scatter
assert by_tanh[0, -1] < 0.1 * np.prod(n_in * RULES["Glorot"](n_in, n_out))
assert max(reached["He"][2:]) < 0.1 and reached["Glorot"][3] < 0.1 and min(reached["Glorot"][:2]) > 0.9 and reached["Glorot"][2] > 0.01
assert min(reached["0.05"]) > ENTROPY - 0.01 and not np.isfinite(reached["0.5"][2:]).any()
assert reached["0.5"][0] < 0.1 and min(reached[name][0] for name in ("0.05", "Glorot", "He")) > 0.8
print("all of it holds")
