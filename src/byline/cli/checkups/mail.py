"""The mail server: does it respond, accept the password, and accept mail?"""

from collections.abc import Iterator
from smtplib import SMTPAuthenticationError

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from byline.cli.checkups import Complaint
from byline.lib.options import Options

RESPONSE_SECONDS = 10  # to wait for the mail server
LOOPBACK_DOMAINS = frozenset({"localhost", "localhost.localdomain"})
SETTINGS = "mail_host, mail_port, mail_security, mail_user and mail_password"


def mail_server(options: Options) -> Iterator[Complaint]:
    """Complain of a mail server that does not respond, and of a sender that cannot get replies."""
    if not _sends(options):
        return
    sender = options.mail_from.rpartition("@")[2].rstrip(">")
    if sender in LOOPBACK_DOMAINS:
        yield Complaint(
            f"Mail is sent from {options.mail_from}, which other mail servers refuse.",
            "Set mail_from to an address of your domain.",
        )
    connection = get_connection(timeout=RESPONSE_SECONDS)
    try:
        connection.open()
        connection.close()
    except OSError as error:  # SMTPException is one
        yield _unusable(options, error)


def test_mail(options: Options, to: str) -> Iterator[Complaint]:
    """Send a mail to this address now. Complain if the server does not accept it."""
    if not _sends(options):
        yield Complaint(
            f"No test mail was sent, because {_why_not(options)}.",
            "See the section Mail of the operator's guide.",
        )
        return
    message = EmailMessage(
        "Test mail from Byline",
        "This mail was sent by `byline doctor --mail`. Mail from this installation reaches you.\n",
        options.mail_from,
        [to],
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834
        connection=get_connection(timeout=RESPONSE_SECONDS),
    )
    try:
        message.send()
    except OSError as error:
        yield Complaint(
            f"The test mail was not sent: {error}.",
            "The error is the mail server's. Correct the address or mail_from, or ask whoever "
            "runs the mail server.",
        )


def _sends(options: Options) -> bool:
    return bool(options.mail_host) and not options.staging


def _why_not(options: Options) -> str:
    if options.staging:
        return f"this is a staging installation: mail is stored in {settings.EMAIL_FILE_PATH}"
    return f"no mail server is set: mail is stored in {settings.EMAIL_FILE_PATH}"


def _unusable(options: Options, error: OSError) -> Complaint:
    server = f"The mail server {options.mail_host}, port {options.mail_port},"
    if isinstance(error, SMTPAuthenticationError):
        return Complaint(
            f"{server} refuses the user name or the password: {error}.",
            "Correct mail_user and mail_password.",
        )
    return Complaint(
        f"{server} cannot be used: {error}.",
        f"Check {SETTINGS}, and that the server runs. Mail waits and is tried again until then.",
    )
