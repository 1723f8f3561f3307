"""The only place that knows all apps."""
