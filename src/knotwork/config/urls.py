"""Where each app's URLs hang. Every app names its own nouns, so they all hang at the root."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("knotwork.home.urls")),
    path("", include("knotwork.live.urls")),
    path("", include("knotwork.reflections.urls")),
    path("", include("knotwork.actions.urls")),
    path("", include("knotwork.challenges.urls")),
    path("", include("knotwork.meetings.urls")),
    path("", include("knotwork.protocols.urls")),
    path("", include("knotwork.agreements.urls")),
    path("", include("knotwork.sets.urls")),
    path("", include("knotwork.people.urls")),
    path("", include("knotwork.demo.urls")),
    path("", include("knotwork.platform.design.urls")),
]
