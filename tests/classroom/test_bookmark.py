def test_the_address_a_class_had_before_leads_on(classroom, teacher_client):
    assert teacher_client.get(f"/classroom/{classroom.slug}/?").url == f"/insight/classroom/{classroom.slug}/"


def test_nobody_else_learns_that_there_is_a_class(classroom, instructor_client):
    assert instructor_client.get(f"/classroom/{classroom.slug}/?").status_code == 404
