from quiz.domain.glossary import cut_at_words, pattern_of

KEYS = {
    "fp8": "fp8",
    "memory bandwidth": "bandwidth",
    "bandwidth": "bandwidth",
    "密": "dense",
    "性能密度": "density",
}


def cut(text, seen=None):
    return cut_at_words(text, pattern_of(KEYS), KEYS, set() if seen is None else seen)


def test_the_longest_word_is_found_and_each_only_once():
    assert cut("Memory bandwidth, bandwidth") == [("Memory bandwidth", "bandwidth"), (", bandwidth", "")]


def test_no_word_is_found_inside_a_longer_one():
    assert cut("BFP8 密輸 緊密") == [("BFP8 密輸 緊密", "")]
    assert cut("FP8（密）") == [("FP8", "fp8"), ("（", ""), ("密", "dense"), ("）", "")]
    assert cut("性能密度") == [("性能密度", "density")]


def test_what_was_met_before_is_passed_over():
    assert cut("FP8", {"fp8"}) == [("FP8", "")]


def test_an_empty_glossary_finds_nothing():
    assert cut_at_words("FP8", pattern_of([]), {}, set()) == [("FP8", "")]
