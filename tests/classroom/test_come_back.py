from quiz.classroom.services.members import MISSES_PER_CLIENT, new_return_code


def test_one_goes_on_from_another_device(member, client):
    code = new_return_code(membership=member)

    done = client.post("/classroom/come_back/", {"code": code.lower().replace("-", " ")})

    assert done.url == f"/room/{member.classroom.slug}/"
    assert client.get(done.url).status_code == 200


def test_a_wrong_code_is_told_and_limited(member, client):
    for _number in range(MISSES_PER_CLIENT):
        page = client.post(
            "/classroom/come_back/", {"code": "ACDEFGHJKMNP"}, headers={"accept-language": "en"}
        )
        assert page.status_code == 422
        assert "This return code is not known" in page.content.decode()

    assert (
        client.post("/classroom/come_back/", {"code": new_return_code(membership=member)}).status_code == 429
    )
