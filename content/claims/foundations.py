"""Sizes, counts and errors that the pages on foundations quote."""

import math


def dense_parameters(sizes: str) -> int:
    """Weights and biases of fully connected layers between the widths in `sizes`, written as in 784-128-10."""
    widths = [int(width) for width in sizes.split("-")]
    return sum(wide_in * wide_out + wide_out for wide_in, wide_out in zip(widths, widths[1:], strict=False))


def hog_descriptor_length(window_width: int, window_height: int, cell: int, block: int, bins: int) -> int:
    """Components of a HOG descriptor: blocks of `block` × `block` cells, one cell apart, with `bins` orientations per cell."""
    across, down = window_width // cell, window_height // cell
    return (across - block + 1) * (down - block + 1) * block * block * bins


# ------------------------------------------------------------------ what deep learning is; deep against shallow


def gmdh_pairs(inputs: int) -> int:
    """Candidate units of one layer of the group method of data handling: one for every pair of inputs."""
    return math.comb(inputs, 2)


def gmdh_degree(layers: int) -> int:
    """Largest degree of the polynomial that this many layers of quadratic units compute: it doubles per layer."""
    return 2**layers


def tent_pieces(layers: int) -> int:
    """Linear pieces on [0, 1] of the tent map composed with itself, one hidden layer of two ReLUs per application."""
    return 2**layers


def tent_deep_parameters(layers: int) -> int:
    """Weights and biases of a network with one input, this many hidden layers of two ReLUs and one linear output."""
    return dense_parameters("-".join(["1", *["2"] * layers, "1"]))


def tent_shallow_units(layers: int) -> int:
    """Fewest ReLUs in a single hidden layer that make as many linear pieces: with one input, m units make at most m + 1."""
    return tent_pieces(layers) - 1


def tent_shallow_parameters(layers: int) -> int:
    """Weights and biases of that single hidden layer and its linear output."""
    return dense_parameters(f"1-{tent_shallow_units(layers)}-1")


def square_deep_layers(error: float) -> int:
    """Hidden layers of three ReLUs after which Yarotsky's sawtooth sum is within `error` of x² on [0, 1]: 2^(−2m−2) ≤ error."""
    return next(m for m in range(1, 100) if 2.0 ** (-2 * m - 2) <= error)


def square_shallow_units(error: float) -> int:
    """Fewest ReLUs in one hidden layer with a bias at the output that stay within `error` of x² on [0, 1]. The best m units leave
    1/(8 (m + 1/2)²): a constant first piece of length h/2 costs h²/8, and so does each of the m further pieces of length h."""
    return math.ceil(math.sqrt(1 / (8 * error)) - 0.5)


def square_deep_parameters(error: float) -> int:
    """Weights and biases of the fully connected network that computes Yarotsky's sum: hidden layers of three ReLUs."""
    return dense_parameters("-".join(["1", *["3"] * square_deep_layers(error), "1"]))


def square_shallow_parameters(error: float) -> int:
    """Weights and biases of the smallest single hidden layer, by the count above, and its linear output."""
    return dense_parameters(f"1-{square_shallow_units(error)}-1")


# ------------------------------------------------------------------ deep learning against classical machine learning


def gram_gigabytes(examples: int, bytes_per_number: int = 8) -> float:
    """Gigabytes (10⁹ bytes) of the matrix of all pairwise kernel values between this many examples, symmetry not used."""
    return examples**2 * bytes_per_number / 1e9


def sgd_share_of_data(batch: int, examples: int) -> float:
    """Share of the training examples that one step of stochastic gradient descent reads."""
    return batch / examples


# ------------------------------------------------------------------ supervised and unsupervised learning


def uniform_variance_explained(clusters: int) -> float:
    """Share of the variance that k-means with this many clusters explains on an interval of uniform noise: 1 − 1/k²."""
    return 1 - 1 / clusters**2


def masked_tokens(tokens: int, rate: float) -> float:
    """Expected number of tokens of a sequence that masked language modelling selects as targets."""
    return tokens * rate


def next_token_targets(tokens: int) -> int:
    """Targets that next-token prediction takes from a text of this many tokens: every token but the first."""
    return tokens - 1


def contrastive_negatives(batch: int) -> int:
    """Negatives of one view in SimCLR: of 2N views of N images all but itself and its partner."""
    return 2 * batch - 2


# ------------------------------------------------------------------ supervised architectures


def convolution_parameters(channels_in: int, channels_out: int, size: int) -> int:
    """Weights and biases of a 2-D convolution with square filters of this size."""
    return channels_out * (channels_in * size * size + 1)


def elman_parameters(inputs: int, units: int) -> int:
    """Weights and one bias vector of a plain recurrent layer h' = tanh(W x + U h + b)."""
    return units * (inputs + units + 1)


def transformer_block_parameters(width: int, hidden: int) -> int:
    """Weights and biases of one transformer encoder block: four projections, a two-layer feed-forward network, two layer norms."""
    attention = 4 * (width * width + width)
    feed_forward = dense_parameters(f"{width}-{hidden}-{width}")
    return attention + feed_forward + 4 * width


# ------------------------------------------------------------------ applications


def box_overlap(shift: float, side: float = 100) -> float:
    """Intersection over union of two squares of this side, one moved by `shift` along both axes."""
    intersection = max(0.0, side - shift) ** 2
    return intersection / (2 * side**2 - intersection)


def segmentation_scores(side: int, classes: int) -> int:
    """Class scores that semantic segmentation computes for one square image: one per pixel and class."""
    return side * side * classes


def spectrogram_values(seconds: float, hop_milliseconds: float, channels: int) -> int:
    """Numbers of a spectrogram: one frame per hop, this many frequency channels per frame."""
    return round(1000 * seconds / hop_milliseconds) * channels


def word_error_rate(substitutions: int, deletions: int, insertions: int, words: int) -> float:
    """Word error rate: edits that turn the output into the reference, per word of the reference; it can exceed 1."""
    return (substitutions + deletions + insertions) / words


# ------------------------------------------------------------------ autonomous learning


def distance_share(first: float, second: float) -> float:
    """Share of the first of two features in the expected squared distance of two points drawn independently, from the features' standard deviations."""
    return first**2 / (first**2 + second**2)


def masked_patches(size: int, patch: int, masked: float) -> int:
    """Patches of a square image that a masked autoencoder hides and has to reconstruct."""
    return round((size // patch) ** 2 * masked)
