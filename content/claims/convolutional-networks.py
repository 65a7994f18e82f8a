"""Counts layers, parameters and multiplications of convolutional networks from the layer tables of their papers."""


class _Network:
    """What a sum over layers gives: parameters, multiply-accumulates for one image, and layers with weights on the longest path."""

    def __init__(self) -> None:
        self.parameters = 0
        self.macs = 0
        self.depth = 0

    def convolution(self, size: int, into: int, out: int, side: int, bias: bool = True, groups: int = 1, deepen: int = 1) -> None:
        """A size × size convolution from `into` to `out` channels whose output is side × side."""
        weights = size * size * (into // groups) * out
        self.parameters += weights + (out if bias else 0)
        self.macs += weights * side * side
        self.depth += deepen

    def normalised(self, size: int, into: int, out: int, side: int, deepen: int = 1) -> None:
        """A convolution without bias, followed by batch normalisation with its learned scale and shift."""
        self.convolution(size, into, out, side, bias=False, deepen=deepen)
        self.parameters += 2 * out

    def dense(self, into: int, out: int) -> None:
        """A fully connected layer with biases."""
        self.parameters += into * out + out
        self.macs += into * out
        self.depth += 1


def _lenet_5() -> dict[str, int]:
    """Trainable parameters of LeNet-5's layers as published in 1998; the output units' 840 values are fixed by hand."""
    c3_inputs = 6 * 3 + 9 * 4 + 1 * 6  # of 16 maps, 6 see three maps of S2, 9 see four, 1 sees all six
    return {
        "C1": 6 * (5 * 5 + 1),
        "S2": 6 * 2,
        "C3": c3_inputs * 5 * 5 + 16,
        "S4": 16 * 2,
        "C5": 120 * (16 * 5 * 5 + 1),
        "F6": 84 * (120 + 1),
        "output": 0,
    }


def _alexnet(groups: int = 2) -> _Network:
    net = _Network()
    net.convolution(11, 3, 96, 55)
    net.convolution(5, 96, 256, 27, groups=groups)
    net.convolution(3, 256, 384, 13)
    net.convolution(3, 384, 384, 13, groups=groups)
    net.convolution(3, 384, 256, 13, groups=groups)
    for into, out in ((6 * 6 * 256, 4096), (4096, 4096), (4096, 1000)):
        net.dense(into, out)
    return net


def _vgg_16(classifier: bool = True) -> _Network:
    net = _Network()
    channels, side = 3, 224
    for repeats, width in ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512)):
        for _ in range(repeats):
            net.convolution(3, channels, width, side)
            channels = width
        side //= 2
    for into, out in ((7 * 7 * 512, 4096), (4096, 4096), (4096, 1000)) if classifier else ():
        net.dense(into, out)
    return net


# Output side, input channels, then filters: 1×1, 3×3 reduction, 3×3, 5×5 reduction, 5×5, pool projection.
_INCEPTION_MODULES = (
    (28, 192, 64, 96, 128, 16, 32, 32),
    (28, 256, 128, 128, 192, 32, 96, 64),
    (14, 480, 192, 96, 208, 16, 48, 64),
    (14, 512, 160, 112, 224, 24, 64, 64),
    (14, 512, 128, 128, 256, 24, 64, 64),
    (14, 512, 112, 144, 288, 32, 64, 64),
    (14, 528, 256, 160, 320, 32, 128, 128),
    (7, 832, 256, 160, 320, 32, 128, 128),
    (7, 832, 384, 192, 384, 48, 128, 128),
)


def _googlenet() -> _Network:
    net = _Network()
    net.convolution(7, 3, 64, 112)
    net.convolution(1, 64, 64, 56)
    net.convolution(3, 64, 192, 56)
    for side, into, one, reduce3, three, reduce5, five, pool in _INCEPTION_MODULES:
        net.convolution(1, into, one, side, deepen=0)
        net.convolution(1, into, reduce3, side)
        net.convolution(3, reduce3, three, side)
        net.convolution(1, into, reduce5, side, deepen=0)
        net.convolution(5, reduce5, five, side, deepen=0)
        net.convolution(1, into, pool, side, deepen=0)
    net.dense(1024, 1000)
    return net


_RESNETS = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}


def _resnet(layers: int) -> _Network:
    """A ResNet for 224 × 224 images with 1 × 1 projections where the shape changes, stride in a block's first convolution."""
    net = _Network()
    net.normalised(7, 3, 64, 112)
    channels, side = 64, 56
    for stage, blocks in enumerate(_RESNETS[layers]):
        width, side = 64 * 2**stage, 56 // 2**stage
        out = width if layers < 50 else 4 * width
        for _ in range(blocks):
            if channels != out:
                net.normalised(1, channels, out, side, deepen=0)
            if layers < 50:
                net.normalised(3, channels, width, side)
                net.normalised(3, width, width, side)
            else:
                net.normalised(1, channels, width, side)
                net.normalised(3, width, width, side)
                net.normalised(1, width, out, side)
            channels = out
    net.dense(channels, 1000)
    return net


def _network(name: str) -> _Network:
    known = {"alexnet": _alexnet, "vgg16": _vgg_16, "googlenet": _googlenet}
    return known[name]() if name in known else _resnet(int(name.removeprefix("resnet")))


def lenet5_parameters() -> int:
    """Trainable parameters of LeNet-5 as published: weights, biases and sub-sampling coefficients; output units fixed."""
    return sum(_lenet_5().values())


def lenet5_layers() -> int:
    """Layers of LeNet-5 as its paper counts them: C1, S2, C3, S4, C5, F6 and the output, without the input."""
    return len(_lenet_5())


def lenet5_modern_parameters() -> int:
    """Parameters of the usual re-implementation: C3 sees all six maps, pooling has none, the output is a linear layer on 84 units."""
    return 6 * (25 + 1) + 16 * (6 * 25 + 1) + 120 * (16 * 25 + 1) + 84 * (120 + 1) + 10 * (84 + 1)


def parameters(name: str) -> int:
    """Learned parameters of a network for 1,000 classes: weights and biases, for ResNets weights, scales, shifts and the last biases."""
    return _network(name).parameters


def depth(name: str) -> int:
    """Layers with weights on the longest path from image to output; pooling, normalisation and projections on shortcuts not counted."""
    return _network(name).depth


def gigamacs(name: str) -> float:
    """Multiplications (each with its addition) of all convolutions and dense layers for one image, in units of 10⁹; biases left out."""
    return _network(name).macs / 1e9


def lenet5_megamacs() -> float:
    """Multiplications of LeNet-5 for one image, in units of 10⁶: filters, sub-sampling coefficients and the outputs' squares."""
    filters = 25 * (6 * 28 * 28 + 60 * 10 * 10 + 120 * 16)
    return (filters + 6 * 14 * 14 + 16 * 5 * 5 + 84 * 120 + 10 * 84) / 1e6


def alexnet_ungrouped_parameters() -> int:
    """Parameters of AlexNet if every filter saw all channels, that is without the split over two graphics cards."""
    return _alexnet(groups=1).parameters


def vgg16_dense_share() -> float:
    """Share of VGG-16's parameters that sits in its three fully connected layers."""
    return 1 - _vgg_16(classifier=False).parameters / _vgg_16().parameters


def vgg16_layers_with_pooling() -> int:
    """VGG-16's depth if its five max-pooling layers counted as layers."""
    return _vgg_16().depth + 5


def vgg16_to_googlenet_parameters() -> float:
    """How many times as many parameters VGG-16 has as GoogLeNet."""
    return _vgg_16().parameters / _googlenet().parameters


def vgg16_to_googlenet_macs() -> float:
    """How many times as many multiplications VGG-16 needs for one image as GoogLeNet."""
    return _vgg_16().macs / _googlenet().macs


def googlenet_layers_with_pooling() -> int:
    """GoogLeNet's depth if its four max-pooling layers and the average pooling at its end counted; pooling inside modules not."""
    return _googlenet().depth + 5


def googlenet_weight_layers() -> int:
    """All convolutions and dense layers of GoogLeNet, whether on the longest path or beside it, without auxiliary classifiers."""
    return 3 + 6 * len(_INCEPTION_MODULES) + 1


def googlenet_auxiliary_parameters() -> int:
    """Parameters of GoogLeNet while training: with both auxiliary classifiers, each 1 × 1 convolution, 1,024 units, 1,000 outputs."""
    side = [into * 128 + 128 + (4 * 4 * 128 * 1024 + 1024) + (1024 * 1000 + 1000) for into in (512, 528)]
    return _googlenet().parameters + sum(side)


def inception_3a_saving() -> float:
    """Weights of the first Inception module (3a) without its 1 × 1 reductions and projection, as a multiple of those with them."""
    _, into, one, reduce3, three, reduce5, five, pool = _INCEPTION_MODULES[0]
    plain = into * (one + 9 * three + 25 * five)
    reduced = into * (one + reduce3 + reduce5 + pool) + 9 * reduce3 * three + 25 * reduce5 * five
    return plain / reduced


def stacked_3x3_saving() -> float:
    """Share of the weights saved by three 3 × 3 convolutions instead of one 7 × 7, all with the same number of channels."""
    return 1 - 3 * 3 * 3 / (7 * 7)


def stacked_receptive_field(layers: int) -> int:
    """Side of the input region that one output of `layers` stacked 3 × 3 convolutions of stride 1 sees, in pixels."""
    return 1 + 2 * layers


# ------------------------------------------------------------------ one convolution, its layers, padding


def convolution_parameters(size: int, into: int, out: int) -> int:
    """Weights and biases of a size × size convolution from `into` to `out` channels; the image's size does not enter."""
    return size * size * into * out + out


def full_weights(size: int, into: int, out: int) -> int:
    """Weights, without biases, of a size × size convolution from `into` to `out` channels."""
    return size * size * into * out


def separable_weights(size: int, into: int, out: int) -> int:
    """Weights, without biases, of one size × size filter per channel followed by a 1 × 1 convolution to `out` channels."""
    return size * size * into + into * out


def separable_saving(size: int, into: int, out: int) -> float:
    """Weights, and multiplications per position at stride 1, of a full convolution as a multiple of the depthwise separable one's."""
    return full_weights(size, into, out) / separable_weights(size, into, out)


def dense_instead_of_convolution(side: int, into: int, out: int) -> float:
    """Weights and biases of a fully connected layer from a side × side × into image to as many outputs as side × side × out."""
    units = side * side * out
    return float(side * side * into * units + units)


def vgg16_receptive_field() -> int:
    """Side in pixels of the input region that a unit of VGG-16's last convolution sees: 3 × 3 convolutions, 2 × 2 pooling of stride 2."""
    field, jump = 1, 1
    for stage, repeats in enumerate((2, 2, 3, 3, 3)):
        if stage:
            field += jump
            jump *= 2
        field += 2 * jump * repeats
    return field


def output_side(n: int, f: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Outputs along one axis for n inputs and a kernel of f taps, `padding` on either side: floor((n + 2p − d(f − 1) − 1)/s) + 1."""
    return (n + 2 * padding - dilation * (f - 1) - 1) // stride + 1


def dense_parameters(into: int, out: int) -> int:
    """Weights and biases of a fully connected layer."""
    return into * out + out


_SMALL_CNN = ((32, 3, 16), (16, 16, 32))  # side of the output, channels in, channels out, of two 3 × 3 convolutions


def small_cnn_parameters() -> int:
    """Two 3 × 3 convolutions (3 → 16 → 32 channels) with same padding, each followed by ReLU and 2 × 2 pooling, on 32 × 32 images,
    and a fully connected layer from 8 × 8 × 32 values to 10 outputs: all weights and biases."""
    return sum(convolution_parameters(3, into, out) for _, into, out in _SMALL_CNN) + dense_parameters(8 * 8 * 32, 10)


def small_cnn_dense_share() -> float:
    """Share of that network's parameters that sits in its fully connected layer."""
    return dense_parameters(8 * 8 * 32, 10) / small_cnn_parameters()


def small_cnn_convolution_work() -> float:
    """Share of that network's multiplications for one image that its two convolutions do."""
    work = sum(side * side * 9 * into * out for side, into, out in _SMALL_CNN)
    return work / (work + 8 * 8 * 32 * 10)


def same_side(n: int, stride: int = 1) -> int:
    """Outputs along one axis of TensorFlow's SAME for n inputs, whatever the kernel: ceil(n / stride)."""
    return -(-n // stride)


def same_padding_total(n: int, f: int, stride: int = 1, dilation: int = 1) -> int:
    """Zeros that TensorFlow's SAME adds along one axis, before and after together, for ceil(n / stride) outputs."""
    outputs = same_side(n, stride)
    return max((outputs - 1) * stride + dilation * (f - 1) + 1 - n, 0)


def share_touching_padding(n: int, f: int) -> float:
    """Share of the n × n outputs of a same convolution (odd f, stride 1) whose window reaches into the padding."""
    return 1 - ((n - f + 1) / n) ** 2


def windows_over_pixel(n: int, f: int, position: int) -> int:
    """Windows of an f × f valid convolution of stride 1 on n × n pixels that contain the pixel at row and column `position`, from 0."""
    one_axis = sum(start <= position < start + f for start in range(n - f + 1))
    return one_axis**2


def valid_layers_that_fit(n: int, f: int) -> int:
    """How many valid f × f convolutions of stride 1 can follow one another on an n × n image."""
    return (n - 1) // (f - 1)
