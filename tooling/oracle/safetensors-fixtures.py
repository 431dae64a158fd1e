"""Writes safetensors bytes from the format's description alone, for the tests of encodeSafetensors and decodeSafetensors.

A file is the header's length (u64, little-endian), the header (JSON), and the elements. Needs nothing but Python.
"""

import base64
import json
import struct
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "packages/data/src/formats/fixtures/safetensors.json"

# name: (dtype, struct's letter, values)
TENSORS = {
    "bool": ("BOOL", "B", [1, 0, 1, 1, 0, 0]),
    "i8": ("I8", "b", [0, 1, -1, 2, 127, -128]),
    "u8": ("U8", "B", [0, 1, 2, 3, 254, 255]),
    "i16": ("I16", "h", [0, 1, -1, 2, 32767, -32768]),
    "u16": ("U16", "H", [0, 1, 2, 3, 65534, 65535]),
    "i32": ("I32", "i", [0, 1, -1, 2, 2**31 - 1, -(2**31)]),
    "u32": ("U32", "I", [0, 1, 2, 3, 2**32 - 2, 2**32 - 1]),
    "f32": ("F32", "f", [0.0, -0.0, 0.5, -1.25, float("inf"), float("nan")]),
    "f64": ("F64", "d", [0.0, -0.0, 0.1, 1e300, float("-inf"), float("nan")]),
    "c64": ("C64", "f", [1.0, 2.0, 0.0, -1.0, 0.5, 0.25, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]),
}
# Increasing alignment, as the reference implementation declares its dtypes.
ORDER = "BOOL U8 I8 I16 U16 F16 BF16 I32 U32 F32 C64 F64 I64 U64".split()


def main():
    files = {
        # compact JSON, by alignment and name, padded: what encodeSafetensors must write, byte for byte
        "canonical": canonical({**TENSORS, "größe.ß": ("F32", "f", [1.5]), "0": ("U8", "B", [])}, {"by": "hand", "to": "\n\"ü"}),
        "empty": canonical({}, None),
        # as other writers may: spaces, their own order, no padding, so that nothing is aligned
        "loose": loose(),
        # dtypes that Linnet has not
        "float16": canonical({"x": ("F16", "e", [0.0, -0.0, 0.5, -65504.0, 2**-24, float("inf"), float("nan"), 1 / 3])}, None),
        "bfloat16": canonical({"x": ("BF16", "H", [bf16(v) for v in (0.0, -0.0, 1.0, -3.140625, 2**-133, float("inf"))])}, None),
        "int64": canonical({"x": ("I64", "q", [0, -1, 2**31 - 1, -(2**31)])}, None),
        "int64Wide": canonical({"x": ("I64", "q", [2**53, -(2**53), 2**60, -(2**63)])}, None),
        "int64Lost": canonical({"x": ("I64", "q", [1, 2**53 + 1])}, None),
        "uint64": canonical({"x": ("U64", "Q", [0, 2**32 - 1])}, None),
        "uint64Lost": canonical({"x": ("U64", "Q", [2**64 - 1])}, None),
    }
    values = {name: " ".join(text(v) for v in tensor[2]) for name, tensor in TENSORS.items()}
    out = {"values": values, "files": {name: base64.b64encode(file).decode() for name, file in files.items()}}
    TARGET.write_text(json.dumps(out, indent=2) + "\n")


def canonical(tensors, metadata):
    ordered = sorted(tensors.items(), key=lambda item: (-ORDER.index(item[1][0]), item[0].encode()))
    header = {} if metadata is None else {"__metadata__": metadata}
    data = b""
    for name, (dtype, letter, values) in ordered:
        begin = len(data)
        data += struct.pack(f"<{len(values)}{letter}", *values)
        header[name] = {"dtype": dtype, "shape": shape(dtype, values), "data_offsets": [begin, len(data)]}
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def loose():
    data = struct.pack("<B2d3f", 7, 0.1, -2.0, 1.0, 2.0, 3.0)
    header = {
        "f": {"data_offsets": [17, 29], "shape": [3, 1], "dtype": "F32", "note": "ignored"},
        "scalar": {"dtype": "U8", "shape": [], "data_offsets": [0, 1]},
        "d": {"dtype": "F64", "shape": [2], "data_offsets": [1, 17]},
        "__metadata__": {"caf\u00e9": "\U0001f600"},
    }
    text = json.dumps(header, indent=1).encode()
    return struct.pack("<Q", len(text)) + text + data


def shape(dtype, values):
    n = len(values) // 2 if dtype == "C64" else len(values)
    return [2, 3] if n == 6 and dtype not in ("F16", "BF16") else [n]


def bf16(value):
    return struct.unpack("<I", struct.pack("<f", value))[0] >> 16


def text(value):
    return repr(value).replace("inf", "Infinity").replace("nan", "NaN")


main()
