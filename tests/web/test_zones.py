from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from quiz.web.zones import enter, page_zone


def test_a_page_enters_the_zone_of_its_class_and_the_next_one_does_not_inherit_it():
    seen = []

    def view(request):
        if request.path == "/class/":
            enter(request, ZoneInfo("America/New_York"))
        seen.append((request.path, timezone.get_current_timezone_name()))
        return HttpResponse()

    ask = page_zone(view)
    for path in ("/class/", "/"):
        ask(RequestFactory().get(path))

    assert seen == [("/class/", "America/New_York"), ("/", "Asia/Tokyo")]
