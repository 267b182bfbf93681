from pathlib import Path

import bootstrap_wrapper
import pytest

from quiz.web.cutting import classes_of, cut, words_of
from quiz.web.finders import BOOTSTRAP, Bootstrap

WORDS = {"btn", "btn-sm", "note"}


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (":root{--a:1}a:hover{color:red}", ":root{--a:1}a:hover{color:red}"),
        (".btn{a:b}.carousel{a:b}", ".btn{a:b}"),
        (".carousel,.btn>.btn-sm,.btn .carousel{a:b}", ".btn>.btn-sm{a:b}"),
        (".btn:not(.carousel){a:b}", ".btn:not(.carousel){a:b}"),
        (".btn[data-x='.carousel,']{a:url(\"x,.y\")}", None),
        ("@media (min-width:1px){.carousel{a:b}}", ""),
        ("@media print{.x{a:b}@supports (a:b){.btn,.x{a:b}}}", "@media print{@supports (a:b){.btn{a:b}}}"),
        ("@keyframes turn{to{a:b}}", "@keyframes turn{to{a:b}}"),
    ],
)  # fmt: skip
def test_only_rules_for_other_classes_go(css, left):
    assert cut(css, WORDS).replace("'", '"') == (css if left is None else left).replace("'", '"')


def test_a_class_is_found_wherever_one_is_written(tmp_path):
    (tmp_path / "page.html").write_text('<p class="note {% if wide %}w-auto{% endif %}" id="not-me">card</p>')
    (tmp_path / "form.py").write_text('attributes = {"class": f"form-{kind} is-invalid"}')
    (tmp_path / "site.js").write_text("part.classList.add('text-nowrap');")

    found = words_of([tmp_path])

    assert found >= {"note", "w-auto", "is-invalid", "text-nowrap"}
    assert not found & {"card", "not-me", "attributes"}


def test_what_is_served_of_bootstrap_is_a_fraction_and_has_what_forms_need():
    made = Path(Bootstrap().find(BOOTSTRAP)).read_text("utf-8")
    whole = (Path(bootstrap_wrapper.get_bootstrap_dir()) / "css/bootstrap.min.css").read_text("utf-8")

    assert len(made) < len(whole) / 4
    assert classes_of(made) >= {
        "btn",
        "form-control",
        "form-select",
        "is-invalid",
        "table",
        "visually-hidden",
    }
    assert "carousel" in classes_of(whole)
    assert "carousel" not in classes_of(made)
