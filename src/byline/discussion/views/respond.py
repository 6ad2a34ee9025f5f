"""The page where a response is written, previewed and sent."""

from functools import cached_property
from http import HTTPStatus
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
from byline.discussion.sanitizing import as_html
from byline.discussion.submission import Submission
from byline.discussion.tokens import form_token, form_token_time, own_response_href
from byline.discussion.views.response_pages import article_for
from byline.lib.same_origin import same_origin_only
from byline.network.choices import PolicyKind
from byline.network.models import PolicyVersion
from byline.network.queries import current_policy, settings_for
from byline.newsroom.models import Article

MAX_DIGITS = 9
PART_HEADER = "Byline-Part"  # sent by a page's script to get the form or the response alone


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, path: str) -> HttpResponse:
    """Show the form, or post the submitted response."""
    page = ResponsePage(request, article_for(request, path))
    return page.take() if request.method == "POST" else page.show(page.blank())


class ResponsePage:
    """One request for the page where a response is written."""

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
            return self.show(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        if "look" in self.request.POST:
            return self.show(form, preview=as_html(form.cleaned_data["text"]))
        try:
            posted = post_comment(self.article, self.submission(form), conditions=self.conditions)
        except ValidationError as error:
            _add_errors(form, error)
            return self.show(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        except ResponseRefused as refused:
            return self.show(form, status=HTTPStatus.FORBIDDEN, refused=refused.verdict)
        return self.answer(posted)

    def submission(self, form: ResponseForm) -> Submission:
        data = form.cleaned_data
        proof = verified_proof(data["proof"])
        return Submission(
            name=str(self.user) if self.user else data["name"],
            text=data["text"],
            mail=self.user.email if self.user else data["mail"],
            link=data.get("link", ""),
            parent=data["to"],
            user=self.user,
            address=self.request.META.get("REMOTE_ADDR"),
            agent=self.request.headers.get("User-Agent", ""),
            started_at=form_token_time(data["started"]),
            has_proof=bool(proof),
            proof=proof,
            honeypot=data["company"],
            wants_replies=data["wants_replies"],
            policy_version=data["policy"],
        )

    def answer(self, posted: Posted) -> HttpResponse:
        """Redirect to the author's page; a page's script gets the response itself."""
        href = own_response_href(posted.comment.pk)
        if not self.wants_part:
            return redirect(href + ("" if posted.is_new else "?again"))
        posted.comment.article = self.article
        discussion = empty_discussion_page(self.article, self.conditions, timezone.now())
        context = {
            "discussion": discussion,
            "view": CommentView(posted.comment),
            "again": not posted.is_new,
            "own_response_href": href,
        }
        return render(
            self.request,
            "discussion/parts/posted.html",
            context,
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
        context = {
            "discussion": discussion,
            "form": form,
            "parent": parent,
            "policy": self.policy,
            "user": self.user,
            **more,
        }
        template = "discussion/parts/form.html" if self.wants_part else "discussion/respond.html"
        return render(self.request, template, context, status=status)


def is_number(value: object) -> bool:
    """Whether a value from an address or a form can be a response's number."""
    return str(value).isdecimal() and len(str(value)) <= MAX_DIGITS


def _add_errors(form: ResponseForm, error: ValidationError) -> None:
    for field, errors in error.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
