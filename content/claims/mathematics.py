"""Operation counts and sizes that the pages on mathematics quote."""

import math


def dft_multiplications(n: int) -> int:
    """Complex multiplications of a length-n discrete Fourier transform computed as a matrix-vector product."""
    return n * n


def fft_multiplications(n: int) -> int:
    """Complex multiplications of a radix-2 FFT of length n, a power of two: n/2 per stage, log2 n stages."""
    return n // 2 * round(math.log2(n))


def _next_power_of_two(n: int) -> int:
    return 1 << (n - 1).bit_length()


def _direct_operations(n: int, k: int) -> int:
    """Real multiplications and additions for n outputs of a convolution with k taps, one channel in, one out: 2k per output."""
    return 2 * n * k


def _fft_operations(n: int, k: int) -> float:
    """Real operations for the same through the FFT: both inputs padded to the next power of two p ≥ n + k − 1, three real
    transforms at 2.5 p log2 p each, and p/2 + 1 complex products at 6 real operations each."""
    p = _next_power_of_two(n + k - 1)
    return 3 * 2.5 * p * math.log2(p) + 6 * (p // 2 + 1)


def fft_gain(n: int, k: int) -> float:
    """How many times fewer operations the FFT needs than the direct sum, by the two counts above."""
    return _direct_operations(n, k) / _fft_operations(n, k)


def fft_loss(n: int, k: int) -> float:
    """How many times more operations the FFT needs than the direct sum, by the two counts above."""
    return 1 / fft_gain(n, k)


def fft_break_even(n: int) -> int:
    """The smallest number of taps for which the FFT needs fewer operations than the direct sum over n samples."""
    return next(k for k in range(1, n + 1) if fft_gain(n, k) > 1)


def window_samples(rate: int, milliseconds: int) -> int:
    """Samples in a window of that length at `rate` samples per second."""
    return rate * milliseconds // 1000


def real_dft_bins(n: int) -> int:
    """Distinct non-negative frequencies of the DFT of n real samples: n/2 + 1 for even n."""
    return n // 2 + 1


def bin_spacing(rate: int, n: int) -> float:
    """Hertz between neighbouring bins of a length-n DFT at `rate` samples per second."""
    return rate / n


def winograd_saving(outputs: int, taps: int) -> float:
    """Multiplications of a direct 2-D convolution per multiplication of Winograd's F(m×m, r×r), which needs (m + r − 1)² per tile."""
    return (outputs * taps) ** 2 / (outputs + taps - 1) ** 2


def window_milliseconds(rate: int, samples: int) -> float:
    """How long that many samples last at `rate` samples per second."""
    return 1000 * samples / rate


# ------------------------------------------------------------------ universal approximation


def sine_interpolation_units(error: float) -> int:
    """ReLUs in one hidden layer, one per piece, that interpolate sin on [0, 2π] within `error`: (2π/m)²/8 ≤ error."""
    return math.ceil(2 * math.pi / math.sqrt(8 * error))


def ramp_largest_error() -> float:
    """Largest distance of any continuous function from a unit step, at least: near the jump it is within it of 0 and of 1 at once."""
    return (1 - 0) / 2


def ramp_mean_error(width: float) -> float:
    """Mean of |ramp − step| over [−1, 1], for a ramp from 0 to 1 of this width centred on the jump: two triangles of area width/8."""
    return 2 * (width / 2 * 0.5 / 2) / 2


def grid_cells(per_axis: int, inputs: int) -> int:
    """Cells of a grid that divides each of the inputs into `per_axis` intervals."""
    return per_axis**inputs


def barron_units(radius: float, moment: float, error: float) -> int:
    """Sigmoidal units for which Barron's bound (2rC)²/n on the mean square error reaches error²."""
    return math.ceil((2 * radius * moment / error) ** 2 - 1e-6)


# ------------------------------------------------------------------ tensors, element-wise products


def tensor_elements(shape: str) -> int:
    """Numbers in a tensor of that shape, as in 32-3-224-224: the product of the lengths of its axes."""
    return math.prod(int(length) for length in shape.split("-"))


def tensor_order(shape: str) -> int:
    """Axes of a tensor of that shape."""
    return len(shape.split("-"))


def tensor_mebibytes(shape: str, bytes_per_number: int) -> float:
    """Memory of the numbers of a dense tensor in units of 2²⁰ bytes."""
    return tensor_elements(shape) * bytes_per_number / 2**20


def row_major_stride(shape: str, axis: int, bytes_per_number: int) -> int:
    """Bytes between neighbours along an axis, counted from 0, of a tensor stored row by row."""
    return math.prod([int(length) for length in shape.split("-")][axis + 1 :]) * bytes_per_number


def hadamard_multiplications(n: int) -> int:
    """Multiplications of the element-wise product of two n × n matrices."""
    return n * n


def matrix_product_multiplications(n: int) -> int:
    """Multiplications of the matrix product of two n × n matrices by its definition."""
    return n**3


def hadamard_intensity() -> float:
    """Operations per byte of an element-wise product in 32-bit numbers: one multiplication for two numbers read and one written."""
    return 1 / (3 * 4)


def matrix_product_intensity(n: int) -> float:
    """Operations per byte of the product of two n × n matrices in 32-bit numbers, if each is read once and the result written once:
    n multiplications and n − 1 additions for each of n² results, 3 n² numbers moved."""
    return n * n * (2 * n - 1) / (3 * n * n * 4)
