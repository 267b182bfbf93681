"""A reader thinks that a question is wrong."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quiz.people.access import ReaderRequest, readers
from quiz.taking import queries
from quiz.taking.forms.disputes import DisputeForm
from quiz.taking.models import Dispute
from quiz.taking.services import disputing
from quiz.taking.views.reading.visiting import attempt_at
from quiz.web.methods import BOTH
from quiz.web.sent import status_of


@readers
@BOTH
def dispute(request: ReaderRequest, code: str, number: int) -> HttpResponse:
    """Say why a question is wrong; until it is answered it can be said in other words."""
    attempt, now = attempt_at(request, code), timezone.now()
    back = f"{reverse('taking:review', args=[code])}#q{number}"
    if attempt.assignment is None or not attempt.is_reviewable(now):
        raise Http404
    (sheet,) = queries.attempt_page(attempt, [number]).sheets
    said = Dispute.objects.filter(answer=sheet.answer).first()
    if said and said.outcome:
        messages.info(request, _("This was answered; the answer stands at the question."))
        return redirect(back)
    first = {"reason": said.reason, "reference": said.reference} if said else None
    form = DisputeForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        try:
            disputing.dispute(
                reader_id=request.reader_id, code=code, number=number, values=form.cleaned_data, now=now
            )
            messages.success(request, _("Your instructors see it. Their answer will stand at the question."))
        except disputing.Answered:
            messages.info(request, _("This was answered; the answer stands at the question."))
        return redirect(back)
    shown = {"attempt": attempt, "sheet": sheet, "form": form, "back": back}
    return render(request, "taking/dispute.html", shown, status=status_of(form))
