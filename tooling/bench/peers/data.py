"""NumPy and pandas in the rows of the data table: data.py <task> <library>, in the protocol of ../contender.mjs. The files are those of
../data/files.mjs."""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

task, library = sys.argv[1:3]
folder = Path(tempfile.gettempdir()) / "linnet-bench-data"


def idx(dtype, name):
    """The elements of an IDX file in the machine's own order, after its header."""

    def read():
        with open(folder / name, "rb") as file:
            ndim = file.read(4)[3]
            shape = np.frombuffer(file.read(4 * ndim), ">i4")
            return np.fromfile(file, dtype).astype(np.dtype(dtype).newbyteorder("=")).reshape(shape)

    return read


def npz(name):
    def read():
        with np.load(folder / name) as archive:
            return {key: archive[key] for key in archive.files}

    return read


def csv(name):
    path = folder / name
    if library == "pandas":
        import pandas

        return lambda: pandas.read_csv(path, float_precision="round_trip")
    return lambda: np.loadtxt(path, delimiter=",", skiprows=1)


tasks = {
    "npy": lambda: np.load(folder / "matrix.npy"),
    "idx": idx("u1", "pixels-idx3-ubyte"),
    "idxFloats": idx(">f4", "matrix-idx2-float"),
    "npz": npz("stored.npz"),
    "npzDeflated": npz("deflated.npz"),
    "csv": csv("doubles.csv"),
    "csvShort": csv("short.csv"),
    "csvMixed": csv("mixed.csv"),
}


def main():
    run = tasks[task]
    print("ready", flush=True)
    for line in sys.stdin:
        repeats = int(line)
        start = time.perf_counter_ns()
        for _ in range(repeats):
            run()
        print((time.perf_counter_ns() - start) / repeats, flush=True)


main()
