import re


def test_a_reader_makes_a_new_return_code(press, member, classroom, client_of, reader, client):
    page = press(client_of(reader), f"/renew/{classroom.slug}/", follow=True).content.decode()

    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", page)[0]
    assert client.post("/classroom/come_back/", {"code": code}).url == f"/room/{classroom.slug}/"
