"""This app's addresses."""

from django.urls import URLPattern

app_name = "reflections"

urlpatterns: list[URLPattern] = []
