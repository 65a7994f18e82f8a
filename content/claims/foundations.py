"""Sizes of the models by which the page on AI, machine learning and deep learning shows what is learned."""


def dense_parameters(sizes: str) -> int:
    """Weights and biases of fully connected layers between the widths in `sizes`, written as in 784-128-10."""
    widths = [int(width) for width in sizes.split("-")]
    return sum(wide_in * wide_out + wide_out for wide_in, wide_out in zip(widths, widths[1:], strict=False))


def hog_descriptor_length(window_width: int, window_height: int, cell: int, block: int, bins: int) -> int:
    """Components of a HOG descriptor: blocks of `block` × `block` cells, one cell apart, with `bins` orientations per cell."""
    across, down = window_width // cell, window_height // cell
    return (across - block + 1) * (down - block + 1) * block * block * bins
