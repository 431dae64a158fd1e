"""Packs scikit-learn's copies of iris, wine and breast cancer into TypeScript, and writes what scikit-learn says of them.

    /usr/bin/python3 tooling/oracle/labelled-datasets.py

Debian's python3-sklearn has the csv files and the loaders that they are compared with. Each column holds decimals of a few places:
as integers, in units of its last place, in base 64 with as many digits as its largest needs, column by column. That takes 0.9 kB
for iris (csv: 2.4 kB), 5.0 kB for wine (10.8 kB) and 53 kB for breast cancer (119 kB), gzipped 0.6, 3.3 and 38 kB (0.7, 4.1 and
46 kB). An integer divided by a power of ten is the double nearest to the decimal, so that every value is the one of the csv.
"""

import hashlib
import json
import struct
from pathlib import Path

from sklearn import datasets

FOLDER = Path(datasets.__file__).parent / "data"
TARGET = Path(__file__).resolve().parents[2] / "packages/data/src/datasets"
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
SETS = [
    (
        "iris",
        "iris.csv",
        datasets.load_iris,
        "R. A. Fisher, The Use of Multiple Measurements in Taxonomic Problems, Annals of Eugenics 7, 1936, 179-188,\n"
        " * https://doi.org/10.1111/j.1469-1809.1936.tb02137.x; with Fisher's values of the 35th and 38th flower. UCI's copy, which has\n"
        " * two others there, is https://doi.org/10.24432/C56C76, CC BY 4.0.",
    ),
    (
        "wine",
        "wine_data.csv",
        datasets.load_wine,
        "Wine, S. Aeberhard and M. Forina, 1992, UCI Machine Learning Repository,\n"
        " * https://doi.org/10.24432/C5PC7J, CC BY 4.0.",
    ),
    (
        "breast-cancer",
        "breast_cancer.csv",
        datasets.load_breast_cancer,
        "Breast Cancer Wisconsin (Diagnostic), W. Wolberg, O. Mangasarian, N. Street and W. Street, 1993, UCI Machine Learning\n"
        " * Repository, https://doi.org/10.24432/C5DW2B, CC BY 4.0.",
    ),
]


def main():
    facts = {}
    for name, file, load, source in SETS:
        lines = (FOLDER / file).read_text(encoding="ascii").split()
        rows = [line.split(",") for line in lines[1:]]
        cells, labels = [row[:-1] for row in rows], "".join(row[-1] for row in rows)
        whole = load()
        assert [[float(cell) for cell in row] for row in cells] == whole.data.tolist()
        assert [int(label) for label in labels] == whole.target.tolist()
        columns = [list(column) for column in zip(*cells)]
        decimals = [max(len(cell.partition(".")[2]) for cell in column) for column in columns]
        integers = [[exact(cell, d) for cell in column] for column, d in zip(columns, decimals)]
        widths = [digits_of(max(column)) for column in integers]
        packed = "".join(digits(value, width) for column, width in zip(integers, widths) for value in column)
        values = b"".join(struct.pack("<d", float(cell)) for row in cells for cell in row)
        sha256 = hashlib.sha256(values).hexdigest()
        (TARGET / f"{name}-bytes.ts").write_text(module(file, source, packed, decimals, widths, labels, sha256, len(values)))
        facts[name] = {
            "sha256": sha256,
            "featureNames": [str(n) for n in whole.feature_names],
            "classNames": [str(n) for n in whole.target_names],
            "counts": [int((whole.target == c).sum()) for c in range(len(whole.target_names))],
            "means": whole.data.mean(axis=0).tolist(),
            "classMeans": [whole.data[whole.target == c].mean(axis=0).tolist() for c in range(len(whole.target_names))],
        }
    (TARGET / "fixtures").mkdir(exist_ok=True)
    (TARGET / "fixtures/scikit-learn.json").write_text(json.dumps(facts, indent=2) + "\n")


def exact(cell, decimals):
    """The integer of which the cell is 10 ** -decimals, so that division gives the same double."""
    whole, _, fraction = cell.partition(".")
    value = int(whole + fraction.ljust(decimals, "0"))
    assert value / 10**decimals == float(cell) and 0 <= value < 2**53
    return value


def digits_of(value):
    return max(1, -(-value.bit_length() // 6))


def digits(value, width):
    return "".join(DIGITS[value >> 6 * (width - 1 - i) & 63] for i in range(width))


def module(file, source, packed, decimals, widths, labels, sha256, size):
    return f"""/**
 * Made by tooling/oracle/labelled-datasets.py from scikit-learn's {file}; do not edit.
 * {source}
 * SHA-256 of the {size:,} bytes of the values, float64, row by row: {sha256}
 */

/** Values column by column, as integers in base 64. */
export const packed: string =
  "{packed}";

/** Places of each column's values after the point. */
export const decimals: readonly number[] = {json.dumps(decimals)};

/** Digits in base 64 of each column's values. */
export const widths: readonly number[] = {json.dumps(widths)};

/** The class of each row. */
export const labels: string =
  "{labels}";
"""


main()
