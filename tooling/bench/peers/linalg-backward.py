"""Backward passes by hand in NumPy and SciPy, on one thread, in the rows of the linalg table: linalg-backward.py "<operation> <n>"
<library>, as ../contender.mjs has it. It stands for PyTorch, whose formulas these are, where that is not installed: the forward
pass is done, and each call takes the cotangents of all outputs to those of the inputs."""

import ctypes
import sys
import time

from linalg import matrix, normal  # which sets the number of threads before NumPy is loaded

import numpy as np
from scipy.linalg import blas, lapack

# Memory is kept rather than given back to the system after each call, as Linnet's is: M_MMAP_THRESHOLD, M_TRIM_THRESHOLD of malloc.h
libc = ctypes.CDLL(None)
for parameter in (-3, -1):
    libc.mallopt(parameter, 2**30)


def solve(a, b, x_bar):
    lu, pivots, x, _ = lapack.dgesv(a, b)

    def run():
        b_bar, _ = lapack.dgetrs(lu, pivots, x_bar, trans=1)
        return -b_bar * x.T, b_bar

    return run


def cholesky(a, _, l_bar):
    L = np.asfortranarray(np.linalg.cholesky(a))
    diagonal = np.arange(len(a))

    def run():
        P = np.tril(blas.dtrmm(1, L, np.tril(l_bar), lower=1, trans_a=1))
        P[diagonal, diagonal] *= 0.5
        S = blas.dtrsm(1, L, blas.dtrsm(1, L, P, lower=1, trans_a=1), side=1, lower=1)
        return (S + S.T) / 2

    return run


def eigh(a, _, values_bar, vectors_bar):
    values, V = np.linalg.eigh(a)
    diagonal = np.arange(len(a))

    def run():
        gaps = values - values[:, None]
        gaps[diagonal, diagonal] = np.inf
        K = (V.T @ vectors_bar) / gaps
        K = (K + K.T) / 2
        K[diagonal, diagonal] = values_bar
        return V @ K @ V.T

    return run


def svd(a, _, u_bar, s_bar, vh_bar):
    U, s, Vh = np.linalg.svd(a, full_matrices=False)
    diagonal = np.arange(len(a))

    def run():
        gaps = s**2 - (s**2)[:, None]
        gaps[diagonal, diagonal] = np.inf
        J, K = U.T @ u_bar, Vh @ vh_bar.T
        M = (J - J.T) / gaps * s + s[:, None] * ((K - K.T) / gaps)
        M[diagonal, diagonal] += s_bar
        return U @ M @ Vh

    return run


def qr(a, _, q_bar, r_bar):
    Q, R = (np.asfortranarray(x) for x in np.linalg.qr(a))

    def run():
        M = R @ np.triu(r_bar).T - q_bar.T @ Q
        return blas.dtrsm(1, R, q_bar + Q @ (np.tril(M) + np.tril(M, -1).T), side=1, trans_a=1)

    return run


outputs = {
    "solve": lambda a, b: (np.linalg.solve(a, b),),
    "cholesky": lambda a, b: (np.linalg.cholesky(a),),
    "eigh": lambda a, b: np.linalg.eigh(a),
    "svd": lambda a, b: np.linalg.svd(a, full_matrices=False),
    "qr": lambda a, b: np.linalg.qr(a),
}


def check(operation, a, b, cotangents, run):
    """Whether the gradient is the derivative along a direction, by central differences."""
    found = run()
    a_bar = found[0] if operation == "solve" else found
    direction = matrix(operation, "float64", a.shape)
    h = 1e-6
    above, below = (outputs[operation](a + sign * h * direction, b) for sign in (1, -1))
    slope = sum(np.sum(ct * (x - y)) for ct, x, y in zip(cotangents, above, below)) / (2 * h)
    got = np.sum(a_bar * direction)
    if not abs(got - slope) <= 1e-4 * np.linalg.norm(a_bar) * np.linalg.norm(direction):
        sys.exit(f"Error: the gradient of {operation} along a direction is {slope}, not {got}")


def main():
    operation, size = sys.argv[1].split(" ")
    n = int(size)
    a, b = matrix(operation, "float64", (n, n)), normal("float64", (n, 1))
    cotangents = [normal("float64", y.shape) for y in outputs[operation](a, b)]
    run = globals()[operation](a, b, *cotangents)
    check(operation, a, b, cotangents, run)
    print("ready", flush=True)
    for line in sys.stdin:
        repeats = int(line)
        start = time.perf_counter_ns()
        for _ in range(repeats):
            run()
        print((time.perf_counter_ns() - start) / repeats, flush=True)


main()
