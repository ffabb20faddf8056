"""Donors' files in, one database out."""
