"""Donors' files in, one database out.

    read     file → sheets → raw rows, blank and total lines told apart
    check    raw row → checked row: typed values, or a row with what is wrong with it
    resolve  checked row → resolved row: codes for names; what is not found stays as written
    load     resolved rows → trainings.db, with indexes, search and summaries;
             every row as it came, with its fate → intake.db, which is private
    check.database   the gate: the finished database, or the reasons against it
    publish  database → releases/<release>/, and the link `current`

`pipeline` has the stages in order; `receive` is what `check` and `build` share; `common` is for
the site's plugins as well. `register` rebuilds the places in reference/ and is run apart.

    hromada-trainings check report.xlsx --quarter 2026-Q1
    hromada-trainings build --submissions submissions --releases releases
"""
