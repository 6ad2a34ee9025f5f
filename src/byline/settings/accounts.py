"""Settings of django-allauth: how readers sign up and in."""

from typing import Any

from byline.lib.options import Options

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_page"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "byline.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "byline.accounts.signup_form.SignupNameForm"
ACCOUNT_FORMS = {
    "confirm_email_verification_code": "byline.accounts.forms.CodeForm",
    "reset_password": "byline.accounts.forms.ForgottenPasswordForm",
    "signup": "byline.accounts.forms.NewAccountForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# A link may be opened in another browser, which does not have the passkey.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# An address that has not confirmed gets one mail (accounts.mail_limits), so its code lives longer.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 3_600  # seconds
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to addresses that strangers type
# What one network, person or e-mail address (key) may do. accounts.sign_in_limits has the limits on
# passwords; "login_failed" counts wrong codes of a second factor.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/15m/ip,5/5m/key",
    "signup": "20/m/ip",
    "confirm_email": "1/10s/key",
    "reset_password": "20/h/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/h/user",
    "reauthenticate": "10/m/user",
    "request_login_code": "20/h/ip,3/h/key",
}
# An account has one address; a new one replaces it when it is confirmed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None  # asks

MFA_ADAPTER = "byline.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds by which a phone's clock may be off

SOCIALACCOUNT_ADAPTER = "byline.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10

# A new address must be confirmed first, which the desk's own page would not ask for.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # accounts.wagtail_hooks redirects
WAGTAIL_PASSWORD_RESET_ENABLED = False  # accounts.views.desk_doors leads to the readers' page


def providers(options: Options) -> dict[str, dict[str, Any]]:
    """The configured services to sign in with, by allauth's names."""
    apps = {
        "openid_connect": options.oidc_client
        and _app(options.oidc_client, options.oidc_secret.get_secret_value()),
        "github": options.github_client
        and _app(options.github_client, options.github_secret.get_secret_value()),
        "google": options.google_client
        and _app(options.google_client, options.google_secret.get_secret_value()),
    }
    configured = {name: {"APP": app} for name, app in apps.items() if isinstance(app, dict)}
    if oidc := configured.get("openid_connect"):
        oidc["APP"] |= {
            "provider_id": "oidc",
            "name": options.oidc_name,
            "settings": {"server_url": options.oidc_server},
        }
    return configured


def _app(client: str, secret: str) -> dict[str, Any]:
    return {"client_id": client, "secret": secret}
