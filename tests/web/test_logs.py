import io
import logging

import pytest
from django.conf import settings

from quiz.web.logs import OneLine, Places

NASTY = "/x/\r\n2026-11-25 ERROR all is lost\x1b[2J\u202e\u2028\x00end\nWARNING"


@pytest.fixture
def logged():
    """A logger that writes as the settings say, and what it wrote."""
    wrote = io.StringIO()
    handler = logging.StreamHandler(wrote)
    of_console = settings.LOGGING["formatters"][settings.LOGGING["handlers"]["console"]["formatter"]]
    assert of_console["()"] == f"{OneLine.__module__}.{OneLine.__name__}"
    handler.setFormatter(OneLine(of_console["format"]))
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    yield logger, wrote
    logger.removeHandler(handler)


def test_what_a_request_brings_makes_no_line_of_its_own(logged):
    logger, wrote = logged

    logger.warning("Not Found: %s", NASTY)

    assert wrote.getvalue().count("\n") == 1
    assert r"/x/\r\n2026-11-25 ERROR all is lost\x1b[2J\u202e\u2028\x00end\nWARNING" in wrote.getvalue()


def test_nor_does_the_text_of_an_error(logged):
    logger, wrote = logged

    try:
        {}[NASTY]
    except KeyError:
        logger.exception("It failed: あ")

    first, *others = wrote.getvalue().splitlines()
    assert first.endswith("It failed: あ")
    assert {line[:4] for line in others} == {"    "}
    assert "\x1b" not in wrote.getvalue()


@pytest.mark.parametrize(
    ("address", "told"),
    [("/classroom/join/23456789/", "/classroom/join/…"), ("/nothing/", "/nothing/"), ("/desk", "/desk")],
)
def test_the_code_in_an_address_is_not_told(address, told):
    record = logging.LogRecord("django.request", 30, "", 1, "%s: %s", ("Not Found", address), None)

    assert Places().filter(record)
    assert record.getMessage() == f"Not Found: {told}"


def test_every_line_goes_by_that():
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["places"]
    assert settings.LOGGING["filters"]["places"]["()"] == f"{Places.__module__}.{Places.__name__}"
