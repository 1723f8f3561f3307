"""The pure heart of the live room: what happens next in a meeting."""
