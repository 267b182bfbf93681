def test_says_how_points_and_labels_are_meant(db, client_of):
    words = client_of(None).get("/about/").content.decode()

    assert "Kendall" in words
    assert "It is never graded." in words
