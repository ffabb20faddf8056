"""Rows → checked rows, and the gate that a database passes before it is published."""
