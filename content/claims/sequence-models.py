"""Numbers on gradients through time: products of the factors that link two steps of a recurrent network."""

from functools import cache

import numpy as np


def gradient_factor(rate: float, steps: int) -> float:
    """What a gradient is multiplied by over `steps` steps of a scalar recurrence with the factor `rate` per step."""
    return rate**steps


def logistic_slope_bound(steps: int) -> float:
    """Upper bound on the spectral norm of `steps` Jacobians diag(σ′(a)) W with ‖W‖ = 1: the logistic slope is at most 1/4."""
    half = 1 / (1 + np.exp(-0.0))
    return float(half * (1 - half)) ** steps


def share_of_far_lags(rate: float, lag: int) -> float:
    """Share of lags ≥ `lag` in the sum over all lags 0, 1, 2, … of contributions that shrink by `rate` per step."""
    kept = 1 - rate
    near = sum(kept * rate**k for k in range(lag))
    return 1 - near


def jacobian_norm(gain: float, steps: int) -> float:
    """Spectral norm of ∂h(steps)/∂h(0) in a tanh network of 64 units: W is `gain` times a random orthogonal matrix (seed 0).

    The input terms U x(t) are drawn from N(0, 0.25), the same ones for every gain; h(0) = 0 and there is no bias.
    """
    return _jacobian_norms(gain)[steps - 1]


def forget_gate_carry(bias: float, steps: int) -> float:
    """Product of `steps` equal forget gates σ(bias): the factor along the direct path from c(t) back to c(t − steps)."""
    return float(1 / (1 + np.exp(-bias))) ** steps


@cache
def _jacobian_norms(gain: float, steps: int = 50, units: int = 64) -> tuple[float, ...]:
    rng = np.random.default_rng(0)
    orthogonal = np.linalg.qr(rng.standard_normal((units, units)))[0]
    inputs = 0.5 * rng.standard_normal((steps, units))
    weights, state, product, norms = gain * orthogonal, np.zeros(units), np.eye(units), []
    for term in inputs:
        state = np.tanh(weights @ state + term)
        product = ((1 - state**2)[:, None] * weights) @ product
        norms.append(float(np.linalg.norm(product, 2)))
    return tuple(norms)


# ------------------------------------------------------------------ parameters, clipping, the LSTM cell


def rnn_parameters(inputs: int, units: int, outputs: int) -> int:
    """Weights and biases of a plain recurrent layer, h = tanh(W h + U x + b), and of a linear output layer o = V h + c."""
    return units * (inputs + units + 1) + outputs * (units + 1)


def lstm_parameters(inputs: int, units: int, biases: int = 1) -> int:
    """Weights and biases of one LSTM layer: three gates and the candidate; PyTorch keeps two bias vectors where one would do."""
    return 4 * units * (inputs + units + biases)


def gru_parameters(inputs: int, units: int) -> int:
    """Weights and biases of one GRU layer with one bias vector for each of its two gates and its candidate."""
    return 3 * units * (inputs + units + 1)


def state_bytes(units: int, states: int = 1) -> int:
    """Bytes that a recurrent layer carries from step to step for one sequence, in 32-bit numbers; an LSTM has two states."""
    return 4 * units * states


def clipping_angle(a: float, b: float, limit: float) -> float:
    """Degrees by which clipping each of the two components of the gradient (a, b) to ±limit turns it; clipping by norm turns it by 0."""
    turned = np.arctan2(np.clip(b, -limit, limit), np.clip(a, -limit, limit)) - np.arctan2(b, a)
    return abs(float(np.degrees(turned)))


def clipped_component(a: float, b: float, limit: float) -> float:
    """First component of the gradient (a, b) after it was scaled down to the Euclidean norm `limit`, if it was longer."""
    return a * min(1.0, limit / float(np.hypot(a, b)))


def mean_square_gradient(full: float, noise: float, batch: int) -> float:
    """Expected squared norm of the mean gradient of `batch` examples drawn independently, where the full gradient has squared norm
    `full` and one example's gradient has the total variance `noise`."""
    return full + noise / batch


def adam_step_after_zeros(beta1: float, beta2: float) -> float:
    """Adam's step, in learning rates, at one gradient after many that were zero; bias correction has worn off, epsilon is 0."""
    return (1 - beta1) / (1 - beta2) ** 0.5


def adam_largest_step(beta1: float, beta2: float) -> float:
    """Supremum of Adam's step in learning rates over all sequences of gradients, for beta1² < beta2 and epsilon 0: m/√v with weights
    (1 − beta1) beta1^i and (1 − beta2) beta2^i, by Cauchy–Schwarz; approached by gradients that grow by the factor beta2/beta1."""
    return (1 - beta1) / ((1 - beta2) * (1 - beta1**2 / beta2)) ** 0.5


def cliff_gradient(w: float, steps: int = 50, target: float = 2) -> float:
    """Derivative by w of ½ (w^steps − target)², the loss of the scalar recurrence h(t) = w h(t − 1) with h(0) = 1."""
    return (w**steps - target) * steps * w ** (steps - 1)


def gradient_square_factor(activation: str, variance: float) -> float:
    """Factor per layer, going backward, of the mean square gradient in an infinitely wide fully connected network at initialisation:
    biases 0, independent zero-mean weights of variance `variance`/n into n units; with tanh at the mean square of the pre-activations
    that depth leads to, with relu at any. It is `variance` times the expected squared slope."""
    if activation == "relu":
        return variance / 2
    nodes, weights = np.polynomial.hermite_e.hermegauss(100)
    weights = weights / weights.sum()
    mean_square = 1.0
    for _ in range(500):
        mean_square = variance * float(weights @ np.tanh(np.sqrt(mean_square) * nodes) ** 2)
    return variance * float(weights @ (1 - np.tanh(np.sqrt(mean_square) * nodes) ** 2) ** 2)


def _sigma(z: float) -> float:
    return float(1 / (1 + np.exp(-z)))


def forget_half_life(bias: float) -> float:
    """Steps after which half of a cell state is left, if the forget gate stands at σ(bias) and nothing is written."""
    return float(np.log(0.5) / np.log(_sigma(bias)))


def gate_value(z: float) -> float:
    """A gate's value σ(z) at the pre-activation z."""
    return _sigma(z)


def _worked_cell() -> tuple[float, float]:
    """One LSTM step of one unit from c = 0.5 with the pre-activations 2, 0, 1 and 1 of forget gate, input gate, candidate, output gate."""
    cell = _sigma(2) * 0.5 + _sigma(0) * float(np.tanh(1))
    return cell, _sigma(1) * float(np.tanh(cell))


def worked_candidate() -> float:
    """The candidate tanh(1) of the worked LSTM step."""
    return float(np.tanh(1))


def worked_kept() -> float:
    """What the forget gate σ(2) keeps of the old cell state 0.5 in the worked LSTM step."""
    return _sigma(2) * 0.5


def worked_written() -> float:
    """What the input gate σ(0) lets in of the candidate tanh(1) in the worked LSTM step."""
    return _sigma(0) * float(np.tanh(1))


def worked_cell_state() -> float:
    """New cell state of the worked LSTM step."""
    return _worked_cell()[0]


def worked_hidden_state() -> float:
    """New hidden state of the worked LSTM step."""
    return _worked_cell()[1]
