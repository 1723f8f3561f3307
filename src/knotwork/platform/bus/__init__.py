"""Announce and subscribe between requests and streams.

Doors: `announce`, `subscribe`, `on_hint`, `on_closing`; the program itself calls `open_` and `close`.
"""

from knotwork.platform.bus.local import Subscription, announce, close, on_closing, on_hint, open_, subscribe

__all__ = ["Subscription", "announce", "close", "on_closing", "on_hint", "open_", "subscribe"]
