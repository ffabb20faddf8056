"""A file dropped on the page gets the answer that the command `check` gives, and is not kept."""

import asyncio
import base64
import io
import json
import re
import tempfile
from pathlib import Path

import openpyxl
import pytest
from datasette.utils import module_from_path
from hand_made import EVENT, HEADER, write_text, write_workbook
from small_site import PLUGINS, Site

from ingest.pipeline import check_file


def send(site, files=None, data=None, content=None, headers=None, path="/check"):
    async def ask():
        await site.datasette.invoke_startup()
        return await site.datasette.client.post(
            path, files=files, data=data, content=content, headers=headers or {}
        )

    return asyncio.run(ask())


def attached(page):
    """Return ending → bytes of the files that a page carries in its links."""
    found = re.findall(r'href="data:[^;]+;base64,([^"]+)" download="[^"]+\.(\w+)"', page)
    return {ending: base64.b64decode(data) for data, ending in found}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The folder of temporary files, to see what is left in it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_answer_is_that_of_check_and_nothing_is_left(sample_site, kept, tmp_path_factory):
    content = write_workbook(Заходи=[HEADER, EVENT, ["Кадри", "восени", "Незнана"]])
    answer = send(sample_site, {"file": ("звіт.xlsx", content)}, {"quarter": "2020-Q4"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "1 із 2 рядків прийнято" in answer.text
    path = tmp_path_factory.mktemp("check") / "звіт.xlsx"
    path.write_bytes(content)
    _, counts, problems = check_file(path)
    told = json.loads(attached(answer.text)["json"])
    assert told["counts"]["rejected"] == counts.rejected == 1
    assert sorted(kind["code"] for kind in told["kinds"]) == sorted({p.code for p in problems})
    workbook = openpyxl.load_workbook(io.BytesIO(attached(answer.text)["xlsx"]))
    assert "Заходи" in workbook.sheetnames
    assert list(kept.iterdir()) == []


def test_the_answer_is_in_the_language_of_the_page(sample_site):
    content = write_text([HEADER, EVENT])
    answer = send(sample_site, {"file": ("report.csv", content)}, path="/check?_lang=en")
    assert "1 of 1 rows" in answer.text
    assert "Check another file" in answer.text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\звіти\\q4.csv", "q4.csv"),
        ("-h.csv", "h.csv"),
        ("<b>.csv", "&lt;b&gt;.csv"),
    ],
)
def test_the_name_of_a_file_is_only_a_name(sample_site, kept, name, shown):
    answer = send(sample_site, {"file": (name, write_text([HEADER, EVENT]))})
    assert answer.status_code == 200
    assert f">{shown}" in answer.text
    assert list(kept.iterdir()) == []


def test_a_file_that_cannot_be_read_is_answered_too(sample_site):
    answer = send(sample_site, {"file": ("report.xlsx", b"PK\x03\x04broken")})
    assert answer.status_code == 200
    assert "Файл не прийнято" in answer.text


@pytest.mark.parametrize(
    ("content", "headers", "status", "says"),
    [
        (b"", {}, 400, "Файл не надійшов"),
        (b"x" * 10, {"content-type": "multipart/form-data; boundary=b"}, 400, "Файл не надійшов"),
        (b"a=1", {"content-type": "application/x-www-form-urlencoded"}, 400, "Файл не надійшов"),
        (
            b'--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
            + b"x" * 10_000_001,
            {"content-type": "multipart/form-data; boundary=b"},
            413,
            "Файл більший за 10 МБ",
        ),
    ],
    ids=["empty", "broken", "no file", "too large"],
)
def test_a_form_without_a_file_or_with_too_much_says_so(
    sample_site, content, headers, status, says
):
    answer = send(sample_site, content=content, headers=headers)
    assert answer.status_code == status
    assert says in answer.text


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    plugin = module_from_path(str(PLUGINS / "check_page.py"), "check_page")
    monkeypatch.setattr(plugin, "SECONDS", 0.01)
    with pytest.raises(plugin.FormRefused) as refused:
        asyncio.run(plugin.run_check("report.csv", write_text([HEADER, EVENT]), ""))
    assert (refused.value.fault, refused.value.status) == ("not_read", 422)


def test_one_setting_switches_the_page_off(sample_release):
    site = Site(
        Path(sample_release.release) / "trainings.db",
        metadata={"plugins": {"check-page": {"enabled": False}}},
    )
    assert site.get("/check").status_code == 403
    assert "/check" not in site.get("/").text
