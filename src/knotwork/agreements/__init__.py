"""The working agreement, and the versions and consents of every rule of a set."""
