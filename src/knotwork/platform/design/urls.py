"""The page that shows every component."""

from django.urls import path

from knotwork.platform.design import views

app_name = "design"

urlpatterns = [path("design/", views.components, name="components")]
