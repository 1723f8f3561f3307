"""This app's addresses."""

from django.urls import URLPattern, path

from knotwork.home import views

app_name = "home"

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("challenges/<uuid:challenge_id>/journey/", views.journey, name="journey"),
    path("help/", views.help_index, name="help"),
    path("help/<slug:page>/", views.help_page, name="help_page"),
    path("paper/", views.paper, name="paper"),
    path("sets/<uuid:set_id>/", views.set_page, name="set"),
    path("sets/<uuid:set_id>/from-before/", views.forward, name="forward"),
    path("sets/<uuid:set_id>/record/", views.record, name="record"),
    path("sets/<uuid:set_id>/evolution/", views.evolution, name="evolution"),
]
