"""This app's addresses."""

from django.urls import path

from knotwork.protocols import views

app_name = "protocols"

urlpatterns = [
    path("protocols/", views.library, name="library"),
    path("protocols/<slug:key>/", views.protocol, name="protocol"),
]
