"""Parameters that the same layers have in different frameworks."""


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
