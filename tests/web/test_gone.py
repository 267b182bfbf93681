import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.db.models import RestrictedError
from django.http import Http404
from django.test import RequestFactory

from quiz.web.gone import TRIES, until_done, vanished

process = vanished(lambda _request: None).process_exception


@pytest.mark.parametrize("gone", [ObjectDoesNotExist(), IntegrityError("FOREIGN KEY constraint failed")])
def test_what_vanished_meanwhile_is_not_found(gone):
    with pytest.raises(Http404):
        process(RequestFactory().post("/x/"), gone)


@pytest.mark.parametrize("fault", [ValueError(), IntegrityError("UNIQUE constraint failed: x.y")])
def test_our_own_faults_stay_faults(fault):
    assert process(RequestFactory().post("/x/"), fault) is None


def test_a_deletion_that_met_others_is_tried_again(db):
    left = [RestrictedError("x", set()), IntegrityError("FOREIGN KEY constraint failed")]

    def act():
        if left:
            raise left.pop()
        return "done"

    assert until_done(act) == "done"


@pytest.mark.parametrize(("fault", "tries"), [("UNIQUE", 1), ("FOREIGN KEY", TRIES)])
def test_it_is_not_tried_for_ever_and_for_nothing_else(db, fault, tries):
    asked = []

    def act():
        asked.append(1)
        raise IntegrityError(f"{fault} constraint failed")

    with pytest.raises(IntegrityError):
        until_done(act)
    assert len(asked) == tries
