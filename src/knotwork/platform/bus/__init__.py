"""Announce and subscribe between requests and streams."""
