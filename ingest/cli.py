"""The command `hromada-trainings`: arguments in, a call, words and an exit code out.

Exit codes: 0 done; 1 problems that stop; 2 a wrong call.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from ingest.closing import close_quarter
from ingest.common.messages import load_phrases
from ingest.common.quarters import Quarter
from ingest.pipeline import REFERENCE, BuildSummary, build_release, check_file, list_submissions
from ingest.problems import BuildRefused
from ingest.publish.metadata import write_metadata
from ingest.publish.report import (
    describe_changes,
    describe_counts,
    describe_file,
    describe_problems,
)
from ingest.publish.table_schema import write_schema
from ingest.publish.template import write_template

DONE, STOPPED, WRONG_CALL = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    options = _parser().parse_args(arguments)
    phrases = load_phrases(options.lang)
    lists = options.reference / "hromadas.csv"
    if not lists.is_file():
        return _wrong_call(phrases["not_found"].format(path=lists))
    run = {
        "build": _build,
        "check": _check,
        "template": _template,
        "metadata": _metadata,
        "close": _close,
    }
    try:
        return run[options.command](options)
    except BuildRefused as refusal:
        print(refusal, file=sys.stderr)
    except (OSError, FileCreateError) as error:
        print(error, file=sys.stderr)
    if options.command == "build":
        print(phrases["not_published"], file=sys.stderr)
    return STOPPED


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("uk", "en"), default="uk", help="language of the report")
    common.add_argument(
        "--reference", type=Path, default=REFERENCE, metavar="DIR", help="the reference lists"
    )
    parser = argparse.ArgumentParser(
        prog="hromada-trainings",
        description="Donors' quarterly files in, the public database of trainings out.",
    )
    commands = parser.add_subparsers(dest="command", required=True)

    build = commands.add_parser("build", parents=[common], help="build and publish a release")
    build.add_argument("--submissions", type=Path, default=Path("submissions"), metavar="DIR")
    build.add_argument("--releases", type=Path, default=Path("releases"), metavar="DIR")
    build.add_argument("--intake", type=Path, default=Path("intake.db"), metavar="FILE")
    build.add_argument(
        "--answers", type=Path, metavar="DIR", help="else the folder answers beside the intake"
    )
    build.add_argument("--expected-reports", type=Path, metavar="CSV")
    build.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="publish the past of this day",
    )

    check = commands.add_parser("check", parents=[common], help="tell a donor what to mend")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument(
        "--quarter", type=Quarter.parse, metavar="2020-Q4", help="else the name of FILE's folder"
    )
    check.add_argument(
        "--answers", type=Path, metavar="DIR", help="write the answer there: XLSX, HTML and JSON"
    )

    template = commands.add_parser("template", parents=[common], help="write the blank template")
    template.add_argument("out", type=Path, metavar="OUT.xlsx")
    template.add_argument("--schema", type=Path, metavar="OUT.json", help="and its Table Schema")

    close = commands.add_parser(
        "close", parents=[common], help="close a quarter, or date a correction of a closed one"
    )
    close.add_argument("quarter", type=Quarter.parse, metavar="2020-Q4")
    close.add_argument("--reason", required=True, help="why, in a few words")
    close.add_argument("--submissions", type=Path, default=Path("submissions"), metavar="DIR")
    close.add_argument("--date", type=date.fromisoformat, default=date.today())

    metadata = commands.add_parser(
        "metadata", parents=[common], help="write the tables' descriptions into metadata.yml"
    )
    metadata.add_argument("file", type=Path, nargs="?", default=Path("metadata.yml"))
    return parser


def _wrong_call(message: str) -> int:
    print(message, file=sys.stderr)
    return WRONG_CALL


def _build(options: argparse.Namespace) -> int:
    phrases = load_phrases(options.lang)
    if not options.submissions.is_dir():
        return _wrong_call(phrases["not_found"].format(path=options.submissions))
    if options.expected_reports and not options.expected_reports.is_file():
        return _wrong_call(phrases["not_found"].format(path=options.expected_reports))
    options.answers = options.answers or options.intake.parent / "answers"
    if options.answers.resolve().is_relative_to(options.submissions.resolve()):
        return _wrong_call(phrases["answers_among_reports"].format(path=options.answers))
    summary = build_release(
        options.submissions,
        options.releases,
        options.intake,
        options.reference,
        options.expected_reports,
        options.as_of,
        _show_progress if sys.stderr.isatty() else None,
        options.answers,
        options.lang,
    )
    _print_summary(summary, options)
    return DONE if summary.release else STOPPED


def _show_progress(number: int, of: int, file: str) -> None:
    end = "\n" if number == of else ""
    print(f"\r\033[K{number}/{of} {file}", end=end, file=sys.stderr, flush=True)


def _print_summary(summary: BuildSummary, options: argparse.Namespace) -> None:
    phrases = load_phrases(options.lang)
    for line in describe_problems([*summary.refused, *summary.problems], options.lang):
        print(line)
    print("\n" + phrases["answer_written"].format(path=options.answers))
    print(f"{phrases['files']} {len(summary.files)}")
    print(describe_counts(summary.totals, options.lang))
    for file, kinds in summary.changes.items():
        print(f"{phrases['sent_anew']} {file}: {describe_changes(kinds, options.lang)}")
    if summary.refused:
        print(f"{phrases['refused']} {len(summary.refused)}")
    if summary.release:
        print(phrases["published"].format(release=summary.release))
    else:
        print(phrases["not_published"])


def _check(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        return _wrong_call(load_phrases(options.lang)["not_found"].format(path=options.file))
    received, counts, problems = check_file(
        options.file, options.reference, options.quarter, options.answers, options.lang
    )
    for line in describe_file(counts, problems, received.is_refused, options.lang):
        print(line)
    if options.answers:
        print(load_phrases(options.lang)["answer_written"].format(path=options.answers))
    is_fine = not received.is_refused and not counts.rejected
    return DONE if is_fine else STOPPED


def _template(options: argparse.Namespace) -> int:
    write_template(options.out, options.reference)
    print(load_phrases(options.lang)["template_written"].format(path=options.out))
    if options.schema:
        write_schema(options.schema, options.reference)
        print(load_phrases(options.lang)["template_written"].format(path=options.schema))
    return DONE


def _close(options: argparse.Namespace) -> int:
    phrases = load_phrases(options.lang)
    if not options.submissions.is_dir():
        return _wrong_call(phrases["not_found"].format(path=options.submissions))
    found, _ = list_submissions(options.submissions)
    files = {submission.file: submission.path for submission in found}
    closed = options.reference / "closed_files.csv"
    changed = close_quarter(options.quarter, files, closed, options.date, options.reason)
    print(phrases["closed"].format(quarter=options.quarter.code, count=len(changed)))
    for file in changed:
        print(f"  {file}")
    return DONE


def _metadata(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        return _wrong_call(load_phrases(options.lang)["not_found"].format(path=options.file))
    write_metadata(options.file)
    print(load_phrases(options.lang)["metadata_written"].format(path=options.file))
    return DONE


if __name__ == "__main__":
    sys.exit(main())
