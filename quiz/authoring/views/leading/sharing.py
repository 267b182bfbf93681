"""Who sees a pack, and who changes it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quiz.authoring.edition_forms import EDIT, ShareForm
from quiz.authoring.queries import source_of, title_of
from quiz.authoring.services import sharing as services
from quiz.authoring.views.leading.opened import opened
from quiz.bank.access import owns
from quiz.bank.models import Pack, Share
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.confirm import Question, ask, is_sure, isolated
from quiz.web.methods import BOTH
from quiz.web.sent import status_of


@instructors
@BOTH
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sees the pack; its owner shares it by an address."""
    pack = opened(request, slug)
    is_owner = owns(request.user, pack)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not is_owner:
            raise Http404
        if form.is_valid() and _share(request, pack, form):
            return redirect("authoring:people", slug)
    shown = {
        "pack": pack, "title": title_of(source_of(pack), pack), "form": form, "is_owner": is_owner,
        "shares": list(pack.shares.select_related("user")),
    }  # fmt: skip
    return render(request, "authoring/people.html", shown, status=status_of(form))


def _share(request: HttpRequest, pack: Pack, form: ShareForm) -> bool:
    """Whether it is shared now; else the form says why not."""
    email, now = form.cleaned_data["email"], timezone.now()
    named: limits.Spent = [(limits.NAMED, str(request.user.pk))]
    limits.take_all(named, now)
    try:
        made = services.share(pack=pack, email=email, may_edit=form.cleaned_data["may"] == EDIT)
    except services.NoAccount:
        words = _(
            "Nobody signs in here by this address. Ask your colleague for theirs, or to make an account."
        )
        form.add_error("email", words)
        return False
    except services.OwnPack:
        form.add_error("email", _("The pack is this account's own."))
    else:
        words = _("%(who)s may edit the pack.") if made.may_edit else _("%(who)s sees the pack.")
        messages.success(request, words % {"who": isolated(email)})
    limits.give_back(named)
    return form.is_valid()


@instructors
@require_POST
def set_public(request: HttpRequest, slug: str) -> HttpResponse:
    """Let everybody see the pack, or only its people, after asking."""
    pack = _own(request, slug)
    is_public = request.POST.get("wanted") == "public"
    if is_public and not pack.loaded_at:
        messages.warning(request, _("Publish it first: there is nothing yet that readers could see."))
        return redirect("authoring:people", slug)
    if not is_sure(request):
        return ask(
            request, _of_public(pack, is_public=is_public), fields={"wanted": request.POST.get("wanted", "")}
        )
    services.set_public(pack=pack, is_public=is_public)
    said = _("Everybody can see the pack now.") if is_public else _("Only its people see the pack now.")
    messages.success(request, said)
    return redirect("authoring:people", slug)


def _own(request: HttpRequest, slug: str) -> Pack:
    pack = opened(request, slug)
    if not owns(request.user, pack):
        raise Http404
    return pack


def _of_public(pack: Pack, *, is_public: bool) -> Question:
    back = reverse("authoring:people", args=[pack.slug])
    if is_public:
        says = [
            _("What was published stands on the front page: everybody can read it and take its quizzes."),
            _("Whoever takes a quiz there sees its feedback, even if a class is to see it later or never."),
        ]
        return Question(_("Let everybody see it?"), says, _("Make it public"), back)
    says = [
        _("After ten seconds nobody else finds it, and its quizzes cannot be begun outside classes."),
        _("Classes that were given something of it keep that; attempts that were begun go on."),
    ]
    return Question(_("Let only its people see it?"), says, _("Make it private"), back)


@instructors
@require_POST
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let somebody no longer see the pack, after asking."""
    pack = _own(request, slug)
    found = get_object_or_404(Share.objects.select_related("user"), pack=pack, pk=pk)
    who = isolated(found.user.known_as)
    if not is_sure(request):
        says = [
            _("%(who)s no longer finds the pack. What they gave to their classes stays there.") % {"who": who}
        ]
        title = _("No longer share it with %(who)s?") % {"who": who}
        return ask(
            request, Question(title, says, _("Take it back"), reverse("authoring:people", args=[slug]))
        )
    services.take_back(pack=pack, pk=pk)
    messages.success(request, _("%(who)s no longer sees the pack.") % {"who": who})
    return redirect("authoring:people", slug)


@instructors
@require_POST
def leave_pack(request: HttpRequest, slug: str) -> HttpResponse:
    """No longer see a pack that somebody shared, after asking."""
    pack = get_object_or_404(Pack.objects.filter(shares__user=request.user.pk), slug=slug)
    if not is_sure(request):
        says = [_("You no longer find it here. What you gave to your classes stays there.")]
        says.append(_("Whoever shared it can share it again."))
        back = reverse("authoring:packs")
        return ask(request, Question(_("Leave this pack?"), says, _("Leave it"), back))
    services.leave(pack=pack, user=request.user)
    messages.success(request, _("You left the pack."))
    return redirect("authoring:packs")
