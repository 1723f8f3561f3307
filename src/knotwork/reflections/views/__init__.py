"""Pages: `notes` for what was learned, `log` for what is nobody else’s."""
