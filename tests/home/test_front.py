def test_shows_what_to_read_and_what_to_take(pack, client, django_assert_num_queries):
    with django_assert_num_queries(2):
        words = client.get("/").content.decode()

    assert "H20と対中輸出規制" in words
    assert "設問29問" in words


def test_says_so_when_there_is_nothing(no_pack, client):
    assert "クイズはまだありません" in client.get("/").content.decode()
