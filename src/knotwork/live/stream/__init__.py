"""The listening side of the room: a small ASGI app, the hub, the wire format and presence."""
