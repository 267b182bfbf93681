"""One include per app; the prefix is the app's name."""

from django.urls import include, path

from quiz.home.admin import site
from quiz.people.views import email
from quiz.web.places import set_language

urlpatterns = [
    # First what is asked most often: addresses are tried in this order.
    path("taking/", include("quiz.taking.urls")),
    path("", include("quiz.home.urls")),
    path("people/", include("quiz.people.urls")),
    path("bank/", include("quiz.bank.urls")),
    path("classroom/", include("quiz.classroom.urls")),
    path("authoring/", include("quiz.authoring.urls")),
    path("outlook/", include("quiz.outlook.urls")),
    path("insight/", include("quiz.insight.urls")),
    path("exchange/", include("quiz.exchange.urls")),
    # Before the package's own: it asks before an address is removed.
    path("accounts/email/", email, name="account_email"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("admin/", site.urls),
    path("language/", set_language, name="set_language"),
]
handler400 = "quiz.web.errors.bad_request"
handler403 = "quiz.web.errors.forbidden"
handler404 = "quiz.web.errors.not_found"
handler429 = "quiz.web.limits.too_many"
handler500 = "quiz.web.errors.server_error"
