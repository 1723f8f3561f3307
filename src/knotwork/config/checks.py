"""What must be right before the program starts. Each check answers with sentences; none means all is well."""

import sqlite3
from collections.abc import Iterator
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern, URLResolver, get_resolver

from knotwork.config.access import TABLE
from knotwork.platform.mail import kinds, smtp

SQLITE_FLOOR = (3, 37, 0)
POSTGRESQL_FLOOR = 150000


def settings_faults() -> list[str]:
    """What is wrong with the settings as such."""
    faults = []
    for text in settings.KNOTWORK_TRUSTED_PROXIES:
        try:
            ip_network(text, strict=False)
        except ValueError:
            faults.append(f"KNOTWORK_TRUSTED_PROXIES: {text} is no address and no network such as 10.0.0.0/8.")
    if settings.KNOTWORK_SMTP_URL:
        try:
            smtp.Server.parse(settings.KNOTWORK_SMTP_URL)
        except smtp.BadAddress as fault:
            faults.append(str(fault))
    if "@" not in parseaddr(settings.DEFAULT_FROM_EMAIL)[1]:
        faults.append("KNOTWORK_MAIL_FROM is no mail address.")
    return faults + _key_place_faults(settings.KNOTWORK_KEY_FILE)


def access_faults() -> list[str]:
    """URL names without a row in the access table, third-party names included, and letters without an owner."""
    missing = [name for name in url_names() if name not in TABLE]
    return [f"The address named {name!r} has no access row." for name in missing] + kinds.faults()


def program_faults() -> list[str]:
    """What Django's and the apps' own checks find, such as a move without an access row."""
    return [str(fault.msg) for fault in run_checks() if fault.level >= ERROR]


def url_names() -> list[str]:
    """The name of every address of the product, with its namespace; an unnamed one by what it leads to."""
    return sorted(set(_names(get_resolver(), ())))


def database_faults() -> list[str]:
    """Whether the database program is too old."""
    if connection.vendor == "sqlite":
        if sqlite3.sqlite_version_info < SQLITE_FLOOR:
            return [f"SQLite {sqlite3.sqlite_version} is too old; Knotwork needs {'.'.join(map(str, SQLITE_FLOOR))}."]
        return []
    connection.ensure_connection()
    version: int = getattr(connection, "pg_version", POSTGRESQL_FLOOR)
    return [f"PostgreSQL {version // 10000} is too old; Knotwork needs 15."] if version < POSTGRESQL_FLOOR else []


def migrations_missing() -> list[str]:
    """Migrations this program has and the database has not yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _backwards in plan]


def migrations_unknown() -> list[str]:
    """Migrations the database has and this program does not know: the data was used by a newer Knotwork."""
    return unknown_among(set(MigrationExecutor(connection).loader.applied_migrations))


def unknown_among(applied: set[tuple[str, str]]) -> list[str]:
    """Those of these migrations, each an app's label and a name, that this program does not know."""
    loader = MigrationLoader(None)
    others = {config.label for config in apps.get_app_configs() if not config.name.startswith("knotwork.")}
    return sorted(f"{label} {name}" for label, name in applied - set(loader.disk_migrations) if label not in others)


def _key_place_faults(named: Path) -> list[str]:
    """Where the key really lies, whatever links lead there."""
    key_file = named.resolve()
    if key_file.is_relative_to(settings.KNOTWORK_DATA):
        return ["KNOTWORK_KEY_FILE lies in the data folder: whoever copies the data would have its key. Choose another place."]
    clone = next((folder for folder in settings.PACKAGE.parents if (folder / ".git").exists()), None)
    if clone is not None and key_file.is_relative_to(clone):
        return ["KNOTWORK_KEY_FILE lies in the folder of the program, where it is easily published. Choose another place."]
    return []


def _names(resolver: URLResolver, namespaces: tuple[str, ...]) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry, (*namespaces, entry.namespace) if entry.namespace else namespaces)
        elif isinstance(entry, URLPattern):
            yield ":".join((*namespaces, entry.name or entry.lookup_str))
