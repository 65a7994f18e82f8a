"""What deep networks cost to train and to run, and how far a small adversarial change moves a linear score."""

import math
from statistics import NormalDist

_IMAGENET_IMAGES = 1_281_167  # training images of ImageNet-1k (ILSVRC 2012)
_LLAMA_PARAMETERS, _LLAMA_TOKENS, _LLAMA_GPU_HOURS = 405e9, 15.6e12, 30.84e6


def resnet50_multiply_adds() -> int:
    """Multiply-adds of one forward pass of ResNet-50 (stride in the 3 × 3 convolutions) on a 224 × 224 image, biases not counted."""
    size, total = 112, 112 * 112 * 7 * 7 * 3 * 64
    size, channels = 56, 64
    for width, blocks, stride in ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)):
        for block in range(blocks):
            total += size * size * channels * width
            if block == 0:
                size //= stride
                total += size * size * channels * 4 * width
            total += size * size * (9 * width * width + width * 4 * width)
            channels = 4 * width
    return total + 2048 * 1000


def imagenet_images() -> int:
    """Training images of ImageNet-1k (ILSVRC 2012), as that challenge publishes them."""
    return _IMAGENET_IMAGES


def llama_gpu_hours() -> float:
    """GPU-hours (H100) that Meta's model card gives for pre-training Llama 3.1 405B."""
    return _LLAMA_GPU_HOURS


def training_passes(images: int = _IMAGENET_IMAGES, epochs: int = 90) -> int:
    """Cost of training in forward passes over one example, if a backward pass costs twice a forward pass."""
    return 3 * images * epochs


def resnet50_training_flops() -> float:
    """Floating-point operations of 90 epochs of ResNet-50 on ImageNet, two per multiply-add, backward pass twice the forward pass."""
    return 2 * resnet50_multiply_adds() * training_passes()


def resnet50_training_hours(rate: float) -> float:
    """Hours that 90 epochs of ResNet-50 on ImageNet take at a sustained rate in operations per second."""
    return resnet50_training_flops() / rate / 3600


def resnet50_milliseconds(rate: float) -> float:
    """Milliseconds of arithmetic in one forward pass of ResNet-50 at a sustained rate in operations per second."""
    return 2000 * resnet50_multiply_adds() / rate


def llama_training_flops() -> float:
    """Operations of pre-training Llama 3.1 405B by the rule of six per parameter and token: 405e9 parameters, 15.6e12 tokens."""
    return 6 * _LLAMA_PARAMETERS * _LLAMA_TOKENS


def llama_energy_gwh(watts: float = 700) -> float:
    """Gigawatt-hours that the 30.84 million GPU-hours of Llama 3.1 405B take at this power per GPU, nothing else counted."""
    return _LLAMA_GPU_HOURS * watts / 1e9


def llama_price(dollars_per_hour: float) -> float:
    """Price of the 30.84 million GPU-hours of Llama 3.1 405B at this price per GPU-hour."""
    return _LLAMA_GPU_HOURS * dollars_per_hour


def llama_break_even_tokens() -> float:
    """Tokens whose generation costs as much arithmetic as the training, at two operations per parameter and token."""
    return llama_training_flops() / (2 * _LLAMA_PARAMETERS)


def linear_accuracy(dimensions: int, epsilon: float, distance: float = 2) -> float:
    """Accuracy of the best linear rule when every coordinate may be moved by ±epsilon against it.

    The classes are normal with unit variance around +mu and −mu; mu has this length, spread evenly over the dimensions.
    """
    return NormalDist().cdf(distance - epsilon * math.sqrt(dimensions))


def hospital_auc() -> float:
    """AUC of sorting X-rays by hospital alone: 112,120 images with 1.2 % pneumonia and 42,396 with 34.2 %."""
    (low, low_rate), (high, high_rate) = (112_120, 0.012), (42_396, 0.342)
    positives, negatives = low * low_rate + high * high_rate, low * (1 - low_rate) + high * (1 - high_rate)
    high_positive, high_negative = high * high_rate / positives, high * (1 - high_rate) / negatives
    return high_positive * (1 - high_negative) + 0.5 * (high_positive * high_negative + (1 - high_positive) * (1 - high_negative))


def category_weights(levels: int, units: int, width: int = 0) -> int:
    """Weights from one categorical input to a dense layer: one-hot directly, or through an embedding of this width; biases not counted."""
    return levels * width + width * units if width else levels * units


def matrix_product_multiplications(batch: int, inputs: int, outputs: int) -> int:
    """Multiplications in the product of a mini-batch of inputs with a dense layer's weight matrix."""
    return batch * inputs * outputs


def accuracy_margin_points(examples: int, accuracy: float = 0.9) -> float:
    """Half-width in percentage points of the usual 95 % interval (1.96 standard errors) of an accuracy on independent examples."""
    return 196 * math.sqrt(accuracy * (1 - accuracy) / examples)


def float32_exponential_limit() -> float:
    """The largest x whose exponential is still finite in 32-bit floating point: the logarithm of the largest such number."""
    return math.log((2 - 2**-23) * 2.0**127)


def consistent_functions(bits: int, seen: int) -> int:
    """Boolean functions of so many bits that agree with given labels on so many of the inputs."""
    return 2 ** (2**bits - seen)


def convolution_parameters(size: int, inputs: int, outputs: int) -> int:
    """Weights and biases of a convolution with square kernels, whatever the image size."""
    return (size * size * inputs + 1) * outputs


def dense_image_parameters(side: int, inputs: int, outputs: int) -> int:
    """Weights and biases of a dense layer between images of this side with so many input and output channels."""
    return (side * side * inputs + 1) * side * side * outputs


def symmetric_functions(bits: int) -> int:
    """Boolean functions of so many bits that depend only on how many of them are 1."""
    return 2 ** (bits + 1)


def lora_parameters(width: int, rank: int) -> int:
    """Trainable parameters of LoRA for one square weight matrix: two factors, width × rank and rank × width."""
    return 2 * width * rank


def lora_share(width: int, rank: int) -> float:
    """Share of LoRA's parameters in those of the square matrix that they update."""
    return lora_parameters(width, rank) / width**2


def frozen_backbone_cost() -> float:
    """Cost of a training pass through a frozen backbone relative to a trained one: forward only, where forward and backward pass cost
    one and two units."""
    return 1 / 3
