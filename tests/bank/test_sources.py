def test_lists_the_sources(pack, client):
    assert "H20と対中輸出規制" in client.get("/bank/").content.decode()


def test_says_so_when_there_is_none(no_pack, client):
    assert "資料はまだありません" in client.get("/bank/").content.decode()
