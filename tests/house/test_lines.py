from pathlib import Path


def test_lines_of_templates_stay_within_120_characters():
    long = [
        f"{file}:{number}"
        for file in Path("templates").rglob("*.*")
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if len(line) > 120
    ]

    assert long == []
