"""Apps enter one another by public doors only, and foreign keys point downstairs."""

from django.apps import apps
from django.db import models

from tests.architecture.house import APPS, SOURCE, files, imports, named

PRIVATE = {"views", "forms", "emails", "tasks", "access", "screens", "stream", "urls"}
STOREYS = [
    "platform",
    "people",
    "sets",
    "agreements",
    "protocols",
    "meetings",
    "challenges",
    "actions",
    "reflections",
    "repairs",
    "live",
    "home",
]


def test_no_app_enters_another_by_a_private_door():
    broken = []
    for app in (*APPS, "demo"):
        for path in files("*.py", below=SOURCE / app):
            for module in imports(path):
                parts = module.split(".")
                if parts[0] == "knotwork" and len(parts) > 2 and parts[1] in APPS and parts[1] != app and parts[2] in PRIVATE:
                    broken.append(f"{named(path)} imports {module}")

    assert broken == []


def storey(model: type[models.Model]) -> int:
    parts = model.__module__.split(".")
    return STOREYS.index(parts[1]) if parts[0] == "knotwork" else -1


def test_foreign_keys_point_downstairs():
    broken = [
        f"{model.__name__}.{field.name} points up to {field.related_model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("knotwork.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and storey(field.related_model) > storey(model)
    ]

    assert broken == []


def test_views_screens_and_tasks_never_reach_for_objects():
    broken = [
        named(path)
        for name in ("views.py", "screens.py", "tasks.py", "views/*.py", "screens/*.py")
        for path in files(name)
        if "tests" not in path.parts and ".objects" in path.read_text(encoding="utf-8")
    ]

    assert broken == []


def test_platform_holds_no_foreign_key_to_people():
    broken = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("knotwork.platform.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete
    ]

    assert broken == []
