"""Which language a page speaks to somebody who has not chosen one."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

OTHERWISE = "en"


class LanguageMiddleware(LocaleMiddleware):
    """Django's choice (the cookie, then what the browser asks for); English for those who read neither.

    Who sends no wish at all, as most programs do, gets the first language of the content.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the request."""
        translation.activate(language_of(request))
        request.LANGUAGE_CODE = translation.get_language() or OTHERWISE

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say which language it is. Django's also looks for one in the address, where we have none."""
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def language_of(request: HttpRequest) -> str:
    """The code of the language in which this request is answered."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return _language(cookie, request.META.get("HTTP_ACCEPT_LANGUAGE", ""))


@lru_cache(1000)
def _language(cookie: str | None, accepted: str) -> str:
    asked = HttpRequest()
    asked.META["HTTP_ACCEPT_LANGUAGE"] = accepted
    if cookie is not None:
        asked.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    return OTHERWISE if reads_neither(asked) else translation.get_language_from_request(asked)


def reads_neither(request: HttpRequest) -> bool:
    """Whether the browser names languages, none of them ours, and nobody has chosen one here."""
    ours = dict(settings.LANGUAGES)
    if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in ours:
        return False
    wanted = parse_accept_lang_header(request.META["HTTP_ACCEPT_LANGUAGE"])
    named = {code.partition("-")[0] for code, weight in wanted if code != "*" and weight}
    return bool(named) and not named & set(ours)
