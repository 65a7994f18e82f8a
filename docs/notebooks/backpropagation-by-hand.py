# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Backpropagation by hand, checked three ways
#
# **The claim under test.** Copied answers let backpropagation adjust the weights and look how the loss changes, or take a weight's
# derivative straight from the derivatives by the layers' outputs, without the activation's. The page on [backpropagation](../questions/training/backpropagation.html)
# objects: it adjusts nothing, is exact up to rounding, and needs that derivative.
#
# **The experiment.** A network with one hidden layer, for a mini-batch of $m$ examples in the rows of $X$,
#
# $$
# H = \tanh(X W_1 + b_1), \qquad Z = H W_2 + b_2, \qquad \mathcal{L} = -\frac1m \sum_{k=1}^{m} \log \mathrm{softmax}(Z_k)_{y_k},
# $$
#
# has its gradient written by hand. Three ways to differentiate by tweaking, which know nothing of the chain rule, check it, in
# double precision with machine epsilon $u \approx 2.2 \cdot 10^{-16}$.

# %%
import sys

import numpy as np

sys.path[:0] = ["scripts", "../../scripts"]  # the site's drawing helpers
from compute import open_claims
from draw import SERIES, heat, new_figure, picture

rng = np.random.default_rng(1986)
X, y, theta = rng.normal(size=(16, 6)), rng.integers(3, size=16), rng.normal(0, 0.8, 83)  # theta: all parameters in one vector


def unpack(vector):
    return vector[:48].reshape(6, 8), vector[48:56], vector[56:80].reshape(8, 3), vector[80:]


def forward(vector):
    W1, b1, W2, b2 = unpack(vector)
    H = np.tanh(X @ W1 + b1)
    Z = H @ W2 + b2  # a few units in size; elsewhere subtract each row's maximum, or exp overflows
    return H, Z, np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(16), y])


def backward(vector, fault=""):
    W2, (H, Z, _) = unpack(vector)[2], forward(vector)  # the forward pass keeps H and Z
    delta2 = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True) - np.eye(3)[y]  # dL/dZ: softmax minus one-hot
    delta2 /= 1 if fault == "not averaged" else 16
    delta1 = delta2 @ W2.T * (1 if fault == "no derivative of tanh" else 1 - H**2)  # dL/d(pre-activation)
    b1 = delta1[0] if fault == "bias from one example" else delta1.sum(axis=0)
    return np.concatenate([(X.T @ delta1).ravel(), b1, (H.T @ delta2).ravel(), delta2.sum(axis=0)])


# %% [markdown]
# ## Three ways to tweak
#
# One-sided differences $(\mathcal{L}(\theta + \varepsilon e_i) - \mathcal{L}(\theta)) / \varepsilon$ neglect terms of order $\varepsilon$,
# central differences terms of order $\varepsilon^2$; both subtract nearly equal numbers, which costs about $u / \varepsilon$. The complex step
# $\operatorname{Im} \mathcal{L}(\theta + \mathrm{i} \varepsilon e_i) / \varepsilon$ neglects order $\varepsilon^2$ and has no such subtraction,
# but the loss must be analytic: no absolute value and no conjugate on the way.

# %%
METHODS = {
    "one-sided": lambda shift: forward(theta + shift)[2] - forward(theta)[2],
    "central": lambda shift: (forward(theta + shift)[2] - forward(theta - shift)[2]) / 2,
    "complex step": lambda shift: forward(theta + 1j * shift)[2].imag,
}


def distance(a, b):
    return np.linalg.norm(a - b) / np.linalg.norm(b)


def tweaked(name, step):
    return np.array([METHODS[name](shift) for shift in step * np.eye(83)]) / step


gradient, steps = backward(theta), 10.0 ** -np.arange(1, 15.5, 0.5)
errors = {name: [distance(tweaked(name, step), gradient) for step in steps] for name in METHODS}
tiny = distance(tweaked("complex step", 1e-200), gradient)
best = {name: (min(values), steps[np.argmin(values)]) for name, values in errors.items()}
for name, (error, step) in best.items():
    print(f"{name:<12}: relative distance {error:.0e} at the best step, {step:.0e}")

# %%
figure, axes = new_figure(height=3.3)
for (name, values), colour, place in zip(errors.items(), SERIES, ((3e-4, 2e-3), (5e-9, 2e-9), (1e-9, 2e-15)), strict=False):
    axes.loglog(steps, values, color=colour, linestyle=":" if "complex" in name else "-")
    axes.text(*place, name)
axes.set(xlabel="step, from large to small", ylabel="relative distance", xlim=(1e-1, 1e-15), ylim=(5e-17, 3))
for axis in (axes.xaxis, axes.yaxis):
    axis.set_ticks([1e-1, 1e-5, 1e-10, 1e-15], labels=["10⁻¹", "10⁻⁵", "10⁻¹⁰", "10⁻¹⁵"])
axes.minorticks_off()
alt = "Distance from the hand-written gradient against the step, both logarithmic. One-sided and central differences fall to about 10 to "
alt += "the minus 7 and minus 10, then rise to about 1; the complex step falls to about 10 to the minus 16 and stays."
picture(figure, "tweaking-errors", alt)

# %% [markdown]
# ## What the check finds
#
# Three mistakes: the derivative of $\tanh$ left out, as in the copied answer; the sum over the mini-batch not divided by $m$, which
# multiplies the gradient by 16; the hidden bias taken from one example. Each is held against central differences with step $10^{-5}$, then used for gradient descent, learning rate $0.05$.

# %%
FAULTS = "correct", "no derivative of tanh", "not averaged", "bias from one example"
central = unpack(tweaked("central", 1e-5))
table = {fault: [distance(a, b) for a, b in zip(unpack(backward(theta, fault)), central, strict=True)] for fault in FAULTS}
reached = {}
for fault, vector in zip(FAULTS, [theta] * 4, strict=True):
    for _ in range(300):
        vector = vector - 0.05 * backward(vector, fault)
    reached[fault] = forward(vector)[2]
print(f"loss {forward(theta)[2]:.2f}; after 300 steps", *(f"{fault:<21} {end:.2f}" for fault, end in reached.items()), sep="\n")
figure, axes = new_figure(height=2.4)
heat(axes, np.log10(list(table.values())), FAULTS, ["W₁", "b₁", "W₂", "b₂"], low=-11, high=1.2, numbers=".1f")
axes.set(aspect="auto", title="Relative distance, as a power of ten")
alt = "Four backward passes by four parameters. Correct: about minus 10 everywhere. Without tanh's derivative W1 and b1 are wrong; not "
picture(figure, "faults-found", alt + "averaged, all four are; with the bias from one example only b1 is. The rest is about minus 10.")

# %% [markdown]
# ## What was seen
#
# - **Exact up to rounding.** The hand-written gradient and the complex step share only the forward pass, yet agree to within
#   $10^{-14}$, even at a step of $10^{-200}$. No one-sided difference came closer than $10^{-9}$, no central one closer than $10^{-12}$.
# - **Tweaking is a test, not the method.** It takes at least one loss per parameter; for layers of 784, 128 and 10 units one-sided
#   differences need 101,771 forward passes. Backpropagation makes one forward and one backward pass.
# - **The activation's derivative matters.** Without it the gradients of $W_1$ and $b_1$ are wrong, at these weights by more than a third of their own size.
# - **A falling loss is no proof.** With each of the faulty gradients it fell to less than half, with the undivided one even lower than with
#   the correct one: it has the right direction and acts as a learning rate 16 times as high. The comparison found all three.
# - **To try.** Train with Adam instead of plain descent: which of the three mistakes does the loss no longer show at all, and why?
#
# The network is smooth. At a kink such as ReLU's at zero the ways may disagree, and in single precision every floor is higher.

# %%
assert open_claims("training").difference_passes("784-128-10") == 101_771
assert tiny < 1e-14 and best["complex step"][0] < 1e-14  # some 50 times u, for sums of a few dozen terms
assert 1e-9 < best["one-sided"][0] < 1e-6 and 1e-9 < best["one-sided"][1] < 1e-6  # about the square root of u
assert 1e-12 < best["central"][0] < 1e-8 and 1e-7 < best["central"][1] < 1e-3  # about u to 2/3, at about its cube root
wrong = {fault: [error > 1e-7 for error in row] for fault, row in table.items()}  # far above the floor of central differences
assert not any(wrong["correct"]) and all(wrong["not averaged"]) and wrong[FAULTS[3]] == [False, True, False, False]
assert wrong[FAULTS[1]] == [True, True, False, False] and min(table[FAULTS[1]][:2]) > 1 / 3
assert max(reached.values()) < forward(theta)[2] / 2
assert reached["not averaged"] == min(reached.values()) and np.allclose(backward(theta, "not averaged"), 16 * gradient, rtol=1e-12)
print("all of it holds")
