from quiz.classroom.services.members import extend


def test_changes_the_rules_and_lists_extensions(teacher_client, member, assign_quiz):
    given = assign_quiz(minutes=10)
    extend(assignment=given, membership=member, minutes=5, closes_at=None)
    url = f"/classroom/assignment/{given.slug}/"

    assert "5 minutes more" in teacher_client.get(url).content.decode()
    teacher_client.post(url, {"quiz": given.quiz_id, "minutes": "15", "feedback": "never"})

    given.refresh_from_db()
    assert (given.minutes, given.feedback, given.opens_at) == (15, "never", None)


def test_once_begun_the_quiz_stays(teacher_client, member, assign_quiz, begun):
    given = assign_quiz()
    begun(given)
    url = f"/classroom/assignment/{given.slug}/"

    assert 'name="quiz"' not in teacher_client.get(url).content.decode()
    teacher_client.post(url, {"quiz": "999", "feedback": "finish", "opens_at": "2026-11-24T09:00"})

    quiz = given.quiz_id
    given.refresh_from_db()
    assert given.quiz_id == quiz


def test_bad_input_changes_nothing(teacher_client, assign_quiz):
    given = assign_quiz(minutes=10)

    page = teacher_client.post(f"/classroom/assignment/{given.slug}/", {"minutes": "x", "feedback": "finish"})

    assert page.status_code == 422
    given.refresh_from_db()
    assert given.minutes == 10
