"""What members set out to try, by when, and what came of it."""
