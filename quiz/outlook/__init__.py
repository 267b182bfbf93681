"""What readers think of a source's predictions: ballots, posts, how opinion moved. Nothing here is graded."""
