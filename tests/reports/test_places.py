from reports.places import line_words, place_words


def test_a_place_is_said_in_one_wording():
    assert line_words(7) == "7번째 줄"
    assert place_words("2030-07", 7) == "2030-07 문서 7번째 줄"


def test_of_several_lines_the_first_and_the_last_are_said():
    assert place_words("2030-07", 7, 9) == "2030-07 문서 7–9번째 줄"
    assert place_words("2030-07", 7, 7) == "2030-07 문서 7번째 줄"
