"""What cells say, joined."""

import pytest

from departments.cells import ABSENT, BITS, BLANK, DASH, VALUE, met
from departments.models.cell import State


def test_every_state_of_a_cell_has_a_bit_of_its_own():
    assert set(BITS) == set(State.values)
    assert sum(BITS.values()) == VALUE | DASH | BLANK | ABSENT == 0b1111


def test_cells_side_by_side_take_four_bits_each():
    assert met(["value", "absent", "dash"]) == 0x2_8_1


def test_what_two_lines_say_is_joined_by_or():
    assert met(["value", "dash"]) | met(["blank", "dash"]) == 0x2_5


def test_a_word_that_no_cell_says_is_refused():
    with pytest.raises(KeyError):
        met(["value", "zero"])
