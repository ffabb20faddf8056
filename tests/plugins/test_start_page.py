"""The start page: by a route of its own, without what Datasette's asks of every table."""


def test_it_asks_nothing_of_the_tables(sample_site, monkeypatch):
    database = sample_site.datasette.get_database("trainings")
    sample_site.get("/")
    asked = []
    execute = database.execute

    async def note(sql, *given, **options):
        asked.append(sql)
        return await execute(sql, *given, **options)

    monkeypatch.setattr(database, "execute", note)
    assert sample_site.get("/").status_code == 200
    assert len(asked) <= 2


def test_its_json_is_still_told_of_and_datasettes_own(sample_site):
    page = sample_site.get("/")
    assert '/.json>; rel="alternate"' in page.headers["link"]
    assert "/.json" in page.text.split("</head>")[0]
    assert set(sample_site.get("/.json").json()) == {"trainings"}
