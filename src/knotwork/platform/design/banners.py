"""What the host has to tell everybody: sentences above every page. Apps register who asks."""

from collections.abc import Callable

from django.http import HttpRequest

type Banner = Callable[[HttpRequest], str | None]

_banners: list[Banner] = []


def register(banner: Banner) -> None:
    """Ask this callable on every page; it answers a sentence, or None for nothing."""
    _banners.append(banner)


def of(request: HttpRequest) -> list[str]:
    """The sentences to show above this page."""
    return [sentence for banner in _banners if (sentence := banner(request))]
