"""Numbers about units, activation functions and layers."""

import itertools
import math


def sigmoid_max_slope() -> float:
    """The largest value of the logistic sigmoid's derivative σ(z)(1 − σ(z)), attained at z = 0."""
    half = 1 / (1 + math.exp(0))
    return half * (1 - half)


def sigmoid_slopes_product(layers: int) -> float:
    """The largest product of the sigmoid's derivatives along a path through so many layers."""
    return sigmoid_max_slope() ** layers


def relu_mean_square_factor(layers: int, gain: float) -> float:
    """Mean square of the pre-activations after so many ReLU layers, relative to the first layer's, for independent zero-mean
    weights of variance gain / n_in, distributed symmetrically, and no biases: (gain / 2) per layer. With equally wide layers the
    gradient's mean square changes by the same factor on the way back."""
    return (gain / 2) ** layers


def relu_regions(inputs: int, units: int) -> int:
    """The most linear regions of a layer of ReLU units: regions into which so many hyperplanes can cut the input space."""
    return sum(math.comb(units, j) for j in range(inputs + 1))


def gelu_minimum() -> float:
    """The least value of GELU(z) = z Φ(z), found by bisection on its derivative Φ(z) + z φ(z) for −2 < z < 0."""

    def cdf(z: float) -> float:
        return 0.5 * (1 + math.erf(z / math.sqrt(2)))

    low, high = -2.0, 0.0
    for _ in range(60):
        z = (low + high) / 2
        rising = cdf(z) + z * math.exp(-z * z / 2) / math.sqrt(2 * math.pi) > 0
        low, high = (low, z) if rising else (z, high)
    return low * cdf(low)


def dense_multiplications(sizes: str) -> int:
    """Multiplications of one forward pass for one example through fully connected layers between the widths, as in 784-128-10."""
    widths = [int(width) for width in sizes.split("-")]
    return sum(wide_in * wide_out for wide_in, wide_out in zip(widths, widths[1:], strict=False))


# ------------------------------------------------------------------ ReLU in the output layer, softmax


def _logistic_of(z: float) -> float:
    """The logistic sigmoid, without overflow for large negative z."""
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def logistic_value(z: float) -> float:
    """The logistic sigmoid σ(z) = 1 / (1 + e^−z) at z; also the slope of softplus there."""
    return _logistic_of(z)


def output_gradient(activation: str, z: float, target: float) -> float:
    """Derivative of ½ (g(z) − target)² by the output pre-activation z, for g = relu, softplus or exp; 0 as ReLU's slope at z = 0."""
    value, slope = {
        "relu": (max(z, 0.0), float(z > 0)),
        "softplus": (math.log1p(math.exp(z)), _logistic_of(z)),
        "exp": (math.exp(z), math.exp(z)),
    }[activation]
    return (value - target) * slope


def relu_output_error_floor() -> float:
    """Least mean squared error of outputs that cannot be negative on standard normal targets: the mean of min(0, y)², even for a
    model that knows every y; midpoint rule on −12 < y < 0."""
    steps = 20_000
    width = 12 / steps
    ys = (-(number + 0.5) * width for number in range(steps))
    return sum(y * y * math.exp(-y * y / 2) for y in ys) * width / math.sqrt(2 * math.pi)


def uniform_cross_entropy(classes: int) -> float:
    """Cross-entropy in nats of the uniform distribution over so many classes, whatever the true class: ln(classes)."""
    return math.log(classes)


def _softmax_of(logits: list[float], temperature: float = 1.0) -> list[float]:
    top = max(logits)
    weights = [math.exp((logit - top) / temperature) for logit in logits]
    return [weight / sum(weights) for weight in weights]


def softmax_probability(a: float, b: float, c: float, entry: int, temperature: float = 1) -> float:
    """Softmax probability number `entry` (1, 2 or 3) of the logits a, b, c, each divided by the temperature."""
    return _softmax_of([a, b, c], temperature)[entry - 1]


def softmax_cross_entropy(a: float, b: float, c: float, entry: int) -> float:
    """Cross-entropy in nats of softmax over the logits a, b, c when class `entry` (1, 2 or 3) is true."""
    return -math.log(_softmax_of([a, b, c])[entry - 1])


def exp_overflow_threshold(maximum_exponent: int, mantissa_bits: int) -> float:
    """Natural logarithm of the largest finite number of a binary format: above it, e^z overflows. float32 has maximum exponent 127 and
    23 stored mantissa bits, float16 has 15 and 10."""
    return math.log(2 - 2.0**-mantissa_bits) + maximum_exponent * math.log(2)


def attention_softmaxes(layers: int, heads: int, tokens: int) -> int:
    """Softmax distributions inside the self-attention of a transformer for one sequence: one per layer, head and query position."""
    return layers * heads * tokens


def softmax_jacobian_norm(a: float, b: float, c: float) -> float:
    """Spectral norm of softmax's Jacobian diag(p) − p pᵀ at the logits a, b, c, by power iteration on the symmetric matrix."""
    p = _softmax_of([a, b, c])
    v = [1.0, -0.7, -0.3]
    for _ in range(500):
        mean = sum(x * y for x, y in zip(p, v, strict=True))
        w = [x * (y - mean) for x, y in zip(p, v, strict=True)]
        norm = math.sqrt(sum(x * x for x in w))
        v = [x / norm for x in w]
    return norm


def transformer_weight_matrices(blocks: int) -> int:
    """Weight matrices one behind the other through so many encoder blocks: value projection, output projection and two
    feed-forward matrices in each; the query and key projections stand beside the value projection."""
    return 4 * blocks


def separable_boolean_functions(inputs: int) -> int:
    """Boolean functions of at most four inputs that one threshold unit computes, counted over integer weights from −3 to 3 and
    every threshold; for so few inputs these weights suffice. A function is the set of rows of its truth table that it accepts."""
    corners = list(itertools.product((0, 1), repeat=inputs))
    found = {0}
    for weights in itertools.product(range(-3, 4), repeat=inputs):
        rows = sorted((-sum(w * x for w, x in zip(weights, corner, strict=True)), 1 << row) for row, corner in enumerate(corners))
        accepted = 0
        for (total, bit), (following, _) in zip(rows, [*rows[1:], (math.inf, 0)], strict=True):
            accepted |= bit
            if following != total:
                found.add(accepted)
    return len(found)


def boolean_functions(inputs: int) -> int:
    """All Boolean functions of so many inputs: two values for each of the 2ⁿ rows of the truth table."""
    return 2 ** (2**inputs)


# ------------------------------------------------------------------ sigmoid, tanh, leaky ReLU, Swish, step


def logistic_slope(z: float) -> float:
    """The logistic sigmoid's derivative σ(z)(1 − σ(z)) at z."""
    return _logistic_of(z) * (1 - _logistic_of(z))


def logistic_quantile(p: float) -> float:
    """The pre-activation at which the logistic sigmoid is p: the logit ln(p / (1 − p))."""
    return math.log(p / (1 - p))


def logistic_rounds_to_one(bits: int) -> float:
    """About where 1 / (1 + e^−z) rounds to exactly 1 with so many bits of precision (24 in float32, 53 in float64): 1 + e^−z rounds to 1
    once e^−z is at most half the distance to the next number, 2^−bits."""
    return bits * math.log(2)


def tanh_value(z: float) -> float:
    """The hyperbolic tangent at z."""
    return math.tanh(z)


def tanh_slope(z: float) -> float:
    """The derivative of tanh, 1 − tanh² z, at z; at most 1, attained at z = 0."""
    return 1 - math.tanh(z) ** 2


def tanh_slopes_product(z: float, layers: int) -> float:
    """Product of tanh's derivatives along a path through so many layers, with the same pre-activation z in each."""
    return tanh_slope(z) ** layers


def scaled_tanh(z: float) -> float:
    """LeCun's scaled tanh, 1.7159 tanh(2z / 3), at z."""
    return 1.7159 * math.tanh(2 * z / 3)


def leaky_he_variance(slope: float) -> float:
    """He initialisation's weight variance times the number of inputs for a leaky ReLU: 2 / (1 + slope²), which keeps the mean square of
    symmetric pre-activations from layer to layer."""
    return 2 / (1 + slope**2)


def leaky_slopes_product(slope: float, layers: int) -> float:
    """Product of the derivatives along a path through so many leaky ReLUs with negative pre-activation."""
    return slope**layers


def swish_minimum(what: str) -> float:
    """Least value of z σ(z) (`what` = value) or the place where it is attained (`what` = place), by bisection on the derivative
    σ(z) + z σ(z)(1 − σ(z)) for −5 < z < 0."""
    low, high = -5.0, 0.0
    for _ in range(80):
        z = (low + high) / 2
        rising = _logistic_of(z) + z * logistic_slope(z) > 0
        low, high = (low, z) if rising else (z, high)
    return low * _logistic_of(low) if what == "value" else low


def swish_max_slope() -> float:
    """The largest derivative of z σ(z), on a grid of step 0.001 for 0 ≤ z ≤ 10."""
    return max(_logistic_of(n / 1000) + n / 1000 * logistic_slope(n / 1000) for n in range(10_001))


def gated_width(model_width: int) -> float:
    """Hidden width at which a feed-forward block with three matrices (gated) has as many weights as one with two and width 4d: 8d / 3."""
    return 2 * 4 * model_width / 3


def gated_width_rounded(model_width: int, multiple: int) -> int:
    """The same width as LLaMA's code takes it: the integer part of 8d / 3, rounded up to the next multiple."""
    return -(-(8 * model_width // 3) // multiple) * multiple


def step_codes(units: int) -> int:
    """Different outputs that a layer of so many step units can have at most: each is 0 or 1."""
    return 2**units


def separable_dichotomies_share(points: int, inputs: int) -> float:
    """Share of the 2^N ways to label N points in general position with two classes that one threshold unit with bias on so many
    inputs can realise: 2 Σ C(N − 1, k) for k = 0, …, inputs, divided by 2^N."""
    return 2 * sum(math.comb(points - 1, k) for k in range(inputs + 1)) / 2**points


def _activation_and_slope(activation: str, z: float) -> tuple[float, float]:
    """Value and derivative at z; leaky ReLU with slope 0.01, at the kinks of ReLU and leaky ReLU the derivative from the left."""
    if activation in ("relu", "leaky"):
        below = 0.0 if activation == "relu" else 0.01
        return (z, 1.0) if z > 0 else (below * z, below)
    if activation == "sigmoid":
        return _logistic_of(z), logistic_slope(z)
    if activation == "tanh":
        return math.tanh(z), 1 - math.tanh(z) ** 2
    if activation == "swish":
        return z * _logistic_of(z), _logistic_of(z) + z * logistic_slope(z)
    below_z, density = 0.5 * (1 + math.erf(z / math.sqrt(2))), math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return z * below_z, below_z + z * density


def _standard_normal_points() -> list[tuple[float, float]]:
    """Midpoints of 4,000 intervals between −8 and 8 with the standard normal's weight of each."""
    width = 16 / 4000
    points = [-8 + width * (n + 0.5) for n in range(4000)]
    return [(z, width * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)) for z in points]


def mean_activation(activation: str) -> float:
    """Mean of g(z) for standard normal z; `activation` is sigmoid, tanh, relu, leaky (slope 0.01), gelu or swish."""
    return sum(weight * _activation_and_slope(activation, z)[0] for z, weight in _standard_normal_points())


def mean_square_activation(activation: str) -> float:
    """Mean of g(z)² for standard normal z; `activation` as for mean_activation, or `scaled` for LeCun's 1.7159 tanh(2z / 3)."""
    if activation == "scaled":
        return sum(weight * scaled_tanh(z) ** 2 for z, weight in _standard_normal_points())
    return sum(weight * _activation_and_slope(activation, z)[0] ** 2 for z, weight in _standard_normal_points())


def mean_square_slope(activation: str) -> float:
    """Mean of g′(z)² for standard normal z; `activation` as for mean_activation."""
    return sum(weight * _activation_and_slope(activation, z)[1] ** 2 for z, weight in _standard_normal_points())


def largest_slope(activation: str) -> float:
    """The largest g′(z) on a grid of step 0.002 around 0, from −8 to 8."""
    return max(_activation_and_slope(activation, n / 500)[1] for n in range(-4000, 4001))
