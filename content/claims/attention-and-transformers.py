"""Numbers on attention beside recurrence: multiply-adds, dependent steps, and bytes kept while generating."""


def attention_term(n: int, d: int) -> int:
    """n² d: multiply-adds of one n × n × d matrix product, the leading term of a self-attention layer over n positions of width d."""
    return n * n * d


def recurrent_term(n: int, d: int) -> int:
    """n d²: multiply-adds of n products of a d × d matrix with a vector, the leading term of a recurrent layer over n positions."""
    return n * d * d


def term_ratio(n: int, d: int) -> float:
    """The self-attention term n² d over the recurrent term n d²."""
    return attention_term(n, d) / recurrent_term(n, d)


def block_to_lstm_ratio(n: int, d: int) -> float:
    """Multiply-adds per token of a transformer block over those of an LSTM layer, both of width d, at sequence length n.

    Counted: matrix products only. The block has four d × d projections, unmasked attention over n positions and a feed-forward
    network of inner width 4d; the LSTM has four gates with a d × d input matrix and a d × d recurrent matrix each.
    """
    return _block_per_token(n, d) / _lstm_per_token(d)


def attention_crossover(d: int) -> int:
    """Sequence length at which the two n × n products of unmasked attention cost as much as the rest of the block of width d."""
    return (_block_per_token(0, d)) // (2 * d)


def cache_bytes(tokens: int, layers: int = 32, d: int = 4096, bytes_per_number: int = 2) -> int:
    """Bytes of the keys and values kept for `tokens` tokens: one vector of width d each, per layer (as many key-value heads as heads)."""
    return tokens * layers * 2 * d * bytes_per_number


def cache_gib(tokens: int) -> float:
    """`cache_bytes` in GiB (2³⁰ bytes) for 32 layers of width 4096 at 2 bytes a number."""
    return cache_bytes(tokens) / 2**30


def lstm_state_bytes(layers: int = 32, d: int = 4096, bytes_per_number: int = 2) -> int:
    """Bytes of the hidden and cell states of a stack of LSTM layers, one sequence, at any length."""
    return layers * 2 * d * bytes_per_number


def scan_rounds(n: int) -> int:
    """Rounds of an inclusive scan by doubling over n positions: the smallest k with 2ᵏ ≥ n."""
    return (n - 1).bit_length()


def _block_per_token(n: int, d: int) -> int:
    projections, feed_forward, attention = 4 * d * d, 2 * d * (4 * d), 2 * n * d
    return projections + feed_forward + attention


def _lstm_per_token(d: int) -> int:
    return 4 * (d * d + d * d)
