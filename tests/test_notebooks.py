"""What a notebook's cell printed stands on the page in one piece, however the kernel cut it."""

import pytest

from notebooks import join_streams

OUT, ERR = ({"output_type": "stream", "name": name} for name in ("stdout", "stderr"))
SHOWN = {"output_type": "display_data", "data": {"text/html": "<svg></svg>"}}


@pytest.mark.parametrize(
    ("outputs", "joined"),
    [
        ([], []),
        ([OUT | {"text": "a\n"}, OUT | {"text": "b\n"}, OUT | {"text": "c\n"}], [OUT | {"text": "a\nb\nc\n"}]),
        ([OUT | {"text": "a"}, SHOWN, OUT | {"text": "b"}], [OUT | {"text": "a"}, SHOWN, OUT | {"text": "b"}]),
        ([SHOWN, SHOWN], [SHOWN, SHOWN]),
        ([OUT | {"text": "a"}, ERR | {"text": "b"}], [OUT | {"text": "a"}, ERR | {"text": "b"}]),
    ],
)
def test_only_neighbouring_prints_are_joined(outputs, joined):
    assert join_streams(outputs) == joined
