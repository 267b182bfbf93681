import resource

import pytest

from quiz.web.management.commands import serve

NO_END = resource.RLIM_INFINITY


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ((1024, 20_000), (9256, 20_000)), ((1024, 4096), (4096, 4096)), ((1024, NO_END), (9256, NO_END)),
        ((20_000, 20_000), None), ((NO_END, NO_END), None),
    ],
)  # fmt: skip
def test_each_process_may_hold_as_many_connections_as_the_system_lets_it(monkeypatch, there, asked):
    """With 1,024 files, readers who keep their connections would leave none for the others."""
    told = []
    monkeypatch.setattr(serve.resource, "getrlimit", lambda _which: there)
    monkeypatch.setattr(serve.resource, "setrlimit", lambda _which, limits: told.append(limits))

    serve.allow_files(9000)

    assert told == ([asked] if asked else [])
