"""File → sheets → rows, nothing interpreted."""
