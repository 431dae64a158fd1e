"""Writes archives of arrays with NumPy, beside their values, for the tests of encodeNpz, decodeNpz and loadNpz.

np.savez and np.savez_compressed; every dtype, both byte orders, C and Fortran order; arrays without axes and without elements;
names in UTF-8 and with a slash; an archive written to a pipe (data descriptors); zip64 in every place, by limits of Python's
zipfile that are set to nothing; archives that must be refused. Values are text, as in npy-fixtures.py.
"""

import base64
import io
import json
import zipfile
from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parents[2] / "packages/data/src/formats/fixtures/npz.json"

VALUES = {
    "b": [True, False, True, True, False, False],
    "i": [0, 1, -1, 2, 100, -128],
    "u": [0, 1, 2, 100, 200, 255],
    "f": [0.0, -0.0, 0.5, -65504.0, np.inf, np.nan],
    "c": [0j, 1 + 2j, -0.5j, 1e10 + 0.125j, complex(np.inf, -1), complex(0, np.nan)],
}
CODES = ["b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16"]


class Pipe(io.RawIOBase):
    """A file that can only be written to its end."""

    def __init__(self):
        self.content = b""

    def writable(self):
        return True

    def write(self, part):
        self.content += bytes(part)
        return len(part)


def main():
    dtypes = {}
    for code in CODES:
        for order in "<>" if np.dtype(code).itemsize > 1 else "|":
            x = np.array(VALUES[code[0]]).astype(order + code).reshape(2, 3)
            dtypes[f"{order}{code} C"] = x
            dtypes[f"{order}{code} F"] = np.asfortranarray(x)
    named = {
        "x": np.arange(4, dtype="<i4"),
        "0-d": np.array(2.5),
        "empty": np.zeros((0, 3), dtype="<f4"),
        "größe": np.arange(3.0),
        "重み": np.arange(6, dtype="<f4").reshape(2, 3),
        "layers/0/weight": np.arange(24, dtype="<f4").reshape(2, 3, 4),
        "a b.npy": np.array([True, False]),
        "": np.array([7], dtype="<u2"),
    }
    archives = [
        archive("every dtype, stored", dtypes, np.savez),
        archive("every dtype, deflated", dtypes, np.savez_compressed),
        archive("names, stored", named, np.savez),
        archive("names, deflated", named, np.savez_compressed),
        archive("nothing", {}, np.savez),
        archive("a pipe, stored", {"x": named["x"], "y": named["0-d"]}, np.savez, Pipe()),
        archive("a pipe, deflated", {"x": named["x"], "y": named["0-d"]}, np.savez_compressed, Pipe()),
    ]
    limits = zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT
    zipfile.ZIP64_LIMIT = zipfile.ZIP_FILECOUNT_LIMIT = 0
    archives.append(archive("zip64, stored", {"x": named["x"], "y": named["0-d"]}, np.savez))
    archives.append(archive("zip64, deflated", {"x": named["x"], "y": named["0-d"]}, np.savez_compressed))
    zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = limits
    refused = {
        "objects": packed(np.savez, {"x": np.arange(2.0), "o": np.array([{}], dtype=object)}),
        "text": packed(np.savez_compressed, {"t": np.array(["text"])}),
        "fields": packed(np.savez, {"s": np.zeros(2, dtype=[("x", "<f8"), ("y", "<i4")])}),
    }
    out = {"numpy": np.__version__, "archives": archives, "refused": refused}
    TARGET.write_text(json.dumps(out, indent=2, ensure_ascii=False) + "\n")


def packed(save, arrays, target=None):
    target = target or io.BytesIO()
    save(target, **arrays)
    content = target.content if isinstance(target, Pipe) else target.getvalue()
    return base64.b64encode(content).decode()


def archive(title, arrays, save, target=None):
    return {
        "title": title,
        "arrays": [entry(name, x) for name, x in arrays.items()],
        "bytes": packed(save, arrays, target),
    }


def entry(name, x):
    parts = x.ravel()
    numbers = parts.view(x.real.dtype) if x.dtype.kind == "c" else parts
    return {
        "name": name,
        "dtype": {"int64": "float64", "uint64": "float64", "float16": "float64"}.get(x.dtype.name, x.dtype.name),
        "order": "C" if x.flags.c_contiguous else "F",
        "shape": " ".join(str(n) for n in x.shape),
        "values": " ".join(text(number) for number in numbers),
    }


def text(number):
    if number.dtype.kind in "biu":
        return str(int(number))
    return repr(float(number)).replace("inf", "Infinity").replace("nan", "NaN")


main()
