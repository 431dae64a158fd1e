"""Writes tables with pyarrow, as Arrow and Parquet bytes beside their columns, for the tests of the entries arrow and parquet.

Every type that a column of a table can hold, with values missing and without, in several chunks; types that are refused. Values
are text, which JavaScript reads back exactly.

Needs pyarrow.
"""

import base64
import datetime
import decimal
import json
import math
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = Path(__file__).resolve().parents[2] / "packages/data/src"
UTC = datetime.timezone.utc
TIME = datetime.datetime(2024, 2, 29, 12, 34, 56, 789000, UTC)

INTEGERS = {
    "int8": (-128, 0, 127, 5, -6),
    "int16": (-32768, 0, 32767, 5, -6),
    "int32": (-(2**31), 0, 2**31 - 1, 5, -6),
    "int64": (-(2**53), 0, 2**53, 5, -(2**60)),
    "uint8": (255, 0, 1, 5, 6),
    "uint16": (65535, 0, 1, 5, 6),
    "uint32": (2**32 - 1, 0, 1, 5, 6),
    "uint64": (2**63, 0, 1, 5, 2**53),
}
FLOATS = (0.1, -0.0, math.inf, 1e-300, -2.5)
TEXTS = ("one", "", "größe 🌱", "o", "naïve\nline")
TIMES = [TIME + datetime.timedelta(days=n * 999, milliseconds=n) for n in range(-2, 3)]


def without(values, *holes):
    return [None if i in holes else v for i, v in enumerate(values)]


def columns(holes):
    """Arrays by name, beside dtype and values that they become."""
    out = {}

    def put(name, array, dtype, values):
        is_text = dtype == "text"
        empty = "" if is_text else "NaN"
        whole = dtype if not holes or dtype in ("text", "float32", "float64") else "float64"
        out[name] = (array, whole, [empty if i in holes else v if is_text else text(v) for i, v in enumerate(values)])

    for name, values in INTEGERS.items():
        dtype = "float64" if name.endswith("64") else name
        put(name, pa.array(without(values, *holes), getattr(pa, name)()), dtype, values)
    put("float32", pa.array(without(FLOATS, *holes), pa.float32()), "float32", [single(v) for v in FLOATS])
    put("float64", pa.array(without(FLOATS, *holes), pa.float64()), "float64", FLOATS)
    halves = (0.5, -0.0, math.inf, 2.0**-24, -65504.0)
    put("float16", pa.array(without(halves, *holes), pa.float16()), "float32", halves)
    bools = (True, False, True, True, False)
    put("bool", pa.array(without(bools, *holes)), "bool", [int(v) for v in bools])
    put("text", pa.array(without(TEXTS, *holes)), "text", TEXTS)
    put("largeText", pa.array(without(TEXTS, *holes), pa.large_string()), "text", TEXTS)
    words = pa.array(without(("b", "a", "b", "b", "c"), *holes)).dictionary_encode()
    put("words", words, "text", ("b", "a", "b", "b", "c"))
    days = [t.date() for t in TIMES]
    midnight = [(d - datetime.date(1970, 1, 1)).days * 86_400_000 for d in days]
    put("days", pa.array(without(days, *holes), pa.date32()), "float64", midnight)
    for unit in ("ms", "us", "ns"):
        array = pa.array(without(TIMES, *holes), pa.timestamp(unit, "UTC"))
        put(f"time_{unit}", array, "float64", [round(t.timestamp() * 1000) for t in TIMES])
    return out


def arrow_only(holes):
    numbers = pa.array(without((2.5, 1.5, 2.5, 2.5, 1.5), *holes)).dictionary_encode()
    midnight = [int(datetime.datetime(t.year, t.month, t.day, tzinfo=UTC).timestamp() * 1000) for t in TIMES]
    date64 = pa.array(without([t.date() for t in TIMES], *holes), pa.date64())
    seconds = [t.replace(microsecond=0) for t in TIMES]
    view = pa.array(without(TEXTS, *holes), pa.string_view())
    missing = ["NaN"] * 5
    return {
        "numbers": (numbers, "float64", ["NaN" if i in holes else v for i, v in enumerate(("2.5", "1.5", "2.5", "2.5", "1.5"))]),
        "date64": (date64, "float64", ["NaN" if i in holes else str(v) for i, v in enumerate(midnight)]),
        "time_s": (
            pa.array(without(seconds, *holes), pa.timestamp("s")),
            "float64",
            ["NaN" if i in holes else str(int(t.timestamp()) * 1000) for i, t in enumerate(seconds)],
        ),
        "view": (view, "text", ["" if i in holes else v for i, v in enumerate(TEXTS)]),
        "nothing": (pa.nulls(5), "float64", missing),
    }


def text(number):
    if isinstance(number, int):
        return str(number)
    return repr(float(number)).replace("inf", "Infinity").replace("nan", "NaN")


def single(value):
    import struct

    return struct.unpack("<f", struct.pack("<f", value))[0]


def entry(name, content, expected):
    described = [{"name": n, "dtype": d, "values": v} for n, (_, d, v) in expected.items()]
    return {"name": name, "columns": described, "bytes": base64.b64encode(content).decode()}


def table(expected):
    return pa.table({name: array for name, (array, _, _) in expected.items()})


def ipc(data, kind, compression=None, chunk=2):
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression=compression)
    new = pa.ipc.new_file if kind == "file" else pa.ipc.new_stream
    with new(sink, data.schema, options=options) as writer:
        writer.write_table(data, max_chunksize=chunk)
    return sink.getvalue().to_pybytes()


def parquet(data, **options):
    sink = pa.BufferOutputStream()
    pq.write_table(data, sink, **options)
    return sink.getvalue().to_pybytes()


def refused():
    """Types that no column of a table can hold, by name."""
    return {
        "list": pa.array([[1, 2], [3]]),
        "struct": pa.array([{"a": 1}, {"a": 2}]),
        "binary": pa.array([b"a", b"b"]),
        "decimal": pa.array([decimal.Decimal("1.10"), decimal.Decimal("2.20")]),
        "time": pa.array([datetime.time(1), datetime.time(2)]),
        "inexact": pa.array([2**53 + 1, 0], pa.int64()),
    }


def arrow_fixtures():
    read = []
    for holes in ((), (1, 3)):
        both = columns(holes) | arrow_only(holes)
        label = "with values missing" if holes else "whole"
        for kind in ("file", "stream"):
            read.append(entry(f"{kind}, {label}", ipc(table(both), kind), both))
    cut = {name: (array.slice(1, 3), d, v[1:4]) for name, (array, d, v) in columns((1,)).items()}
    cut = {n: (a, d, v) for n, (a, d, v) in cut.items()}
    read.append(entry("a slice", ipc(table(cut), "file", chunk=8), cut))
    few = {name: column for name, column in columns((1, 3)).items() if name in ("int32", "int64", "bool", "words", "text")}
    read += [entry(f"few columns, {kind}", ipc(table(few), kind, chunk=3), few) for kind in ("file", "stream")]
    flat = pa.array(range(12), pa.float32())
    lists = pa.table({"embedding": pa.FixedSizeListArray.from_arrays(flat, 4), "id": pa.array([1, 2, 3])})
    others = {name: ipc(pa.table({"x": a, "fine": [1.5, 2.5]}), "file") for name, a in refused().items()}
    others["duration"] = ipc(pa.table({"x": pa.array([datetime.timedelta(1)]), "fine": [1.5]}), "file")
    others["compressed"] = ipc(pa.table({"x": list(range(1000))}), "file", "lz4", 1000)
    return {
        "made": f"pyarrow {pa.__version__}",
        "read": read,
        "lists": base64.b64encode(ipc(lists, "file")).decode(),
        "refused": {name: base64.b64encode(content).decode() for name, content in others.items()},
    }


def parquet_fixtures():
    read = []
    for holes in ((), (1, 3)):
        data = columns(holes)
        label = "with values missing" if holes else "whole"
        for codec in ("none", "snappy"):
            content = parquet(table(data), compression=codec, row_group_size=2)
            read.append(entry(f"{codec}, {label}", content, data))
    data = columns((2,))
    content = parquet(table(data), compression="snappy", data_page_version="2.0", use_dictionary=False, version="2.6")
    read.append(entry("pages of version 2, no dictionaries", content, data))
    data = {name: column for name, column in columns(()).items() if name in ("float64", "float32", "int32", "text")}
    encodings = {"float64": "BYTE_STREAM_SPLIT", "float32": "PLAIN", "int32": "DELTA_BINARY_PACKED", "text": "DELTA_BYTE_ARRAY"}
    content = parquet(table(data), use_dictionary=False, column_encoding=encodings)
    read.append(entry("delta and split encodings", content, data))
    required = pa.schema([pa.field(n, a.type, nullable=False) for n, (a, _, _) in data.items()])
    content = parquet(table(data).cast(required), row_group_size=3)
    read.append(entry("columns that are never missing", content, data))
    few = {name: column for name, column in columns((1, 3)).items() if name in ("int32", "int64", "bool", "words", "time_us")}
    read.append(entry("few columns", parquet(table(few), row_group_size=3), few))
    content = parquet(table(few), compression="snappy", data_page_version="2.0", version="2.6")
    read.append(entry("few columns, pages of version 2", content, few))
    others = {name: parquet(pa.table({"x": a, "fine": [1.5, 2.5]})) for name, a in refused().items()}
    zstd = {name: column for name, column in columns((1,)).items() if name in ("int32", "text")}
    return {
        "made": f"pyarrow {pa.__version__}",
        "read": read,
        "gzip": entry("gzip", parquet(table(zstd), compression="gzip"), zstd),
        "refused": {name: base64.b64encode(content).decode() for name, content in others.items()},
    }


def main():
    for name, content in (("arrow", arrow_fixtures()), ("parquet", parquet_fixtures())):
        target = FOLDER / name / "fixtures"
        target.mkdir(exist_ok=True)
        (target / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n")


main()
