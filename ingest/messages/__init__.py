"""The words that donors and the operator read, by language."""
