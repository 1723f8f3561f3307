"""This app's addresses."""

from django.urls import URLPattern

app_name = "actions"

urlpatterns: list[URLPattern] = []
