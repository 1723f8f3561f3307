"""The meeting room while a meeting is on."""
