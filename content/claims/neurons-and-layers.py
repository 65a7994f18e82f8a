"""Numbers about units, activation functions and layers."""

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
    weights of variance gain / n_in, distributed symmetrically, and no biases: (gain / 2) per layer."""
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
