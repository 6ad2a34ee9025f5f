"""If the operator allows it, readers sign in with another service, here a university."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.running_server import RunningServer, clean_environment, prepared_data_folder, serve

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.test_signing_up import link_mailed_to
from journeys.university import University, university
from journeys.walking import browser_of_a_person

INA = {"sub": "7", "name": "Ina Berg", "email": "ina@university.example", "email_verified": True}


@pytest.fixture(scope="module")
def school() -> Iterator[University]:
    with university() as provider:
        yield provider


@pytest.fixture(scope="module")
def school_server(
    school: University,
    shelf: Path,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[RunningServer]:
    data = prepared_data_folder(shelf, tmp_path_factory.mktemp("school") / "installation")
    script = [sys.executable, str(Path(__file__).with_name("accounts_only_site.py"))]
    subprocess.run(
        script,
        check=True,
        capture_output=True,
        env=clean_environment() | {"BYLINE_DATA": str(data)},
    )
    chosen = {"NAME": "The University", "SERVER": school.url, "CLIENT": "byline", "SECRET": "hush"}
    with serve(
        data, environment={f"BYLINE_OIDC_{name}": value for name, value in chosen.items()}
    ) as server:
        yield server


@pytest.fixture
def page(chromium: Browser, school_server: RunningServer) -> Iterator[Page]:
    context = browser_of_a_person(chromium)
    page = context.new_page()
    page.goto(f"http://localhost:{school_server.port}/accounts/login/?next=/ferry/respond/")
    yield page
    context.close()


def test_a_student_is_let_in_and_known_again(
    page: Page, school: University, chromium: Browser
) -> None:
    school.person = INA
    page.get_by_role("button", name="Continue with The University").click()
    expect(page.get_by_text("You are responding as Ina Berg.")).to_be_visible()
    page.goto(page.url.replace("/ferry/respond/", "/accounts/"))
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto(page.url + "accounts/login/")
    page.get_by_role("button", name="Continue with The University").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Ina Berg")


def test_an_address_that_the_service_does_not_vouch_for_is_confirmed_first(
    page: Page, school: University, school_server: RunningServer
) -> None:
    school.person = INA | {
        "sub": "8",
        "name": "Max Holm",
        "email": "max@university.example",
        "email_verified": False,
    }
    page.get_by_role("button", name="Continue with The University").click()
    expect(page.get_by_role("heading", name="Enter e-mail verification code")).to_be_visible()
    page.goto(link_mailed_to(school_server, "max@university.example"))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("You are responding as Max Holm.")).to_be_visible()


def test_somebody_elses_account_is_not_taken_by_naming_its_address(
    page: Page, school: University
) -> None:
    school.person = INA | {"sub": "9", "name": "Mallory", "email": "rosa@harbour.example"}
    page.get_by_role("button", name="Continue with The University").click()
    expect(page.get_by_role("heading", name="Enter e-mail verification code")).to_be_visible()
    page.goto(page.url.replace("confirm-email/", "email/"))
    expect(page).to_have_url(re.compile(r"/accounts/(login|confirm-email)/"))


def test_a_service_that_is_away_is_told_of(page: Page, school: University) -> None:
    school.is_open = False
    page.get_by_role("button", name="Continue with The University").click()
    expect(
        page.get_by_role("heading", name="Signing in with another service failed")
    ).to_be_visible()
    school.is_open = True
