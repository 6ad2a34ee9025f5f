"""Writing a response: the page for it, the preview, and handing it in."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from byline.accounts.models import User
from byline.discussion.actions import Posted, ResponseRefused, post_comment
from byline.discussion.forms import ResponseForm
from byline.discussion.models import Comment
from byline.discussion.openness import conditions_of
from byline.discussion.proofs import verified_proof
from byline.discussion.queries import CommentView, empty_discussion_page
from byline.discussion.sanitizing import as_html, plain_text
from byline.discussion.submission import Submission
from byline.discussion.tokens import form_token, form_token_time, own_response_href
from byline.discussion.views.response_pages import article_for
from byline.lib.same_origin import same_origin_only
from byline.network.choices import PolicyKind
from byline.network.models import PolicyVersion
from byline.network.queries import current_policy, settings_for
from byline.newsroom.models import Article

REFUSED = 403
UNFIT = 422
MAX_DIGITS = 9
PART_HEADER = "Byline-Part"  # a page's script asks with it for the form or the response alone


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, path: str) -> HttpResponse:
    """The page where a response to an article is written, and where it is handed in."""
    writing = ResponsePage(request, article_for(request, path))
    return writing.take() if request.method == "POST" else writing.show(writing.blank())


class ResponsePage:
    """One visit to the page where a response is written."""

    def __init__(self, request: HttpRequest, article: Article) -> None:
        self.request, self.article = request, article
        self.user = request.user if isinstance(request.user, User) else None
        self.conditions = conditions_of(article, settings_for(request))
        self.wants_part = PART_HEADER in request.headers

    @cached_property
    def policy(self) -> PolicyVersion | None:
        return current_policy(self.article.site, PolicyKind.COMMENT_POLICY)

    def blank(self) -> ResponseForm:
        to = self.request.GET.get("to", "")
        first = {
            "to": to if is_number(to) else None,
            "policy": self.policy and self.policy.number,
            "started": form_token(),
        }
        return ResponseForm(rules=self.conditions.rules, user=self.user, initial=first)

    def take(self) -> HttpResponse:
        form = ResponseForm(self.request.POST, rules=self.conditions.rules, user=self.user)
        if not form.is_valid():
            return self.show(form, status=UNFIT)
        if "look" in self.request.POST:
            return self.show(
                form, preview=as_html(plain_text(form.cleaned_data["text"], lines=True))
            )
        try:
            posted = post_comment(self.article, self.submission(form), conditions=self.conditions)
        except ValidationError as wrong:
            _tell(form, wrong)
            return self.show(form, status=UNFIT)
        except ResponseRefused as refused:
            return self.show(form, status=REFUSED, refused=refused.verdict)
        return self.answer(posted)

    def submission(self, form: ResponseForm) -> Submission:
        said = form.cleaned_data
        proof = verified_proof(said["proof"])
        return Submission(
            name=str(self.user) if self.user else said["name"],
            text=said["text"],
            mail=self.user.email if self.user else said["mail"],
            link=said.get("link", ""),
            parent=said["to"],
            user=self.user,
            address=self.request.META.get("REMOTE_ADDR"),
            agent=self.request.headers.get("User-Agent", ""),
            started_at=form_token_time(said["started"]),
            has_proof=bool(proof),
            proof=proof,
            honeypot=said["company"],
            wants_replies=said["wants_replies"],
            policy_version=said["policy"],
        )

    def answer(self, posted: Posted) -> HttpResponse:
        """Where its author finds it; for the script of a page, the response itself."""
        yours = own_response_href(posted.comment.pk)
        if not self.wants_part:
            return redirect(yours + ("" if posted.is_new else "?again"))
        posted.comment.article = self.article
        discussion = empty_discussion_page(self.article, self.conditions, timezone.now())
        given = {
            "discussion": discussion,
            "each": CommentView(posted.comment),
            "again": not posted.is_new,
            "yours": yours,
        }
        return render(
            self.request,
            "discussion/parts/posted.html",
            given,
            status=201 if posted.is_new else 200,
        )

    def show(self, form: ResponseForm, *, status: int = 200, **more: Any) -> HttpResponse:
        to = form["to"].value()
        parent = (
            Comment.objects.on(self.article).published().filter(number=to).first()
            if is_number(to)
            else None
        )
        discussion = empty_discussion_page(self.article, self.conditions, timezone.now())
        given = {
            "discussion": discussion,
            "form": form,
            "parent": parent,
            "policy": self.policy,
            "user": self.user,
            **more,
        }
        template = "discussion/parts/form.html" if self.wants_part else "discussion/respond.html"
        return render(self.request, template, given, status=status)


def is_number(said: object) -> bool:
    """Whether it can be a response's number: what stands in an address or a form is anybody's."""
    return str(said).isdecimal() and len(str(said)) <= MAX_DIGITS


def _tell(form: ResponseForm, wrong: ValidationError) -> None:
    for field, errors in wrong.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
