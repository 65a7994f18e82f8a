"""Numbers on generative adversarial networks: the value of the game, its gradients, and what its training does."""

import math


def value_at_equilibrium() -> float:
    """V(D, G) where p_g = p_data and D(x) = 1/2 everywhere: log ½ + log ½."""
    return math.log(0.5) + math.log(1 - 0.5)


def saturating_slope(d: float) -> float:
    """|∂/∂a log(1 − σ(a))| at the logit a where σ(a) = d: what the minimax generator loss passes back through D's logit."""
    return _slope(lambda a: math.log(1 - _sigmoid(a)), d)


def non_saturating_slope(d: float) -> float:
    """|∂/∂a (−log σ(a))| at the logit a where σ(a) = d: what the non-saturating generator loss passes back through D's logit."""
    return _slope(lambda a: -math.log(_sigmoid(a)), d)


def slope_ratio(d: float) -> float:
    """The non-saturating slope over the saturating one, both at D(G(z)) = d."""
    return non_saturating_slope(d) / saturating_slope(d)


def divergence_of_collapse(modes: int, kept: int) -> float:
    """Jensen-Shannon divergence in nats between a uniform law over `modes` modes and one uniform over `kept` of them."""
    data = [1 / modes] * modes
    model = [1 / kept if i < kept else 0.0 for i in range(modes)]
    return _jensen_shannon(data, model)


def largest_divergence() -> float:
    """Jensen-Shannon divergence in nats between two laws with disjoint supports, whatever their distance: log 2."""
    return _jensen_shannon([1.0, 0.0], [0.0, 1.0])


def dirac_distance(steps: int, gamma: float) -> float:
    """Distance of (θ, ψ) from (0, 0) after simultaneous gradient steps of size 0.1 from (1, 0) in the Dirac-GAN.

    The data lie at 0, the generator outputs θ, D(x) = σ(ψx); `gamma` weighs the R1 penalty (γ/2) ψ².
    """
    theta, psi = 1.0, 0.0
    for _ in range(steps):
        fake = _sigmoid(psi * theta)
        theta, psi = theta + 0.1 * psi * fake, psi - 0.1 * (theta * fake + gamma * psi)
    return math.hypot(theta, psi)


def _sigmoid(a: float) -> float:
    return 1 / (1 + math.exp(-a))


def _slope(loss, d: float, step: float = 1e-5) -> float:
    logit = math.log(d / (1 - d))
    return abs(loss(logit + step) - loss(logit - step)) / (2 * step)


def _jensen_shannon(p: list[float], q: list[float]) -> float:
    middle = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    return (_kullback_leibler(p, middle) + _kullback_leibler(q, middle)) / 2


def _kullback_leibler(p: list[float], q: list[float]) -> float:
    return sum(a * math.log(a / b) for a, b in zip(p, q, strict=True) if a > 0)


# Autoencoders

_DEEP_WIDTHS = (784, 1000, 500, 250, 30)


def linear_code_loss_share(code: int, inputs: int = 10) -> float:
    """The share of the variance that the best linear autoencoder loses with `code` code units.

    Counted for centred data whose covariance has the eigenvalues 1, 1/2, 1/4, …, one per input: the eigenvalues left out over all.
    """
    spectrum = [0.5**i for i in range(inputs)]
    return sum(spectrum[code:]) / sum(spectrum)


def deep_encoder_parameters() -> int:
    """Weights and biases of the encoder 784-1000-500-250-30, fully connected."""
    return _dense_parameters(_DEEP_WIDTHS)


def deep_autoencoder_parameters() -> int:
    """Weights and biases of the autoencoder 784-1000-500-250-30 and back, fully connected, nothing shared between the halves."""
    return _dense_parameters(_DEEP_WIDTHS + _DEEP_WIDTHS[-2::-1])


def deep_autoencoder_tied_parameters() -> int:
    """The same with tied weights: the decoder uses the encoder's matrices transposed and has only biases of its own."""
    return _dense_parameters(_DEEP_WIDTHS) + sum(_DEEP_WIDTHS[:-1])


def deep_autoencoder_weight_layers() -> int:
    """Layers with weights in the autoencoder 784-1000-500-250-30 and back: one per pair of neighbouring widths."""
    return 2 * (len(_DEEP_WIDTHS) - 1)


def numbers_ratio(size: int, channels: int, code_size: int, code_channels: int) -> float:
    """How many times fewer numbers a square code of `code_channels` channels holds than the square image it stands for."""
    return size * size * channels / (code_size * code_size * code_channels)


def discrete_code_bit_ratio(size: int, code_size: int, entries: int) -> float:
    """Bits of a square 8-bit RGB image over the bits of a square grid of indices into a codebook of `entries` vectors."""
    return size * size * 3 * 8 / (code_size * code_size * math.log2(entries))


def gaussian_code_divergence(mean: float, deviation: float) -> float:
    """KL divergence in nats from N(mean, deviation²) to the prior N(0, 1): what a VAE charges for one code unit."""
    return (mean**2 + deviation**2 - 1 - math.log(deviation**2)) / 2


def white_noise_share_kept(code: int, inputs: int) -> float:
    """The share of white noise's energy that survives the orthogonal projection of `inputs` numbers onto `code` directions."""
    return code / inputs


def visible_patches(size: int, patch: int, masked: float) -> int:
    """Patches of a square image that remain visible when the share `masked` of them is left out."""
    return round((size // patch) ** 2 * (1 - masked))


def alarm_precision(anomalies: float, caught: float, false_alarms: float) -> float:
    """The share of alarms that are right: anomalies × caught over all alarms, `false_alarms` being the rate among normal examples."""
    right = anomalies * caught
    return right / (right + (1 - anomalies) * false_alarms)


def _dense_parameters(widths: tuple[int, ...]) -> int:
    return sum(a * b + b for a, b in zip(widths, widths[1:]))


def deep_autoencoder_slope_bound() -> float:
    """The largest product of logistic slopes from the output's pre-activation back to the first hidden layer's, in 784-1000-500-250-30 and back.

    On every path lie the slopes of the six logistic hidden layers, each at most 1/4; the code units are linear, with slope 1.
    """
    hidden = 2 * (len(_DEEP_WIDTHS) - 1) - 1
    return 0.25 ** (hidden - 1)


def deep_half_layers() -> int:
    """Layers with weights in one half of the autoencoder 784-1000-500-250-30 and back, one restricted Boltzmann machine for each."""
    return len(_DEEP_WIDTHS) - 1


# Boltzmann machines


def pair_state_probability(first: int, second: int, weight: float = 2, bias: float = -1, temperature: float = 1) -> float:
    """P(s₁, s₂) of a Boltzmann machine with two units, one weight between them and the same bias for both."""
    return _pair_weight(first, second, weight, bias, temperature) / sum(
        _pair_weight(a, b, weight, bias, temperature) for a in (0, 1) for b in (0, 1)
    )


def unit_on_probability(weight: float, bias: float) -> float:
    """P(s = 1) of one unit of a Boltzmann machine at temperature 1 whose single neighbour is on: σ(weight + bias)."""
    return _sigmoid(weight + bias)


def binary_states(units: int) -> float:
    """Joint states of that many binary units: the number of terms of the partition function."""
    return 2.0**units


def parity_divergence() -> float:
    """KL divergence in nats from the uniform law on the even-parity states of three bits to the best Boltzmann machine without hidden units.

    The best machine matches all means and pair products of the data; here those equal the ones of the uniform law on all eight states.
    """
    states = [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)]
    even = [s for s in states if sum(s) % 2 == 0]
    for i in range(3):
        for j in range(i, 3):
            mean_even = sum(s[i] * s[j] for s in even) / len(even)
            mean_all = sum(s[i] * s[j] for s in states) / len(states)
            assert mean_even == mean_all
    return _kullback_leibler([1 / len(even)] * len(even), [1 / len(states)] * len(even))


def restricted_parameters(visible: int, hidden: int) -> int:
    """Weights and biases of a restricted Boltzmann machine."""
    return visible * hidden + visible + hidden


def unrestricted_parameters(units: int) -> int:
    """Weights and biases of a Boltzmann machine: one weight per pair of units, one bias per unit."""
    return units * (units - 1) // 2 + units


def smallest_gradient_true(weight: float) -> float:
    """∂ log p(v = 1)/∂w of the smallest RBM: one visible and one hidden unit, weight w, no biases, data always v = 1."""
    return _sigmoid(weight) - math.exp(weight) / (3 + math.exp(weight))


def smallest_gradient_contrastive(weight: float, steps: int = 1) -> float:
    """The expected CD-k estimate of the same derivative: k steps of Gibbs sampling from v = 1 give the negative phase."""
    on = 1.0
    for _ in range(steps):
        hidden = on * _sigmoid(weight) + (1 - on) * 0.5
        on = hidden * _sigmoid(weight) + (1 - hidden) * 0.5
    return _sigmoid(weight) - on * _sigmoid(weight)


def _pair_weight(first: int, second: int, weight: float, bias: float, temperature: float) -> float:
    return math.exp((weight * first * second + bias * (first + second)) / temperature)


# Unsupervised and self-supervised models


def contrastive_chance_loss(examples: int) -> float:
    """The contrastive loss in nats of equal similarities: two views of each example, one right answer among the 2N − 1 others."""
    return math.log(2 * examples - 1)


def masked_tokens(length: int, share: float) -> float:
    """How many of `length` tokens are prediction targets when the share `share` is masked."""
    return length * share


# Applications of generative adversarial networks


def unknown_share(factor: int) -> float:
    """The share of an enlarged image's pixels that the small one does not fix, when each side grows by `factor`: one of factor² is given."""
    return 1 - 1 / factor**2


def mean_guess_error() -> float:
    """Mean squared error of answering 0, the mean, when the truth is −1 or 1 with equal chance."""
    return sum((truth - 0) ** 2 for truth in (-1, 1)) / 2


def sample_guess_error() -> float:
    """Mean squared error of answering −1 or 1 with equal chance, independently of the truth, which is −1 or 1 with equal chance."""
    return sum((truth - guess) ** 2 for truth in (-1, 1) for guess in (-1, 1)) / 4


def realism_price_decibels() -> float:
    """Loss of peak signal-to-noise ratio in dB from the mean to a sample of the truth's distribution given the input: the squared error doubles."""
    return 10 * math.log10(sample_guess_error() / mean_guess_error())
