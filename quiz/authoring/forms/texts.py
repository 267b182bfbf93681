"""What is filled in on the way from a text to its claims."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.authoring.wording import language_among
from quiz.domain.kinds import Label
from quiz.domain.pasting import cut
from quiz.people.fields import LineField, TextField

# In letters as one sees them.
LONGEST_TITLE = 200
LONGEST_ARTICLE = 60_000
LONGEST_SENTENCE = 2_000
# A book has fewer, and each page of a draft looks through them all.
MOST_PASSAGES = 500
LONGEST_REASON = 500
WRITTEN_IN = (("ja", _("Japanese")), ("en", _("English")))
TO_PASTE = _(
    "Paste it as it is. Blank lines part passages; a line with # before it, or alone and short, is a heading."
)
LABELS = (
    (Label.FACT, _("Fact: it could be looked up in a record")),
    (Label.CLAIM, _("Author's claim: the author says so, a record would not settle it")),
    (Label.OPINION, _("Opinion: how the author judges something")),
    (Label.PREDICTION, _("Prediction: what the author expects to happen")),
    (Label.ANALOGY, _("Analogy: something is explained by something else")),
)


def article_field(*, required: bool) -> TextField:
    """Where a text is pasted."""
    return TextField(
        label=_("The text itself"),
        most=LONGEST_ARTICLE,
        required=required,
        help_text=TO_PASTE,
        widget=forms.Textarea(attrs={"rows": 14}),
    )


def language_field() -> forms.ChoiceField:
    """In which language something is written; first the page's own."""
    return forms.ChoiceField(
        label=_("The text is written in"),
        choices=WRITTEN_IN,
        initial=language_among,
        widget=forms.RadioSelect,
    )


class ArticleForm(forms.Form):
    """A form in which a text can be pasted."""

    def clean_article(self) -> str:
        """No more passages than one can look through: each is a piece of its own."""
        article = str(self.cleaned_data["article"])
        many = sum(len(section.passages) for section in cut(article))
        if many > MOST_PASSAGES:
            words = _("This would be %(many)d passages; at once it may be %(most)d. Blank lines part them.")
            raise forms.ValidationError(words, params={"many": many, "most": MOST_PASSAGES})
        return article


class OpenForm(ArticleForm):
    """A new pack: what its text is called, its language, the text itself."""

    title = LineField(label=_("Title"), most=LONGEST_TITLE)
    language = language_field()
    article = article_field(required=False)


class PasteForm(ArticleForm):
    """A text to be cut into passages."""

    language = language_field()
    article = article_field(required=True)
    replace = forms.BooleanField(
        label=_("Take the passages that are there out first (no claim is marked yet)"), required=False
    )

    def __init__(self, data: Any = None, *, language: str, may_replace: bool) -> None:
        super().__init__(data, initial={"language": language})
        if not may_replace:
            del self.fields["replace"]


class MarkForm(forms.Form):
    """A claim out of a sentence; saved complete or not."""

    passage = forms.CharField(widget=forms.HiddenInput, max_length=80)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    said = forms.CharField(widget=forms.HiddenInput, max_length=20 * LONGEST_SENTENCE, strip=False)
    language = forms.ChoiceField(widget=forms.HiddenInput, choices=WRITTEN_IN)
    label = forms.ChoiceField(
        label=_("What kind of sentence is it?"), choices=LABELS, required=False, widget=forms.RadioSelect
    )
    label_reason = TextField(
        label=_("Why this label?"),
        most=LONGEST_REASON,
        required=False,
        help_text=_("One sentence for readers: what in it decides the label."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    claim_text = TextField(
        label=_("The claim in your own words"),
        most=LONGEST_SENTENCE,
        help_text=_("One statement that can be read without the text around it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def chosen(self) -> int:
        """The place of the sentence in its passage, from 0; -1 where what was sent is none."""
        sent = str(self["number"].value())
        return int(sent) if sent.isdecimal() else -1

    @property
    def claim(self) -> dict[str, str]:
        """What the claim says, once the form is valid."""
        values = self.cleaned_data
        return {
            "label": values["label"],
            "label_reason": values["label_reason"],
            "text": values["claim_text"],
        }
