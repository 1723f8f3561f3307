"""This app's addresses. Outside the demo there are none."""

from django.conf import settings
from django.urls import URLPattern, path

from knotwork.demo import views

app_name = "demo"

urlpatterns: list[URLPattern] = [path("demo/", views.cast, name="cast")] if settings.KNOTWORK_DEMO else []
