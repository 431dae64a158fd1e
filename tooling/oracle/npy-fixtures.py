"""Writes arrays with NumPy, as npy bytes beside their values, for the tests of encodeNpy and decodeNpy.

Every dtype, both byte orders, C and Fortran order, versions 1 to 3, and dtypes that must be refused. Values are text,
which JavaScript reads back exactly: shortest round-trip decimals, NaN, Infinity. A complex value is two.
"""

import base64
import io
import json
from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parents[2] / "packages/data/src/formats/fixtures/npy.json"

VALUES = {
    "b": [True, False, True, True, False, False],
    "i": [0, 1, -1, 2, 100, -128],
    "u": [0, 1, 2, 100, 200, 255],
    "f": [0.0, -0.0, 0.1, -65504.0, np.inf, np.nan],
    "c": [0j, 1 + 2j, -0.5j, 1e10 + 0.1j, complex(np.inf, -1), complex(0, np.nan)],
}
CODES = ["b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16"]


def main():
    written = []
    for code in CODES:
        for order in "<>" if np.dtype(code).itemsize > 1 else "|":
            x = np.array(VALUES[code[0]]).astype(order + code).reshape(2, 3)
            written.append(entry(x, (1, 0)))
            written.append(entry(np.asfortranarray(x), (1, 0)))
    written += [
        entry(np.array(2.5), (1, 0)),
        entry(np.arange(4, dtype="<i4"), (1, 0)),
        entry(np.zeros((0, 3)), (1, 0)),
        entry(np.arange(24, dtype="<f4").reshape(2, 3, 4, order="F"), (1, 0)),
        entry(np.arange(6, dtype="<f8").reshape(3, 2), (2, 0)),
        entry(np.arange(6, dtype=">i2").reshape(3, 2), (3, 0)),
        entry(np.array([2**53, 2**53 + 1, -(2**63)], dtype="<i8"), (1, 0)),
        entry(np.array([2**53, 2**64 - 1], dtype=">u8"), (1, 0)),
        entry(np.array(-7, dtype=">i4"), (3, 0)),
        entry(np.zeros((3, 0, 2), dtype=">c16"), (2, 0)),
        entry(np.asfortranarray(np.arange(6, dtype=">f4").reshape(2, 3)), (2, 0)),
        entry(np.asfortranarray(np.arange(6, dtype="<i2").reshape(2, 3)), (3, 0)),
    ]
    refused = [
        npy(np.zeros(2, dtype=[("x", "<f8"), ("y", "<i4")]), (1, 0)),
        npy(np.zeros(2, dtype=[("größe", "<f8")]), (3, 0)),
        npy(np.array(["text"]), (1, 0)),
        npy(np.array([b"bytes"]), (1, 0)),
        npy(np.array([{}], dtype=object), (1, 0)),
        npy(np.array(["2000-01-01"], dtype="<M8[D]"), (1, 0)),
        npy(np.zeros(1, dtype=np.longdouble), (1, 0)),
        npy(np.array([1], dtype="<m8[s]"), (1, 0)),
        npy(np.zeros(1, dtype="V4"), (1, 0)),
    ]
    encoded = [base64.b64encode(one).decode() for one in refused]
    out = {"numpy": np.__version__, "written": written, "refused": encoded}
    TARGET.write_text(json.dumps(out, indent=2) + "\n")


def npy(x, version):
    out = io.BytesIO()
    np.lib.format.write_array(out, x, version=version, allow_pickle=True)
    return out.getvalue()


def entry(x, version):
    parts = x.ravel()
    numbers = parts.view(x.real.dtype) if x.dtype.kind == "c" else parts
    return {
        "descr": x.dtype.str,
        "order": "C" if x.flags.c_contiguous else "F",
        "version": version[0],
        "shape": " ".join(str(n) for n in x.shape),
        "values": " ".join(text(number) for number in numbers),
        "bytes": base64.b64encode(npy(x, version)).decode(),
    }


def text(number):
    if number.dtype.kind in "biu":
        return str(int(number))
    return repr(float(number)).replace("inf", "Infinity").replace("nan", "NaN")


main()
