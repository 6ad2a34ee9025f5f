from django.urls import path, re_path

from byline.discussion import views

urlpatterns = [
    re_path(r"^(?P<path>.+)/comment-page-(?P<number>[1-9]\d{0,5})/?$", views.responses, name="responses"),
    re_path(r"^(?P<path>.+)/respond/?$", views.respond, name="respond"),
    path("-/proof/", views.proof, name="proof"),
    path("-/me", views.me, name="me"),
    path("-/response/<int:pk>/", views.mine, name="mine"),
    path("-/response/<int:pk>/<str:ticket>/", views.yours, name="yours"),
    path("-/response/<int:pk>/<str:ticket>/change/", views.change, name="change"),
    path("-/response/<int:pk>/<str:ticket>/withdraw/", views.withdrawn, name="withdraw"),
    path("-/response/<int:pk>/<str:ticket>/object/", views.objection, name="object"),
    path("-/confirm/<int:pk>/<str:token>/", views.confirm, name="confirm"),
    path("-/unsubscribe/<int:pk>/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
