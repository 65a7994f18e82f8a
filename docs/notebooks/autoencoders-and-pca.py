# %% [markdown]
# # Autoencoders, PCA, and what lies beyond
#
# **The claims under test.** By the lists an autoencoder's representations are efficient because they have fewer dimensions than the input, so that
# without a bottleneck it could only copy; often heard is that a linear autoencoder is PCA, and that a non-linear activation makes it more. The pages:
# [autoencoders](../questions/generative-and-unsupervised/autoencoders.html), [deep
# autoencoders](../questions/generative-and-unsupervised/deep-autoencoders.html) and [types of
# autoencoder](../questions/generative-and-unsupervised/autoencoder-types.html).
#
# **The experiment.** Fully connected networks with biases, a linear output, and tanh or nothing in the hidden layers, code included; trained from
# random weights by the quasi-Newton method L-BFGS on the mean squared error. If the claims hold, the units of a linear code are PCA's components, one
# tanh layer loses less than PCA does, and a network without a bottleneck gives back what it got, whatever is asked of it.

# %%
import os
import sys
from itertools import pairwise

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # for small matrices threads cost more than they save
import numpy as np
from scipy.linalg import subspace_angles
from scipy.optimize import minimize
from scipy.special import iv

sys.path[:0] = ["scripts", "../../scripts"]  # the site's drawing helpers
from draw import FAINT, SERIES, new_figure, picture

rng = np.random.default_rng(20219)


def run(x, matrices, curved):
    layers = [x]  # the values of all layers; a matrix's last row is the bias
    for number, matrix in enumerate(matrices, start=1):
        z = layers[-1] @ matrix[:-1] + matrix[-1]
        layers.append(np.tanh(z) if curved and number < len(matrices) else z)
    return layers


def train(x, target, widths, curved, steps=1000):
    start = np.concatenate([rng.normal(0, a**-0.5, (a + 1) * b) for a, b in pairwise(widths)])
    ends = np.cumsum([(a + 1) * b for a, b in pairwise(widths)])[:-1]

    def unpack(theta):
        return [part.reshape(-1, b) for part, b in zip(np.split(theta, ends), widths[1:], strict=True)]

    def loss(theta):
        layers, gradients = run(x, unpack(theta), curved), []
        delta = 2 * (layers[-1] - target) / target.size
        for layer, matrix in zip(layers[-2::-1], unpack(theta)[::-1], strict=True):
            gradients.insert(0, np.vstack([layer.T @ delta, delta.sum(0)]).ravel())
            delta = delta @ matrix[:-1].T * (1 - layer**2 if curved else 1)
        return np.mean((layers[-1] - target) ** 2), np.concatenate(gradients)

    return unpack(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "ftol": 1e-15, "gtol": 1e-9}).x)


# %% [markdown]
# ## The linear case
#
# 500 examples with 8 inputs, whose variances in 8 orthogonal directions halve from one to the next; 3 code units, 10 starts.

# %%
x = rng.standard_normal((500, 8)) * np.sqrt(0.5 ** np.arange(8)) @ np.linalg.qr(rng.standard_normal((8, 8)))[0]
x -= x.mean(0)
components = np.linalg.svd(x, full_matrices=False)[2]
nets = [train(x, x, (8, 3, 8), curved=False) for _ in range(10)]
spans = [net[1][:-1] for net in nets]  # a row: what one unit of code adds to the output
angles = [np.degrees(subspace_angles(span.T, components[:3].T).max()) for span in spans]
excess = [np.mean((run(x, net, False)[-1] - x) ** 2) / np.mean((x - x @ components[:3].T @ components[:3]) ** 2) - 1 for net in nets]
cosines = np.array([abs(span @ components.T) / np.linalg.norm(span, axis=1, keepdims=True) for span in spans])
oblique = np.degrees(np.arccos(cosines.max(axis=2).min(axis=1)))  # from the furthest unit to its nearest component
print(f"angle between the two subspaces up to {max(angles):.0e}°; of the most oblique unit, by start:", *(f"{a:.0f}°" for a in oblique))

# %% [markdown]
# ## One curved layer, or several
#
# Points near an arc and one code unit: one hidden layer or three, with tanh or without. The error is that on 1,000 new points.

# %%
angle = rng.uniform(0.1, 3, 1300)
points, new = np.split(1.4 * np.stack([np.cos(angle), np.sin(angle)], 1) + rng.normal(0, 0.06, (1300, 2)), [300])
mean, axis = points.mean(0), np.linalg.svd(points - points.mean(0))[2][:1]
by_pca = [np.mean(((some - mean) @ axis.T @ axis + mean - some) ** 2) for some in (points, new)]
nets = {(n, curved): train(points, points, w, curved) for n, w in ((1, (2, 1, 2)), (3, (2, 16, 1, 16, 2))) for curved in (False, True)}
lost = {how: [np.mean((run(some, net, how[1])[-1] - some) ** 2) for some in (points, new)] for how, net in nets.items()}
print(f"PCA {by_pca[1]:.4f};", *(f"{n} hidden, {'tanh' if curved else 'linear'} {e[1]:.4f};" for (n, curved), e in lost.items()))
figure, axes = new_figure(height=2.7)
axes.plot(*points.T, ".", color=FAINT)
for how, name, colour in ((3, False), "three layers, linear", 2), ((1, True), "one layer, tanh", 1), ((3, True), "three layers, tanh", 0):
    reconstructed = run(points, nets[how], how[1])[-1]
    axes.plot(*reconstructed[np.argsort(angle[:300])].T, "--" if how[0] == 1 else "-", color=SERIES[colour], label=name)
axes.set(aspect="equal", ylim=(-0.2, 1.7), xlabel="first coordinate", ylabel="second")
axes.legend(loc="lower center")
picture(figure, "pca-arc", "Points near an arc: two networks give one straight line across it; the one with three tanh layers follows it.")

# %% [markdown]
# ## No bottleneck, but noise
#
# Points on a circle of radius 1, seen with noise of standard deviation $\sigma = 0.35$ per coordinate. A network with two layers of 24 hidden units
# has to reproduce the noisy point $\tilde x$, then to restore the clean one. The best answer is the mean of the clean points given $\tilde x$, here
# $\tilde x / r \cdot I_1(r / \sigma^2) / I_0(r / \sigma^2)$ with $r = \lVert \tilde x \rVert$ and modified Bessel functions $I$; the
# best linear one is $\tilde x \cdot 0.5 / (0.5 + \sigma^2)$.

# %%
angle = rng.uniform(0, 2 * np.pi, (2, 4000))
clean = np.stack([np.cos(angle), np.sin(angle)], 2)
noisy = clean + rng.normal(0, 0.35, clean.shape)  # [0] to train, [1] to test
copier, denoiser = (train(noisy[0], target, (2, 24, 24, 2), True, 300) for target in (noisy[0], clean[0]))
copy, restored = (run(noisy[1], net, True)[-1] for net in (copier, denoiser))
r = np.linalg.norm(noisy[1], axis=1, keepdims=True)
best, linear = noisy[1] / r * iv(1, r / 0.35**2) / iv(0, r / 0.35**2), noisy[1] * 0.5 / (0.5 + 0.35**2)
errors = [np.mean((answer - clean[1]) ** 2) for answer in (noisy[1], copy, linear, restored, best)]
print("noisy point {:.3f}, copier {:.3f}, best linear {:.3f}, denoiser {:.3f}, best {:.3f}".format(*errors))
grid = np.stack(np.meshgrid(np.linspace(-1.8, 1.8, 13), np.linspace(-1.5, 1.5, 11)), 2).reshape(-1, 2)
figure, axes = new_figure(height=3.2)
axes.plot(np.cos(turn := np.linspace(0, 2 * np.pi, 101)), np.sin(turn), color=SERIES[1])
axes.quiver(*grid.T, *(run(grid, denoiser, True)[-1] - grid).T, color=SERIES[0], angles="xy", scale_units="xy", scale=2.2, width=0.0045)
axes.set(aspect="equal", xticks=[-1, 0, 1], yticks=[-1, 0, 1], xlabel="first coordinate", ylabel="second")
picture(figure, "pca-denoiser", "A circle and the denoiser's moves, at less than half their length: from both sides towards the circle.")

# %% [markdown]
# ## What was seen
#
# - **A linear autoencoder spans PCA's subspace**, to within a thousandth of a degree, and loses as much. It does not find the components: in at least
#   eight of ten starts some unit's direction was over 15° away from all of them.
# - **A non-linearity alone does not beat PCA**: with one hidden layer, tanh lost as much. Nor does depth alone: three linear layers lost as much.
#   Both together lost less than a twentieth, about the noise across the arc, $0.06^2 / 2$ per coordinate.
# - **Without a bottleneck** the network did copy, noise and all. The same network asked for the clean point beat the best linear answer and came
#   within 5 % of the best possible error; for that, it was given clean points to learn from.
# - That one hidden layer with a linear output cannot beat PCA is a theorem on the training error; the rest depends on the data.
# - **To try.** Let the arc close to a full circle: why does the error of the three tanh layers now stay several times the noise, from every start?

# %%
assert max(angles) < 1e-3 and np.max(np.abs(excess)) < 1e-6 and np.sum(oblique > 15) >= 8  # L-BFGS stops where rounding lets it
assert lost[1, True][0] > by_pca[0] * (1 - 1e-9) and abs(lost[1, True][1] / by_pca[1] - 1) < 0.01
assert all(abs(lost[n, False][1] / by_pca[1] - 1) < 1e-3 for n in (1, 3)) and lost[3, True][1] < by_pca[1] / 20 < 2.1 * 0.06**2
assert abs(lost[3, True][1] / 0.0018 - 1) < 0.2
assert abs(errors[1] / errors[0] - 1) < 0.01 and np.mean((copy - noisy[1]) ** 2) < 1e-3
assert errors[4] < errors[3] < 1.05 * errors[4] < 0.8 * errors[2]
print("all of it holds")
