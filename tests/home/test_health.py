from django.core.cache import cache


def test_is_well_when_database_and_cache_answer(db, client):
    assert client.get("/health/").json() == {"well": True}


def test_is_not_well_when_the_cache_is_gone(db, client, monkeypatch):
    def gone(*_args):
        raise OSError

    monkeypatch.setattr(cache, "set", gone)

    assert client.get("/health/").status_code == 503
