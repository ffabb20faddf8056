"""Checked rows → resolved rows: names become codes, or stay as written with a problem."""
