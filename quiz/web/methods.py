"""Which methods a view takes, where Django has no name for it."""

from django.views.decorators.http import require_http_methods

# A page with a form.
BOTH = require_http_methods(["GET", "HEAD", "POST"])
