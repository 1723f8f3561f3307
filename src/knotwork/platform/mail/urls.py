"""This app's addresses."""

from django.urls import path

from knotwork.platform.mail import views

app_name = "mail"

urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/off/<str:token>/", views.off, name="off"),
]
