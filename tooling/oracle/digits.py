"""Packs scikit-learn's copy of the handwritten digits into TypeScript. Needs nothing but Python and the csv.

A pixel of value 1..16 is a letter a..p; a run of 1..26 zeros is a letter A..Z. Half of all pixels are zero, so the text
takes 74 kB, less than five bits a pixel in base64 (96 kB) or seven base-17 digits in 29 bits (79 kB), gzips better
(41 kB against 52 and 59), and unpacks without arithmetic. Labels are one character each.
"""

import gzip
import hashlib
import re
import sys
from pathlib import Path

SOURCE = "/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz"
TARGET = Path(__file__).resolve().parents[2] / "packages/data/src/datasets/digits-bytes.ts"


def main():
    source = sys.argv[1] if len(sys.argv) > 1 else SOURCE
    with gzip.open(source, "rt", encoding="ascii") as lines:
        rows = [[exact(cell) for cell in line.split(",")] for line in lines]
    pixels = bytes(pixel for row in rows for pixel in row[:64])
    labels = "".join(str(row[64]) for row in rows)
    assert len(rows) == 1797 and all(len(row) == 65 for row in rows) and max(pixels) == 16
    packed = pack(pixels)
    assert unpack(packed) == pixels
    TARGET.write_text(module(packed, labels, hashlib.sha256(pixels).hexdigest()), encoding="utf-8")


def exact(cell):
    """The integer that a cell such as "13.000000000000000000e+00" or "13" stands for."""
    value = float(cell)
    assert value == int(value)
    return int(value)


def pack(pixels):
    letters = "".join(chr(96 + pixel) if pixel else "." for pixel in pixels)
    return re.sub(r"\.{1,26}", lambda run: chr(64 + len(run[0])), letters)


def unpack(packed):
    return b"".join(bytes([ord(c) - 96]) if c >= "a" else bytes(ord(c) - 64) for c in packed)


def module(packed, labels, sha256):
    return f"""/**
 * Made by tooling/oracle/digits.py from scikit-learn's digits.csv.gz; do not edit.
 * Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, 1998, UCI Machine Learning Repository,
 * https://doi.org/10.24432/C50P49, CC BY 4.0.
 * SHA-256 of the {1797 * 64:,} pixels, one byte each: {sha256}
 */

/** Pixels of all images, row by row: `a`…`p` is 1…16, `A`…`Z` is a run of 1…26 zeros. */
export const pixels: string =
  "{packed}";

/** The digit that each image shows. */
export const labels: string =
  "{labels}";
"""


main()
