from django.urls import path, re_path

from byline.discussion import views

OF_ARTICLE = "^(?!(?:author|category|tag)/)(?P<path>.+)"  # lists may be called respond

urlpatterns = [
    re_path(
        rf"{OF_ARTICLE}/comment-page-(?P<number>[1-9]\d{{0,5}})/?$",
        views.responses,
        name="responses",
    ),
    re_path(rf"{OF_ARTICLE}/respond/?$", views.respond, name="respond"),
    path("-/proof/", views.proof, name="proof"),
    path("-/me", views.me, name="me"),
    path("-/response/<int:pk>/", views.own_response_of_account, name="own_response_of_account"),
    path("-/response/<int:pk>/<str:token>/", views.own_response, name="own_response"),
    path("-/response/<int:pk>/<str:token>/change/", views.change, name="change"),
    path("-/response/<int:pk>/<str:token>/withdraw/", views.withdraw_response, name="withdraw"),
    path("-/response/<int:pk>/<str:token>/object/", views.objection, name="object"),
    path("-/confirm/<int:pk>/<str:token>/", views.confirm, name="confirm"),
    path("-/unsubscribe/<int:pk>/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("-/responses/", views.transparency_report, name="transparency_report"),
    path("-/my-data/", views.request_my_data, name="my_data"),
    path("-/my-data/account/", views.my_data_of_account, name="my_data_of_account"),
    path("-/my-data/<str:token>/", views.my_data_of_guest, name="my_data_of_guest"),
    path("-/report/<int:pk>/", views.report, name="report"),
    path("-/report/<int:pk>/illegal/", views.report_illegal, name="report_illegal"),
    path("-/report/receipt/<str:receipt>/", views.report_receipt, name="report_receipt"),
]
