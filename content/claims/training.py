"""Counts updates and measures gradient noise for batches of different sizes, and runs the three variants on one small problem."""

import numpy as np


def updates_per_epoch(examples: int, batch: int) -> int:
    """Parameter updates in one pass over the training set: batches of `batch` examples, the last one possibly smaller."""
    return -(-examples // batch)


def relative_noise(examples: int, batch: int) -> float:
    """Root-mean-square distance of a mini-batch gradient from the batch gradient, relative to batch size 1; examples drawn without replacement."""
    return ((examples - batch) / (examples - 1) / batch) ** 0.5


def batch_cost_ratio(small: int, large: int) -> float:
    """How many times as many single-example gradients a step on `large` examples needs as one on `small`."""
    return large / small


def batch_noise_ratio(small: int, large: int) -> float:
    """How many times as noisy a step on `small` examples is as one on `large`, for examples drawn independently."""
    return (large / small) ** 0.5


_STEP_SIZES = {256: 1.0, 16: 0.2, 1: 0.05}
_RUNS = 20


def _regression() -> tuple[np.ndarray, np.ndarray]:
    """256 examples of a linear regression on two inputs, standard deviations 0.2 and 1, with noise of standard deviation 0.5."""
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((256, 2)) * np.array([0.2, 1.0])
    return inputs, inputs @ np.array([1.0, 0.0]) + 0.5 * rng.standard_normal(256)


def _descend(batch: int, epochs: int) -> np.ndarray:
    """The weights of 20 runs, [update, run, weight], over `epochs` shuffled passes from (−1.5, 0.8) with batches of `batch` and that
    size's constant step; the first are the start."""
    inputs, targets = _regression()
    rng = np.random.default_rng(1)
    weights = np.tile([-1.5, 0.8], (_RUNS, 1))
    path = [weights]
    for _ in range(epochs):
        order = rng.permuted(np.tile(np.arange(256), (_RUNS, 1)), axis=1)
        for start in range(0, 256, batch):
            rows = order[:, start : start + batch]
            error = np.einsum("rbi,ri->rb", inputs[rows], weights) - targets[rows]
            weights = weights - _STEP_SIZES[batch] * np.einsum("rb,rbi->ri", error, inputs[rows]) / batch
            path.append(weights)
    return np.array(path)


def excess_cost(batch: int, epochs: int) -> float:
    """Mean over 20 runs of the cost above its minimum after `epochs` passes over the 256 examples of the small regression."""
    inputs, targets = _regression()
    away = _descend(batch, epochs)[-1] - np.linalg.lstsq(inputs, targets, rcond=None)[0]
    return float(0.5 * np.mean((away @ inputs.T) ** 2))


# ------------------------------------------------------------------ backpropagation


def _backprop_widths(sizes: str) -> list[int]:
    return [int(width) for width in sizes.split("-")]


def backward_multiplications(sizes: str) -> int:
    """Multiplications in the matrix products of one backward pass for one example through dense layers between the widths, as in
    784-128-10: the weights' gradients of every layer, and the error signal through every weight matrix but the first."""
    widths = _backprop_widths(sizes)
    products = [wide_in * wide_out for wide_in, wide_out in zip(widths, widths[1:], strict=False)]
    return sum(products) + sum(products[1:])


def backward_forward_ratio(layers: int) -> float:
    """Multiplications of a backward pass relative to the forward pass, for so many dense layers of equal width: (2 layers − 1) / layers."""
    widths = "-".join(["100"] * (layers + 1))
    return backward_multiplications(widths) / (100 * 100 * layers)


def difference_passes(sizes: str) -> int:
    """Forward passes for the gradient by one-sided differences: one for each weight and bias of the dense layers, and one for the base."""
    widths = _backprop_widths(sizes)
    return 1 + sum(wide_in * wide_out + wide_out for wide_in, wide_out in zip(widths, widths[1:], strict=False))


def small_network_gradient(by: str) -> float:
    """Derivatives of ½(ŷ − y)² for ŷ = w₂ σ(w₁ x) at x = y = 1, w₁ = 0.5, w₂ = 2: by ŷ (output), h (hidden), z, w1 or w2."""
    x, y, w1, w2 = 1.0, 1.0, 0.5, 2.0
    h = 1 / (1 + np.exp(-w1 * x))
    output = w2 * h - y
    hidden = output * w2
    z = hidden * h * (1 - h)
    return float({"output": output, "hidden": hidden, "z": z, "w1": z * x, "w2": output * h}[by])


# ------------------------------------------------------------------ forward propagation


def _forward_example() -> dict[str, np.ndarray]:
    """The worked example: x = (1, 2), two ReLU units, softmax over two classes."""
    x = np.array([1.0, 2.0])
    z1 = np.array([[0.5, -1.0], [1.0, 1.0]]) @ x + np.array([0.0, -1.0])
    h1 = np.maximum(z1, 0)
    z2 = np.array([[1.0, 0.5], [-1.0, 1.0]]) @ h1
    return {"z1": z1, "h1": h1, "z2": z2, "y": np.exp(z2) / np.exp(z2).sum()}


def forward_value(name: str, entry: int) -> float:
    """Component `entry` (1 or 2) of z1, h1, z2 or y in the worked forward pass."""
    return float(_forward_example()[name][entry - 1])


def forward_loss(entry: int) -> float:
    """Cross-entropy in nats of the worked forward pass when class `entry` is true."""
    return float(-np.log(_forward_example()["y"][entry - 1]))


def kept_activations(layers: int, width: int, mode: str) -> int:
    """Values held at once per example in a plain stack of dense layers of equal width: for training the input and the output of every
    layer (`layers` + 1 vectors), for inference those of one layer (two vectors)."""
    return width * (layers + 1 if mode == "training" else 2)


def forward_gigaflops_per_token(parameters: float) -> float:
    """Billions of operations of a transformer's forward pass per token, at two per parameter outside the embeddings, attention's sums
    over the context not counted."""
    return 2 * parameters / 1e9


def _perceptron_data(task: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Inputs with a 1 appended for the bias, labels 0 or 1, and separating weights of length 1: the four rows of AND, or 40 points
    of the square [−1, 1]² on both sides of x₁ + 2x₂ = 0.5, none closer than 0.1 in the space with the appended 1."""
    if task == "and":
        inputs = np.array([(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)], dtype=float)
        weights = np.array([2.0, 2.0, -3.0]) / 17**0.5
    else:
        rng = np.random.default_rng(2)
        weights = np.array([1.0, 2.0, -0.5]) / 5.25**0.5
        drawn = np.column_stack([rng.uniform(-1, 1, (200, 2)), np.ones(200)])
        inputs = drawn[np.abs(drawn @ weights) > 0.1][:40]
    return inputs, (inputs @ weights > 0).astype(float), weights


def _perceptron_run(task: str) -> list[int]:
    """Mistakes in each pass of the perceptron rule from zero, step 1, examples in their order, until a pass has none."""
    inputs, labels, _ = _perceptron_data(task)
    weights, passes = np.zeros(inputs.shape[1]), [-1]
    while passes[-1]:
        mistakes = 0
        for x, y in zip(inputs, labels, strict=True):
            error = y - float(weights @ x > 0)
            weights += error * x
            mistakes += int(error != 0)
        passes.append(mistakes)
    return passes[1:]


def perceptron_mistakes(task: str) -> int:
    """All mistakes of the perceptron rule on `and` or on the 40 separable points, until it makes none."""
    return sum(_perceptron_run(task))


def perceptron_passes(task: str) -> int:
    """Passes of the perceptron rule on `and` or on the 40 separable points, the last one without mistake included."""
    return len(_perceptron_run(task))


def perceptron_mistake_bound(task: str) -> float:
    """The bound (R/γ)² on the mistakes: R the longest input with its appended 1, γ the margin of known separating weights of length 1."""
    inputs, labels, weights = _perceptron_data(task)
    margin = np.min((2 * labels - 1) * (inputs @ weights))
    return float((np.linalg.norm(inputs, axis=1).max() / margin) ** 2)


# ------------------------------------------------------------------ gradient descent


def descent_factor(condition: float) -> float:
    """Error left by one gradient step at the best constant learning rate 2 / (λmin + λmax), in the worst directions of a quadratic with
    so large a ratio λmax / λmin of curvatures."""
    return (condition - 1) / (condition + 1)


def descent_steps(condition: float, reduction: float) -> int:
    """Gradient steps at the best constant learning rate until the worst error of the quadratic has been divided by `reduction`."""
    return int(np.ceil(np.log(reduction) / -np.log(descent_factor(condition))))


def largest_rate(curvature: float) -> float:
    """Bound below which a constant learning rate converges on a quadratic with this largest curvature: 2 / λmax."""
    return 2 / curvature


def hessian_entries(parameters: int) -> int:
    """Different entries of the symmetric Hessian of a cost with so many parameters."""
    return parameters * (parameters + 1) // 2


# ------------------------------------------------------------------ cost and loss functions


def negative_log(probability: float) -> float:
    """Cross-entropy in nats of one example whose true class has this predicted probability: −ln p."""
    return float(-np.log(probability))


def logit_gradient(loss: str, z: float) -> float:
    """Derivative by the logit z for a positive example (y = 1): of −ln σ(z) (cross-entropy) or of ½ (σ(z) − 1)² (squared)."""
    p = 1 / (1 + np.exp(-z))
    return float((p - 1) * (p * (1 - p) if loss == "squared" else 1))


_TRUE_CLASS_PROBABILITIES = {"A": (0.51, 0.51, 0.51, 0.51), "B": (0.99, 0.99, 0.99, 0.45)}


def two_class_mean_loss(model: str) -> float:
    """Mean cross-entropy in nats of model A or B on the four examples of the page, from the true class's probabilities."""
    return float(-np.mean(np.log(_TRUE_CLASS_PROBABILITIES[model])))


def two_class_accuracy(model: str) -> float:
    """Share of the four examples that model A or B gets right: true class's probability above one half, two classes."""
    return float(np.mean(np.array(_TRUE_CLASS_PROBABILITIES[model]) > 0.5))


def perplexity(loss: float) -> float:
    """Perplexity of a language model with this mean cross-entropy per token in nats."""
    return float(np.exp(loss))


# ------------------------------------------------------------------ benefits of mini-batches


def arithmetic_intensity(width: int, batch: int) -> float:
    """Operations per byte of one dense layer, `width` inputs and outputs, on `batch` examples in 16-bit numbers: a multiplication and an
    addition per weight and example, with weights, inputs and outputs each moved once (two bytes per number)."""
    return 2 * width * width * batch / (2 * (width * width + 2 * width * batch))


def relative_steps(ratio: float) -> float:
    """Update steps to a given loss, relative to the least possible, at a batch of `ratio` times the gradient noise scale: 1 + 1 / ratio."""
    return 1 + 1 / ratio


def relative_examples(ratio: float) -> float:
    """Examples processed to a given loss, relative to the least possible, at a batch of `ratio` times the gradient noise scale."""
    return 1 + ratio


_SCALED = 4.0


def scaled_minimum(quantity: str) -> float:
    """For f(a, b) = (ab − 1)² at its minimum (1, 1) or, after the reparametrisation a → 4a, b → b/4, at (4, 1/4): the largest eigenvalue of
    the Hessian (sharpness-before, sharpness-after). At a minimum the Hessian is 2 (b, a)(b, a)ᵀ, with eigenvalue 2 (a² + b²)."""
    a, b = (1.0, 1.0) if quantity == "sharpness-before" else (_SCALED, 1 / _SCALED)
    return 2 * (a * a + b * b)


# ------------------------------------------------------------------ hyperparameters and their tuning


def small_network_cost(rate: float, steps: int) -> float:
    """Training cost, half the mean squared error on 32 points of sin 2x, of ten tanh units after so many steps of gradient descent with a
    constant learning rate, always from the same random weights (seed 0)."""
    rng = np.random.default_rng(0)
    x = np.linspace(-2, 2, 32)
    y = np.sin(2 * x)
    w1, b1, w2, b2 = rng.standard_normal(10), rng.standard_normal(10), rng.standard_normal(10) / np.sqrt(10), 0.0
    for _ in range(steps):
        hidden = np.tanh(np.outer(x, w1) + b1)
        error = hidden @ w2 + b2 - y
        back = error[:, None] * w2 * (1 - hidden**2)
        w1, b1, w2, b2 = (
            w1 - rate * (back * x[:, None]).mean(axis=0),
            b1 - rate * back.mean(axis=0),
            w2 - rate * (error[:, None] * hidden).mean(axis=0),
            b2 - rate * error.mean(),
        )
    return float(0.5 * np.mean((np.tanh(np.outer(x, w1) + b1) @ w2 + b2 - y) ** 2))


def total_updates(examples: int, batch: int, epochs: int) -> int:
    """Parameter updates in so many passes over the training set, the last mini-batch of each pass possibly smaller."""
    return epochs * updates_per_epoch(examples, batch)


def linear_share(low: float, high: float, start: float, end: float) -> float:
    """Share of values drawn uniformly (not on a logarithmic scale) from [start, end] that fall between low and high."""
    return (high - low) / (end - start)


def chance_in_top(share: float, trials: int) -> float:
    """Probability that at least one of so many independent random trials falls into the best `share` of the search space."""
    return 1 - (1 - share) ** trials


def search_trials_needed(share: float, confidence: float) -> int:
    """Independent random trials until at least one lies in the best `share` of the search space with this probability."""
    return int(np.ceil(np.log(1 - confidence) / np.log(1 - share)))


def halving_cost(configurations: int, factor: int) -> int:
    """Budget units of successive halving from one unit each for all configurations: every rung keeps one in `factor` and gives each
    survivor `factor` times the budget, trained anew, until one is left."""
    total, units = 0, 1
    while configurations >= 1:
        total += configurations * units
        configurations //= factor
        units *= factor
    return total


def full_search_cost(configurations: int) -> int:
    """Budget units if every configuration is trained as long as the last one of successive halving."""
    return configurations * configurations


def _standard_error(accuracy: float, examples: int) -> float:
    return (accuracy * (1 - accuracy) / examples) ** 0.5


def selection_bias_points(accuracy: float, examples: int, models: int) -> float:
    """How many percentage points of accuracy too high the best of so many equally good models scores on the validation set, on average:
    the expected maximum of `models` independent normal errors with the binomial standard error (numerical integration)."""
    x = np.linspace(-8, 8, 16_001)
    density = np.exp(-x * x / 2) / np.sqrt(2 * np.pi)
    cumulative = np.cumsum(density) * (x[1] - x[0])
    expected = np.sum(x * models * cumulative ** (models - 1) * density) * (x[1] - x[0])
    return float(100 * expected * _standard_error(accuracy, examples))


def momentum_step_factor(momentum: float) -> float:
    """How many times the plain step momentum takes in the end under a constant gradient: 1 / (1 − momentum)."""
    return 1 / (1 - momentum)


# ------------------------------------------------------------------ weight initialisation


def glorot_limit(inputs: int, outputs: int) -> float:
    """Limit a of the uniform distribution on [−a, a] that has Glorot's variance 2 / (inputs + outputs)."""
    return (6 / (inputs + outputs)) ** 0.5


def he_deviation(inputs: int) -> float:
    """Standard deviation of He's initialisation, the root of 2 / inputs."""
    return (2 / inputs) ** 0.5


def linear_mean_square(inputs: int, deviation: float, layers: int) -> float:
    """Expected mean square of the activations after so many linear layers of equal width, relative to the input's, for independent
    zero-mean weights with this standard deviation and no biases: (inputs · deviation²) per layer."""
    return (inputs * deviation**2) ** layers


def torch_linear_relu_factor() -> float:
    """Factor per ReLU layer on the mean square with weights uniform on ±1/√n, variance 1/(3n), without biases."""
    return 0.5 * (1 / 3)


def one_unit_xor_error() -> float:
    """Least mean squared error on XOR of an affine function of one unit with a monotone activation: over all orders in which a unit can
    see the four inputs, the best monotone outputs, in either direction."""
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
    best = 1.0
    for angle in np.arange(0.01, 2 * np.pi, 0.1):
        order = np.argsort(x @ np.array([np.cos(angle), np.sin(angle)]))
        blocks: list[list[float]] = []
        for target in np.array([0.0, 1, 1, 0])[order]:
            blocks.append([float(target)])
            while len(blocks) > 1 and np.mean(blocks[-2]) >= np.mean(blocks[-1]):
                blocks[-2:] = [blocks[-2] + blocks[-1]]
        best = min(best, sum(len(block) * float(np.var(block)) for block in blocks) / 4)
    return best


def biases_only_xor(activation: str) -> int:
    """In how many of 10 runs a 2-4-1 network (tanh or relu) has a squared error below 0.01 on XOR after 5,000 gradient steps of rate 0.2, from
    zero weights, output bias zero and hidden biases that are normal with standard deviation 0.5."""
    x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float), np.array([[0.0], [1], [1], [0]])
    b = np.random.default_rng(0).normal(0, 0.5, (10, 1, 4))
    w, v, c = np.zeros((10, 2, 4)), np.zeros((10, 4, 1)), np.zeros((10, 1, 1))
    g, slope = {"tanh": (np.tanh, lambda h: 1 - h**2), "relu": (lambda z: np.maximum(z, 0), lambda h: h > 0)}[activation]
    for _ in range(5000):
        h = g(x @ w + b)
        delta = (h @ v + c - y) / len(x)
        back = (delta @ v.transpose(0, 2, 1)) * slope(h)
        w, b = w - 0.2 * x.T @ back, b - 0.2 * back.sum(1, keepdims=True)
        v, c = v - 0.2 * h.transpose(0, 2, 1) @ delta, c - 0.2 * delta.sum(1, keepdims=True)
    return int(np.sum(np.mean((g(x @ w + b) @ v + c - y) ** 2, axis=(1, 2)) < 0.01))


def zero_start_error() -> float:
    """Mean squared error on XOR of a ReLU or tanh network that starts at zero: only the output bias learns, the mean of the targets."""
    y = np.array([0.0, 1, 1, 0])
    return float(np.mean((y - y.mean()) ** 2))
