"""Resolved rows → database: tables, indexes, search, summaries."""
