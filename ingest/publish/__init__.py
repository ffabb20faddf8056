"""A database → a release; the schema → the donor's template and metadata.yml."""
