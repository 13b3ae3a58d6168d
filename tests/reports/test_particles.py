"""The particle after a printed value goes by its last sound."""

import pytest

from reports.particles import object_of, subject, topic


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("47,8%", "는"),  # 퍼센트
        ("12,34", "는"),  # 사
        ("1,23", "은"),  # 삼
        ("2. 30.", "은"),  # 삼십
        ("1O명", "은"),
        ("12개사", "는"),
        ("3x", "은(는)"),
        ("", "은(는)"),
    ],
)
def test_a_value_is_followed_by_the_particle_of_its_last_sound(words, expected):
    assert topic(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("보고", "를가"), ("제도 개선", "을이"), ("‘꽃길’", "을이"), ("x", "을(를)이(가)")],
)
def test_what_is_asked_takes_the_particles_of_its_last_sound(words, expected):
    assert object_of(words) + subject(words) == expected
