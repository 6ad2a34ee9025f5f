"""The forms for readers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from byline.accounts.models import User
from byline.discussion.choices import REPORT_REASONS, Reason, WhoMayRespond
from byline.discussion.models import MAX_NAME_LENGTH, CommentRules
from byline.discussion.sanitizing import TextTooLongError, response_text

REPLACEMENT_CHARACTER = "\ufffd"  # Django puts it where bytes were not UTF-8


class ReadableTextField(forms.CharField):
    """Text; undecodable characters are an error."""

    default_error_messages = {  # noqa: RUF012  (as Django's own)
        "unreadable": _("Some characters could not be read. Please type your response again."),
    }

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        if REPLACEMENT_CHARACTER in words:
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable")
        return words


class ResponseTextField(ReadableTextField):
    """The text of a response. Its length as stored is checked before any other work."""

    max_characters = 0  # set by the form

    def to_python(self, value: Any) -> str:
        try:
            return response_text(super().to_python(value) or "", self.max_characters)
        except TextTooLongError as error:
            raise forms.ValidationError(str(error), code="max_length") from error


def _text() -> ResponseTextField:
    return ResponseTextField(
        label=_("Your response"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Plain text. You can use *italics*, **bold**, > quotes, lists and links."),
        error_messages={"required": _("Write something first.")},
    )


def _limit(field: Any, rules: CommentRules) -> None:
    field.max_characters = field.widget.attrs["maxlength"] = rules.max_length


class ResponseForm(forms.Form):
    """A response and, for a guest, its author. `company` is the hidden honeypot."""

    text = _text()
    name = ReadableTextField(
        label=_("Name"),
        max_length=MAX_NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter a name to show with your response.")},
    )
    mail = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Your address is never published."),
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
    wants_replies = forms.BooleanField(label=_("Notify me of replies by e-mail"), required=False)
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
        _limit(self.fields["text"], rules)
        if user:
            for name in ("name", "mail", "link"):
                del self.fields[name]
        elif rules.who_may_respond == WhoMayRespond.CONFIRMED:
            mail = self.fields["mail"]
            mail.required, mail.help_text = (
                True,
                _("We'll e-mail you a link to confirm. Your address is never published."),
            )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if (
            data.get("wants_replies")
            and "mail" in self.fields
            and not data.get("mail")
            and "mail" not in self.errors
        ):
            self.add_error("mail", _("Enter an e-mail address to be notified of replies."))
        return data


class ChangeForm(forms.Form):
    """A new text for one's own response."""

    text = _text()
    template_name = "discussion/parts/fields.html"

    def __init__(self, data: Any, *, rules: CommentRules, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="change-%s", label_suffix="")
        self.rules = rules
        _limit(self.fields["text"], rules)


class ObjectionForm(forms.Form):
    """An objection to a decision about one's own response."""

    words = ReadableTextField(
        label=_("Why was it wrong?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Explain why in at least one sentence.")},
    )
    template_name = "discussion/parts/fields.html"

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="object-%s", label_suffix="")


def _text_area(label: Any, **more: Any) -> ReadableTextField:
    return ReadableTextField(
        label=label, strip=True, max_length=5000, widget=forms.Textarea(attrs={"rows": 5}), **more
    )


class ReportForm(forms.Form):
    """A report that a response breaks the policy. `company` is the honeypot."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=[(reason.value, reason.label) for reason in REPORT_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it.")},
    )
    words = _text_area(_("In your words"), required=False)
    mail = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_(
            "Optional. We send a receipt to it, and the outcome if you confirm the address. The "
            "response's author never sees it."
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
        data = self.cleaned_data
        if data.get(
            "company"
        ):  # reported, so that nobody loses a notice that the law entitles them to
            self.add_error(
                None,
                _(
                    "Your browser filled in a hidden spam-check field. We have cleared it; please "
                    "send again."
                ),
            )
        if "words" not in data or data["words"]:
            return data
        if data.get("again"):
            self.add_error("words", _("Explain why the decision was wrong."))
        elif data.get("reason") == Reason.OTHER:
            self.add_error("words", _("Explain the reason in your own words."))
        return data


class IllegalForm(ReportForm):
    """A notice of illegal content with what the law requires (DSA, article 16, 2)."""

    reason = None  # type: ignore[assignment]
    words = _text_area(
        _("Why is it illegal?"),
        help_text=_("Write so that someone without legal training can follow."),
        error_messages={"required": _("Explain why it is illegal.")},
    )
    law = ReadableTextField(
        label=_("The law that it breaks, if you know"), required=False, max_length=500
    )
    about_children = forms.BooleanField(
        label=_(
            "This is about the sexual abuse or exploitation of children. You don't have to give "
            "your name."
        ),
        required=False,
    )
    name = ReadableTextField(label=_("Your name"), required=False, max_length=MAX_NAME_LENGTH)
    good_faith = forms.BooleanField(
        label=_(
            "I believe in good faith that the information given here is accurate and complete."
        ),
        error_messages={"required": _("The law requires this statement.")},
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
        data = super().clean()
        if not data.get("about_children"):
            for field, words in (
                ("name", _("Enter your name.")),
                ("mail", _("Enter your e-mail address.")),
            ):
                if field not in self.errors and not data.get(field):
                    self.add_error(field, words)
        return data


class DataRequestForm(forms.Form):
    """The e-mail address of somebody who requests their data."""

    mail = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class ErasureForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Erase everything that I wrote. This cannot be undone."),
        error_messages={"required": _("Tick this box to confirm.")},
    )
