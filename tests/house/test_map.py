from tests.house.map import DRAWN, drawing


def test_the_drawing_is_of_the_code_as_it_is():
    assert DRAWN.read_text() == drawing(), "make map draws it anew"
