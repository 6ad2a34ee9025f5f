"""Tove creates an account, secures it, responds, and finally deletes the account."""

import email
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.running_server import (
    RunningServer,
    clean_environment,
    prepared_data_folder,
    serve,
    wait_until,
)

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.walking import PASSWORD, browser_of_a_person, hosts_asked

TOVE = "tove@reader.example"
STEP = 30  # seconds that a code of the app lasts
A_TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def registered(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:  # noqa: F811
    data = prepared_data_folder(shelf, tmp_path_factory.mktemp("registered") / "installation")
    script = [sys.executable, str(Path(__file__).with_name("accounts_only_site.py"))]
    subprocess.run(
        script,
        check=True,
        capture_output=True,
        env=clean_environment() | {"BYLINE_DATA": str(data)},
    )
    with serve(data) as server:
        yield server


def test_a_reader_makes_an_account_responds_and_leaves(
    chromium: Browser, registered: RunningServer
) -> None:
    context = browser_of_a_person(chromium)
    asked, page = hosts_asked(context), context.new_page()
    home = f"http://localhost:{registered.port}"
    sign_up(page, home, registered)
    respond(page, home)
    code = add_an_app(page, home)
    sign_in_again(page, home, code)
    add_a_passkey_and_sign_in_with_it(context, page, home)
    leave(page, home)
    assert asked == {f"localhost:{registered.port}"}
    context.close()


def sign_up(page: Page, home: str, server: RunningServer) -> None:
    """Sign up from an article, confirm the address by mail, and return to the response form."""
    page.goto(f"{home}/ferry/")
    assert page.context.cookies() == []
    page.get_by_role("link", name="Sign in or create an account").click()
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Name").fill("Tove Ask")
    page.get_by_label("E-mail address").fill(TOVE)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up", exact=True).click()
    expect(page.get_by_role("heading", name="Enter e-mail verification code")).to_be_visible()
    page.goto(link_mailed_to(server, TOVE))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("You are responding as Tove Ask.")).to_be_visible()
    expect(page).to_have_url(f"{home}/ferry/respond/")


def respond(page: Page, home: str) -> None:
    page.get_by_label("Your response").fill("It ran late again.")
    page.get_by_role("button", name="Send").click()
    page.goto(f"{home}/ferry/")
    expect(page.locator("#response-1")).to_contain_text("Tove Ask")


def add_an_app(page: Page, home: str) -> str:
    """The next code of the authenticator app."""
    page.goto(f"{home}/accounts/")
    page.get_by_role("link", name="Second factor and recovery codes").click()
    page.get_by_role("link", name="Activate").click()
    say_the_password(page)
    secret = page.get_by_label("Authenticator secret").input_value()
    moment = int(time.time()) // STEP
    page.get_by_label("Authenticator code").fill(format_hotp_value(hotp_value(secret, moment)))
    page.get_by_role("button", name="Activate").click()
    assert len(page.get_by_label("Unused codes").input_value().split()) == 10
    return format_hotp_value(hotp_value(secret, moment + 1))


def sign_in_again(page: Page, home: str, code: str) -> None:
    sign_out(page, home)
    page.goto(f"{home}/accounts/login/")
    page.get_by_label("E-mail address").fill(TOVE)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Two-factor authentication")).to_be_visible()
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def add_a_passkey_and_sign_in_with_it(context: BrowserContext, page: Page, home: str) -> None:
    telephone = context.new_cdp_session(page)
    telephone.send("WebAuthn.enable")
    telephone.send("WebAuthn.addVirtualAuthenticator", {"options": A_TELEPHONE})
    page.get_by_role("link", name="Add one").click()
    say_the_password(page)
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Security key added.")).to_be_visible()
    sign_out(page, home)
    page.goto(f"{home}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    expect(page.get_by_text("1 passkey or security key.")).to_be_visible()


def leave(page: Page, home: str) -> None:
    page.get_by_role("link", name="Delete account").click()
    say_the_password(page)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("Your account was deleted.")).to_be_visible()
    page.goto(f"{home}/accounts/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(f"{home}/ferry/")
    expect(page.locator("#response-1")).to_contain_text("It ran late again.")


def test_a_passkey_alone_makes_an_account_and_its_loss_is_said(
    chromium: Browser, registered: RunningServer
) -> None:
    context = browser_of_a_person(chromium)
    page = context.new_page()
    home = f"http://localhost:{registered.port}"
    telephone = context.new_cdp_session(page)
    telephone.send("WebAuthn.enable")
    key = telephone.send("WebAuthn.addVirtualAuthenticator", {"options": A_TELEPHONE})[
        "authenticatorId"
    ]
    page.goto(f"{home}/accounts/signup/")
    page.get_by_role("link", name="Sign up using a passkey").click()
    page.get_by_label("Name").fill("Ben Holm")
    page.get_by_label("E-mail address").fill("ben@reader.example")
    page.get_by_role("button", name="Sign up").click()
    page.goto(link_mailed_to(registered, "ben@reader.example"))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    expect(page.get_by_text("None. Set one")).to_be_visible()
    sign_out(page, home)
    telephone.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})
    telephone.send("WebAuthn.addVirtualAuthenticator", {"options": A_TELEPHONE})
    page.goto(f"{home}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_have_text(
        "Sign-in failed. No passkey was found, or you cancelled the request."
    )
    context.close()


def test_a_passkey_opens_no_door_from_elsewhere_to_an_account_for_this_machine_only(
    chromium: Browser, registered: RunningServer
) -> None:
    context = browser_of_a_person(chromium)
    page = context.new_page()
    home = f"http://localhost:{registered.port}"
    telephone = context.new_cdp_session(page)
    telephone.send("WebAuthn.enable")
    telephone.send("WebAuthn.addVirtualAuthenticator", {"options": A_TELEPHONE})
    page.goto(f"{home}/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.get_by_label("E-mail address").fill("demo@harbour.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    say_the_password(page)
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Security key added.")).to_be_visible()
    sign_out(page, home)
    context.set_extra_http_headers({"X-Forwarded-For": "203.0.113.7"})
    page.goto(f"{home}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("You can use this account only on the server itself.")).to_be_visible()
    page.goto(f"{home}/accounts/")
    expect(page).to_have_url(f"{home}/accounts/login/?next=/accounts/")
    context.close()


def test_without_scripts_an_account_is_made_and_a_response_sent(
    chromium: Browser, registered: RunningServer
) -> None:
    page = browser_of_a_person(chromium, javascript=False).new_page()
    home = f"http://localhost:{registered.port}"
    page.goto(f"{home}/accounts/signup/?next=/ferry/respond/")
    page.get_by_label("Name").fill("Ines Roa")
    page.get_by_label("E-mail address").fill("ines@reader.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up", exact=True).click()
    page.goto(link_mailed_to(registered, "ines@reader.example"))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("You are responding as Ines Roa.")).to_be_visible()
    page.context.close()


def say_the_password(page: Page) -> None:
    """Some pages ask for the password again, but not twice within five minutes."""
    if "/accounts/reauthenticate/" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()


def sign_out(page: Page, home: str) -> None:
    page.goto(f"{home}/accounts/")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page).to_have_url(f"{home}/")


def link_mailed_to(server: RunningServer, address: str) -> str:
    """The link that confirms the address, once the background worker has mailed it."""
    wait_until(lambda: letters_to(server, address), f"a mail to {address} is sent")
    body = letters_to(server, address)[-1].get_content()
    link = re.search(
        r"^http://localhost:\d+/accounts/confirm-email/\?code=\S+$", body, re.MULTILINE
    )
    assert link, body
    return link[0]


def letters_to(server: RunningServer, address: str) -> list[EmailMessage]:
    """The mails to the address that are completely written."""
    folder = server.data / "mail"
    files = folder.iterdir() if folder.exists() else ()
    letters = [
        email.message_from_bytes(letter, policy=policy.default)
        for file in files
        for letter in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n")[:-1]
    ]
    return [letter for letter in letters if letter["To"] == address]
