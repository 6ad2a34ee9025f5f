from django.urls import include, path

from byline.accounts import views

urlpatterns = [
    path("", views.account_page, name="account_page"),
    path("delete/", views.close, name="account_close"),
    path("sign-out-elsewhere/", views.sign_out_elsewhere, name="account_sign_out_elsewhere"),
    path("sessions/", views.sessions, name="usersessions_list"),
    path("signup/", views.sign_up, name="account_signup"),
    path("signup/passkey/", views.sign_up_by_passkey, name="account_signup_by_passkey"),
    path("", include("allauth.urls")),
]
