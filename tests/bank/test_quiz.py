def test_an_instructor_sees_the_key(pack, instructor_client, django_assert_num_queries):
    with django_assert_num_queries(8):
        page = instructor_client.get("/bank/quiz/chips/")

    assert "choice right" in page.content.decode()


def test_a_reader_does_not_find_the_key(pack, client_of, reader):
    assert client_of(reader).get("/bank/quiz/chips/").status_code == 302
    assert client_of(None).get("/bank/quiz/chips/").status_code == 302
