"""Where each app's URLs hang. Every app names its own nouns, so they all hang at the root."""

from django.urls import URLPattern, URLResolver, include, path

from knotwork.config import health, hosting

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("knotwork.home.urls")),
    path("", include("knotwork.live.urls")),
    path("", include("knotwork.repairs.urls")),
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
    path("", include("knotwork.platform.mail.urls")),
    path("host/", hosting.host, name="host"),
    path("host/letter/", hosting.host_letter, name="host_letter"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", health.robots, name="robots"),
]

handler400 = "knotwork.config.errors.bad_request"
handler403 = "knotwork.config.errors.not_allowed"
handler404 = "knotwork.config.errors.not_found"
handler429 = "knotwork.config.errors.too_often"
handler500 = "knotwork.config.errors.at_fault"
