"""Writes tables in the dialects that are met, for the tests of decodeCsv: bytes beside the values that they hold.

Excel-like (semicolons, decimal commas, a byte order mark, CR LF), R-like (as write.csv writes: quoted text, NA, TRUE, row
names), pandas-like (to_csv, with an index, and with everything quoted), tabs, and what Python's csv module writes in its
dialects. Needs Debian's python3-pandas: /usr/bin/python3 csv-fixtures.py
"""

import base64
import csv
import io
import json
import math
from pathlib import Path

import pandas as pd

TARGET = Path(__file__).resolve().parents[2] / "packages/data/src/formats/csv/fixtures/dialects.json"

NAMES = ["town", "height", "people", "capital", "note"]
ROWS = [
    ["Bern", 540.25, 134794, True, 'said "hello"'],
    ["Zürich; Nord", -0.1, 434008, False, "two\nlines"],
    ["Genève, Plainpalais", None, 203951, False, None],
    ["O'Neill", 1e-7, -1, True, "007"],
]


def main():
    out = {
        "pandas": pd.__version__,
        "names": NAMES,
        "columns": [[text(row[j]) for row in ROWS] for j in range(len(NAMES))],
        "files": {
            "excel": encode(excel(), "utf-8-sig"),
            "excel, windows-1252": encode(excel(), "windows-1252"),
            "r": encode(r(), "utf-8"),
            "pandas": encode(frame().to_csv(), "utf-8"),
            "pandas, no index": encode(frame().to_csv(index=False, na_rep="NaN"), "utf-8"),
            "pandas, all quoted": encode(frame().to_csv(index=False, quoting=csv.QUOTE_ALL), "utf-8"),
            "pandas, utf-16": encode(frame().to_csv(index=False), "utf-16"),
            "tsv": encode(frame().to_csv(index=False, sep="\t"), "utf-8"),
            "unix": encode(by_csv("unix"), "utf-8"),
            "excel of csv": encode(by_csv("excel"), "utf-8"),
            "bars": encode(by_csv("excel", delimiter="|", quotechar="'", lineterminator="\n"), "utf-8"),
        },
    }
    TARGET.write_text(json.dumps(out, indent=2, ensure_ascii=False) + "\n")


def frame():
    return pd.DataFrame(ROWS, columns=NAMES)


def excel():
    """As Excel saves where commas are decimal."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(NAMES)
    for row in ROWS:
        writer.writerow([excel_cell(x) for x in row])
    return out.getvalue()


def excel_cell(x):
    if isinstance(x, bool):
        return str(x).upper()
    if isinstance(x, float):
        return repr(x).replace(".", ",").replace("e", "E")
    return "" if x is None else x


def r():
    """As write.csv(table) writes: text, names and row names quoted, what is missing is NA, bools in capitals."""
    quote = lambda x: '"' + x.replace('"', '""') + '"'
    lines = [",".join(['""'] + [quote(name) for name in NAMES])]
    for i, row in enumerate(ROWS):
        cells = [quote(str(i + 1))]
        for x in row:
            cells.append("NA" if x is None else quote(x) if isinstance(x, str) else str(x).upper())
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


def by_csv(dialect, **options):
    out = io.StringIO()
    writer = csv.writer(out, dialect, **options)
    writer.writerow(NAMES)
    writer.writerows(ROWS)
    return out.getvalue()


def encode(content, encoding):
    return base64.b64encode(content.encode(encoding)).decode()


def text(x):
    """A value as JavaScript's String writes it; null where it is missing."""
    if x is None or (isinstance(x, float) and math.isnan(x)):
        return None
    return str(x).lower() if isinstance(x, bool) else x if isinstance(x, str) else repr(x).replace("e-0", "e-")


main()
