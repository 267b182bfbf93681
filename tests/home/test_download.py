def test_holds_everything_about_the_reader_and_nothing_of_others(
    member, classroom, assign_quiz, begun, client_of, reader, stranger, attempt_at
):
    attempt = begun(assign_quiz())
    attempt_at("chips")
    browser = client_of(reader)
    browser.post(f"/taking/{attempt.code}/answer/1/", {"q1-response": "1", "q1-confidence": "3"})

    told = browser.get("/download/").json()

    assert told["classes"][0]["name"] == "Sato"
    assert {row["class"] for row in told["attempts"]} == {"Class 3B", None}
    given = next(row for row in told["attempts"] if row["class"])["answers"][0]
    assert given["response"]
    assert given["confidence"] == 3
    assert given["points"] is None
    assert client_of(stranger).get("/download/").json()["attempts"] == []


def test_points_are_in_it_only_where_the_rules_show_them(member, assign_quiz, begun, client_of, reader):
    attempt = begun(assign_quiz(feedback="never"))
    browser = client_of(reader)
    browser.post(f"/taking/{attempt.code}/submit/")

    answers = browser.get("/download/").json()["attempts"][0]["answers"]

    assert {answer["points"] for answer in answers} == {None}


def test_tells_of_all_readers_of_the_browser(member, client_of, reader, stranger):
    told = client_of(stranger, reader).get("/download/").json()

    assert told["reader"] == str(stranger.pk)
    assert [row["reader"] for row in told["others"]] == [str(reader.pk)]
    assert told["others"][0]["classes"][0]["name"] == "Sato"
