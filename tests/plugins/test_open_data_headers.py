"""Response headers of pages, data and static files."""

import pytest
from datasette.utils import module_from_path
from small_site import PLUGINS, Site, add, create_database

headers = module_from_path(str(PLUGINS / "open_data_headers.py"), "open_data_headers")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    path = tmp_path_factory.mktemp("headers") / "world.db"
    with create_database(path) as connection:
        add(connection, "quarter", quarter_code="2020-Q4", quarter_name="IV квартал 2020")
    tiles = {"tile_layer": "https://{s}.tiles.example.org/{z}/{x}/{y}.png"}
    return Site(path, metadata={"plugins": {"datasette-cluster-map": tiles}})


@pytest.mark.parametrize(
    "path", ["/world.json", "/world/quarter.json", "/world/quarter.csv", "/world/none.json"]
)
def test_data_is_open_to_scripts_of_other_sites(site, path):
    answer = site.get(path)
    assert answer.headers.get_list("access-control-allow-origin") == ["*"]
    assert "content-security-policy" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/world/quarter", "/world?sql=select+1", "/none"])
def test_pages_take_nothing_from_other_hosts_but_tiles(site, path):
    answer = site.get(path)
    (policy,) = answer.headers.get_list("content-security-policy")
    hosts = [word for word in policy.replace(";", " ").split() if "://" in word]
    assert hosts == ["https://*.tiles.example.org"]
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/world/quarter.json", "/-/static/app.css", "/none"])
def test_every_answer_is_what_it_says_it_is(site, path):
    answer = site.get(path)
    assert answer.headers.get_list("x-content-type-options") == ["nosniff"]
    assert answer.headers.get_list("referrer-policy") == ["strict-origin-when-cross-origin"]


@pytest.mark.parametrize(
    ("path", "cached"),
    [
        ("/-/static/app.css", ["public, max-age=86400"]),
        (
            "/-/static-plugins/datasette_cluster_map/datasette-cluster-map.js",
            ["public, max-age=86400"],
        ),
        ("/-/static/none.css", []),
        ("/world/quarter", ["max-age=5"]),
    ],
)
def test_static_files_are_kept_for_a_day_and_pages_as_datasette_says(site, path, cached):
    assert site.get(path).headers.get_list("cache-control") == cached


@pytest.mark.parametrize(
    ("tile_layer", "pictures"),
    [
        (None, "img-src 'self' data: blob:"),
        ("", "img-src 'self' data: blob:"),
        ("/tiles/{z}/{x}/{y}.png", "img-src 'self' data: blob:"),
        ("http://plain.example.org/{z}", "img-src 'self' data: blob:"),
        ("https://tile.example.org/{z}", "img-src 'self' data: blob: https://tile.example.org"),
        (
            "https://{s}.example.org:8080/{z}",
            "img-src 'self' data: blob: https://*.example.org:8080",
        ),
        ("https://x.org;script-src *", "img-src 'self' data: blob: https://x.org"),
    ],
)
def test_only_the_host_of_the_tiles_joins_the_policy(tile_layer, pictures):
    policy = headers.content_security_policy(tile_layer).split("; ")
    assert pictures in policy
    assert len(policy) == 8
