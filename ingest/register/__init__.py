"""The register of places, rebuilt from pinned public archives: archives → reference/*.csv.

    archives  = fetch_archives(folder)         sources       pinned files, by hash
    units     = read_codifier(workbook)        codifier      KATOTTG rows of one release
    places    = read_places(cities, raions)    geonames      GeoNames places with their raion
    points    = locate_hromadas(…)             coordinates   a point and its precision
    outlines  = read_outlines(encoded)         outlines      polygons of the 27 regions
    aliases   = find_renamed(…)                aliases       former names
    write_register(folder, register)           build         CSVs and GeoJSON

Run `python -m ingest.register` from the root of the repository. Nothing here runs when
the database is built: that reads the CSVs.
"""
