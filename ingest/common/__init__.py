"""What ingest and the Datasette plugins share."""
