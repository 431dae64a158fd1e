"""NumPy on one thread (SciPy for LU and functions of matrices) in the rows of the linalg table: linalg.py "<operation> <dtype> <shape>" <library>, as
../contender.mjs has it."""

import os
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import numpy as np

rng = np.random.default_rng(1)


def normal(dtype, shape):
    if dtype.startswith("complex"):
        return (rng.standard_normal(shape) + 1j * rng.standard_normal(shape)).astype(dtype)
    return rng.standard_normal(shape).astype(dtype)


SHIFTS = {"cholesky": 3, "sqrtm": 1.5, "logm": 1.5}


def matrix(operation, dtype, shape):
    """As ../linalg/inputs.mjs has it."""
    a = normal(dtype, shape)
    n = shape[-1]
    if operation in ("cholesky", "eigh", "eigvalsh"):
        lower = np.tril(a, -1)
        diagonal = np.einsum("...ii->...i", a).real
        a = lower + np.swapaxes(lower.conj(), -1, -2) + diagonal[..., None] * np.eye(n, dtype=dtype)
    if operation in SHIFTS:
        a = a + SHIFTS[operation] * (n * (2 if dtype.startswith("complex") else 1)) ** 0.5 * np.eye(n, dtype=dtype)
    return a.astype(dtype)


def call(operation):
    if operation == "lu":
        from scipy.linalg import lu_factor

        return lambda a, b: lu_factor(a)
    if operation == "solveSylvester":
        from scipy.linalg import solve_sylvester

        return lambda a, b: solve_sylvester(a, b, a)
    if operation in ("expm", "sqrtm", "logm"):
        import scipy.linalg

        return lambda a, b: getattr(scipy.linalg, operation)(a)
    return {
        "solve": np.linalg.solve,
        "lstsq": lambda a, b: np.linalg.lstsq(a, b, rcond=None),
        "svd": lambda a, b: np.linalg.svd(a, full_matrices=False),
        "svdvals": lambda a, b: np.linalg.svd(a, compute_uv=False),
    }.get(operation) or (lambda a, b: getattr(np.linalg, operation)(a))


def main():
    operation, dtype, shape = sys.argv[1].split(" ")
    shape = tuple(map(int, shape.split(",")))
    columns = shape[-1] if operation == "solveSylvester" else 1
    a, b = matrix(operation, dtype, shape), normal(dtype, (*shape[:-1], columns))
    run = call(operation)
    print("ready", flush=True)
    for line in sys.stdin:
        repeats = int(line)
        start = time.perf_counter_ns()
        for _ in range(repeats):
            run(a, b)
        print((time.perf_counter_ns() - start) / repeats, flush=True)


if __name__ == "__main__":
    main()
