"""What readers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from byline.accounts.models import User
from byline.discussion.choices import REPORT_REASONS, Reason, WhoMayRespond
from byline.discussion.models import MAX_NAME_LENGTH, CommentRules

REPLACEMENT_CHARACTER = "\ufffd"  # what stands where bytes were no UTF-8


class ReadableTextField(forms.CharField):
    """Text as it was written; what is not text is said."""

    default_error_messages = {  # noqa: RUF012  (as Django's own)
        "unreadable": _(
            "Some of it arrived as bytes that are no UTF-8 text. Write it again, please."
        ),
    }

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        if REPLACEMENT_CHARACTER in words:
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable")
        return words


def _text() -> ReadableTextField:
    return ReadableTextField(
        label=_("Your response"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Plain text; *emphasis*, **weight**, > quotations, lists and links work."),
        error_messages={"required": _("Write something first.")},
    )


class ResponseForm(forms.Form):
    """A response, and for a guest, who says it. `company` is the field that people don't see."""

    text = _text()
    name = ReadableTextField(
        label=_("Name"),
        max_length=MAX_NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Give a name to stand over it.")},
    )
    mail = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Nobody else sees it."),
    )
    link = forms.CharField(
        label=_("Website (optional)"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "url", "inputmode": "url"}),
    )
    company = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    wants_replies = forms.BooleanField(label=_("Tell me of replies by e-mail"), required=False)
    to = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    policy = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    started = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    template_name = "discussion/parts/fields.html"

    def __init__(
        self,
        data: Any = None,
        *,
        rules: CommentRules,
        user: User | None = None,
        initial: Any = None,
    ) -> None:
        super().__init__(data, initial=initial, auto_id="respond-%s", label_suffix="")
        self.fields["text"].widget.attrs["maxlength"] = rules.max_length
        if user:
            for name in ("name", "mail", "link"):
                del self.fields[name]
        elif rules.who_may_respond == WhoMayRespond.CONFIRMED:
            mail = self.fields["mail"]
            mail.required, mail.help_text = (
                True,
                _("A link is sent there; opening it publishes the response. Nobody else sees it."),
            )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if (
            said.get("wants_replies")
            and "mail" in self.fields
            and not said.get("mail")
            and "mail" not in self.errors
        ):
            self.add_error("mail", _("Give an e-mail address to be told of replies there."))
        return said


class ChangeForm(forms.Form):
    """Another text for one's own response."""

    text = _text()
    template_name = "discussion/parts/fields.html"

    def __init__(self, data: Any, *, rules: CommentRules, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="change-%s", label_suffix="")
        self.rules = rules
        self.fields["text"].widget.attrs["maxlength"] = rules.max_length


class ObjectionForm(forms.Form):
    """Why a decision about one's own response was wrong."""

    words = ReadableTextField(
        label=_("Why was it wrong?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why, in a sentence at least.")},
    )
    template_name = "discussion/parts/fields.html"

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="object-%s", label_suffix="")


def _words(label: Any, **more: Any) -> ReadableTextField:
    return ReadableTextField(
        label=label, strip=True, max_length=5000, widget=forms.Textarea(attrs={"rows": 5}), **more
    )


class ReportForm(forms.Form):
    """Why a response should not stand: it is against the policy. `company` is the field that people don't see."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=[(reason.value, reason.label) for reason in REPORT_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it.")},
    )
    words = _words(_("In your words"), required=False)
    mail = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_(
            "If you give it, what becomes of your report is sent there. The response's author never sees it."
        ),
    )
    company = forms.CharField(required=False)
    again = forms.BooleanField(required=False, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    template_name = "discussion/parts/report_fields.html"

    def __init__(self, data: Any = None, *, user: User | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="report-%s", label_suffix="")
        if user:
            self.initial = {"mail": user.email, "name": str(user), **self.initial}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get(
            "company"
        ):  # told, and not swallowed: a notice that the law gives a right to is lost to nobody
            self.add_error(
                None,
                _(
                    "Something was filled into a field that people don't see. It is empty again: send it once more."
                ),
            )
        if "words" not in said or said["words"]:
            return said
        if said.get("again"):
            self.add_error("words", _("Say why the decision was wrong."))
        elif said.get("reason") == Reason.OTHER:
            self.add_error("words", _("Give the reason in your own words."))
        return said


class IllegalForm(ReportForm):
    """A notice of illegal content, with all that the law asks of one (DSA, article 16, 2)."""

    reason = None  # type: ignore[assignment]
    words = _words(
        _("Why is it illegal?"),
        help_text=_("Say it so that somebody who is no lawyer can follow."),
        error_messages={"required": _("Say why it is illegal.")},
    )
    law = ReadableTextField(
        label=_("The law that it breaks, if you know it"), required=False, max_length=500
    )
    about_children = forms.BooleanField(
        label=_(
            "It is about the sexual abuse or exploitation of children. Then you need not say who you are."
        ),
        required=False,
    )
    name = ReadableTextField(label=_("Your name"), required=False, max_length=MAX_NAME_LENGTH)
    good_faith = forms.BooleanField(
        label=_("I believe in good faith that what I say here is accurate and complete."),
        error_messages={"required": _("Without this statement the law knows no notice.")},
    )
    field_order = (
        "words",
        "law",
        "about_children",
        "name",
        "mail",
        "good_faith",
        "company",
        "again",
        "proof",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("about_children"):
            for field, words in (
                ("name", _("Give your name.")),
                ("mail", _("Give your e-mail address.")),
            ):
                if field not in self.errors and not said.get(field):
                    self.add_error(field, words)
        return said


class DataRequestForm(forms.Form):
    """The e-mail address about which somebody asks."""

    mail = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class ErasureForm(forms.Form):
    """That it is meant."""

    sure = forms.BooleanField(
        label=_("Erase everything that I wrote. It can't be undone."),
        error_messages={"required": _("Tick this, so that nothing is erased by a slip.")},
    )
