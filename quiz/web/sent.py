"""What a page with a form answers."""

from http import HTTPStatus

from django.forms import BaseForm


def status_of(form: BaseForm) -> HTTPStatus:
    """422 where the form was sent and something is wrong with it, else 200."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
