"""Django's admin for operations, for staff only; for everybody else it is not there."""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse

from quiz.bank.models import Pack
from quiz.classroom.models import Classroom, Teaching
from quiz.people.models import User


class StaffSite(AdminSite):
    """The admin without a door of its own: whoever is not signed in as staff gets 404."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002  Django's signature
        """Guard a view of the admin."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            answer: HttpResponse = inner(request, *args, **kwargs)
            return answer

        return guarded

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One signs in where everybody does."""
        if not self.has_permission(request):
            raise Http404
        return self.index(request, extra_context)


class UserAdmin(ModelAdmin):
    """Accounts: who may sign in, who is staff."""

    list_display = ("email", "username", "is_staff", "is_active", "date_joined")
    search_fields = ("email", "username")
    fields = ("username", "email", "is_staff", "is_active")


class ClassroomAdmin(ModelAdmin):
    """Classes, to find and delete one on request; teaching happens elsewhere."""

    list_display = ("name", "created_at", "active_at", "archived_at")
    search_fields = ("name", "slug")
    fields = ("name", "is_joinable", "retention_days", "archived_at")


class PackAdmin(ModelAdmin):
    """Packs: whose each is and whether everybody reads it. What is written in one is not shown here."""

    list_display = ("slug", "owner", "is_public", "loaded_at")
    search_fields = ("slug", "owner__email")
    fields = ("slug", "owner", "is_public")
    readonly_fields = ("slug",)
    raw_id_fields = ("owner",)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  Django's signature
        """Packs are written or loaded."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002  as above
        """What was answered stays."""
        return False


site = StaffSite(name="admin")
site.register(User, UserAdmin)
site.register(Classroom, ClassroomAdmin)
site.register(Pack, PackAdmin)
site.register(Teaching)
