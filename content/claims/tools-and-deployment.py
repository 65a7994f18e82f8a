"""Parameters that the same layers have in different frameworks."""

import math


def lstm_parameters(inputs: int, units: int, bias_vectors: int) -> int:
    """Parameters of one LSTM layer: four gates, each with input weights, recurrent weights and one or two bias vectors."""
    return 4 * units * (inputs + units + bias_vectors)


def batch_norm_values(channels: int, what: str) -> int:
    """Values that batch normalisation keeps: scale and shift (trainable), and with them the running mean and variance (all)."""
    return channels * (4 if what == "all" else 2)


def _resnet50_convolutions() -> list[tuple[int, int, int]]:
    """(kernel size, input channels, output channels) of the 53 convolutions; every one is followed by batch normalisation."""
    layers = [(7, 3, 64)]
    channels = 64
    for width, blocks in ((64, 3), (128, 4), (256, 6), (512, 3)):
        for block in range(blocks):
            layers += [(1, channels, width), (3, width, width), (1, width, 4 * width)]
            if block == 0:
                layers.append((1, channels, 4 * width))
            channels = 4 * width
    return layers


def resnet50_norm_channels() -> int:
    """Channels that ResNet-50 normalises, over its 53 convolutions."""
    return sum(outputs for _, _, outputs in _resnet50_convolutions())


def resnet50_parameters(count: str) -> int:
    """Parameters of ResNet-50 for 1,000 classes as counted by torchvision, or by Keras in total or trainable.

    torchvision's convolutions have no biases, Keras's have; only Keras's total includes the running means and variances.
    """
    weights = sum(size * size * inputs * outputs for size, inputs, outputs in _resnet50_convolutions()) + 2048 * 1000 + 1000
    channels = resnet50_norm_channels()
    return weights + channels * {"torchvision": 2, "keras-trainable": 3, "keras-total": 5}[count]


def fan_out_gradient(path: str) -> float:
    """Derivative by h of L = ½(h + max(0, wh) − 1)² at h = 2, w = 0.5: along the skip path, through the product, or in total."""
    h, w, target = 2.0, 0.5, 1.0
    z = w * h
    error = h + max(0.0, z) - target
    skip, product = error, error * (1.0 if z > 0 else 0.0) * w
    return {"skip": skip, "product": product, "total": skip + product}[path]


def topological_orders(length: int) -> int:
    """Orders in which two independent chains of this many operations each can be executed."""
    return math.comb(2 * length, length)


def sum_span(numbers: int, shape: str) -> int:
    """Longest path, in additions, of the graph that adds so many numbers: one after the other (chain) or in pairs (tree)."""
    return numbers - 1 if shape == "chain" else math.ceil(math.log2(numbers))


def sum_steps(numbers: int, processors: int, bound: str) -> float:
    """Lower bound of any schedule, and Brent's upper bound of the best, for adding so many numbers in a tree, one addition per processor and step."""
    work, span = numbers - 1, sum_span(numbers, "tree")
    return max(span, work / processors) if bound == "lower" else span + (work - span) / processors


def residual_paths(blocks: int) -> int:
    """Paths from input to output of a stack of blocks h + max(0, wh): two per block."""
    return 2**blocks


def residual_edges(blocks: int) -> int:
    """Edges of a stack of blocks h + max(0, wh): two into the product, one into the ReLU, two into the sum."""
    return 5 * blocks


def elementwise_megabytes(elements: int, fused: str) -> float:
    """Megabytes read and written by max(0, ax + b) on so many float32 values: in three kernels or fused into one (a, b scalars)."""
    return (2 if fused == "yes" else 6) * 4 * elements / 1e6


def adam_values(inputs: int, hidden: int, outputs: int, what: str) -> int:
    """Values in the variables of a network with one hidden layer: weights and biases, or with Adam's two averages of each."""
    parameters = inputs * hidden + hidden + hidden * outputs + outputs
    return parameters if what == "trainable" else 3 * parameters


def parameter_megabytes(parameters: int, bits: int) -> float:
    """Megabytes (10⁶ bytes) that so many parameters take at this many bits each."""
    return parameters * bits / 8 / 1e6


def pipeline_milliseconds(load: float, train: float, overlapped: str) -> float:
    """Time per step if loading and training take turns, or in the steady state if the next batch is loaded during training."""
    return max(load, train) if overlapped == "yes" else load + train


def stale_rate_limit(delay: int) -> float:
    """Product of learning rate η and curvature a below which w ← w − ηa·w(delay steps ago) converges to 0: 2 sin(π / (4·delay + 2))."""
    return 2 * math.sin(math.pi / (4 * delay + 2))


# What became of the names in the longer list (its "DyNetGensim" counted as two): alive as a framework in 2026, ended before
# the list appeared in May 2021, ended or changed into something else after, no framework of its own, or not known to have ended.
_LISTED_FRAMEWORKS = {
    "TensorFlow": "alive", "Keras": "alive", "PyTorch": "alive", "Paddle": "alive",
    "Theano": "before", "CNTK": "before", "Caffe2": "before", "Chainer": "before", "DSSTNE": "before",
    "MXNet": "after", "BigDL": "after",
    "Gluon": "other", "Gensim": "other",
    "DyNet": "unknown",
}  # fmt: skip


def listed_frameworks(fate: str = "any") -> int:
    """Names in the longer list with this fate in 2026: alive, before, after (the list of 2021), other (no framework), unknown, or any."""
    return sum(fate in ("any", known) for known in _LISTED_FRAMEWORKS.values())
