"""The outbox, sending, unsubscribing. Doors: `services.post`, `kinds.register`."""
