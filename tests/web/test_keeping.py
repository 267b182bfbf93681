from quiz.web import keeping
from quiz.web.keeping import Keep, forget_all


def test_what_was_used_longest_ago_goes_first():
    kept = Keep(2)
    kept.put("a", 1)
    kept.put("b", 2)
    kept.get("a")

    kept.put("c", 3)

    assert [kept.get(key) for key in "abc"] == [1, None, 3]


def test_it_is_made_once_and_again_when_it_is_too_old(monkeypatch):
    kept, made, at = Keep(2, seconds=10), [], [0.0]
    monkeypatch.setattr(keeping, "monotonic", lambda: at[0])

    def make():
        made.append(1)
        return len(made)

    assert [kept.of("a", make), kept.of("a", make)] == [1, 1]
    at[0] = 11
    assert kept.of("a", make) == 2


def test_all_is_forgotten_at_once():
    one, other = Keep(2), Keep(2)
    one.put("a", 1)
    other.put("a", 1)

    forget_all()

    assert one.get("a") is other.get("a") is None
