"""This app's addresses."""

from django.urls import URLPattern

app_name = "agreements"

urlpatterns: list[URLPattern] = []
