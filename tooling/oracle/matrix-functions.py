"""Square roots and logarithms of hard matrices with 100 digits, from mpmath (Debian python3-mpmath) and NumPy.

Writes packages/linalg/src/functions/fixtures/matrix-functions.json: for each matrix the nearest float64 numbers of its principal square root
and logarithm, and their condition numbers, ‖K‖₂·‖A‖_F/‖f(A)‖_F, where K is the matrix of the Fréchet derivative: the inverse of that of the
square, or of the exponential function, which is ∫ exp(s·L) ⊗ exp((1 − s)·Lᵀ) ds. Roots are by the iteration of Denman and Beavers,
logarithms by 40 roots and the series; the values are checked by X·X = A and exp(X) = A.
"""

import json
from pathlib import Path

import mpmath as m
import numpy as np

m.mp.dps = 100
TARGET = Path(__file__).resolve().parents[2] / "packages/linalg/src/functions/fixtures/matrix-functions.json"


def turn(angle):
    c, s = float(m.cos(angle)), float(m.sin(angle))
    return [[c, -s], [s, c]]


def similar(a):
    """By an integer matrix of determinant 1."""
    p = m.matrix([[1, 2, 3], [0, 1, 4], [1, 2, 4]])
    x = p * m.matrix(a) * p**-1
    return [[float(x[i, j]) for j in range(3)] for i in range(3)]


random = np.random.default_rng(2026)
near_half_turn = turn(3.14159)
CASES = {
    "Jordan block": np.eye(4) * 2 + np.eye(4, k=1),
    "nearly singular": [[1, 2], [3, 6 + 2.0**-40]],
    "far from normal": [[0.25, 3e4, 3e4, 3e4], [0, 0.375, 3e4, 3e4], [0, 0, 0.3125, 3e4], [0, 0, 0, 0.28125]],
    "far from normal, full": similar([[1, 2.0**16, 2.0**15], [0, 1.5, 2.0**14], [0, 0, 2]]),
    "a pair near the negative axis": similar(
        [[near_half_turn[0][0], near_half_turn[0][1], 1], [near_half_turn[1][0], near_half_turn[1][1], 2], [0, 0, 3]]
    ),
    "near the negative axis, complex": np.array([[-1 + 1e-5j, 2, 1], [0, -2 - 1e-4j, 1], [0, 0, 1j]]),
    "repeated pair": [[0, -1, 1, 0], [1, 0, 0, 1], [0, 0, 0, -1], [0, 0, 1, 0]],
    "graded": [[2.0**20, 2.0**10, 1], [2.0**9, 3, 2.0**-9], [1, 2.0**-10, 2.0**-19]],
    "Frank": [[5, 4, 3, 2, 1], [4, 4, 3, 2, 1], [0, 3, 3, 2, 1], [0, 0, 2, 2, 1], [0, 0, 0, 1, 1]],
    "random": np.round(random.standard_normal((5, 5)), 3) + 3 * np.eye(5),
    "random, complex": np.round(random.standard_normal((4, 4)) + 1j * random.standard_normal((4, 4)), 3),
    "near I": np.eye(3) + 2.0**-40 * random.integers(-9, 9, (3, 3)),
}


def parts(x):
    return {
        "re": [[float(m.re(x[i, j])) for j in range(x.cols)] for i in range(x.rows)],
        "im": [[float(m.im(x[i, j])) for j in range(x.cols)] for i in range(x.rows)],
    }


def root_of(a):
    y, z = a, m.eye(a.rows)
    for _ in range(60):
        y, z, before = (y + z**-1) / 2, (z + y**-1) / 2, y
        if m.mnorm(y - before) <= m.mpf(10) ** -90 * m.mnorm(y):
            break
    return y


def log_of(a):
    root = a
    for _ in range(40):
        root = root_of(root)
    x = root - m.eye(a.rows)
    power, total = x, m.zeros(a.rows)
    for k in range(1, 60):
        total += power * (m.mpf((-1) ** (k + 1)) / k)
        power = power * x
    return total * 2**40


def kron(x, y):
    n = x.rows
    return m.matrix([[x[i // n, j // n] * y[i % n, j % n] for j in range(n * n)] for i in range(n * n)])


def condition_of_root(a, x):
    return condition(kron(x, m.eye(a.rows)) + kron(m.eye(a.rows), x.T), a, x)


def condition_of_log(a, log):
    n = a.rows
    total = m.zeros(n * n)
    nodes, weights = np.polynomial.legendre.leggauss(30)
    for node, weight in zip((nodes + 1) / 2, weights / 2):
        total += kron(m.expm(log * m.mpf(node)), m.expm(log.T * m.mpf(1 - node))) * m.mpf(weight)
    return condition(total, a, log)


def condition(inverse, a, value):
    k = inverse**-1
    size = np.array([[complex(k[i, j]) for j in range(k.cols)] for i in range(k.rows)])
    return float(np.linalg.norm(size, 2) * m.mnorm(a, "f") / m.mnorm(value, "f"))


def main():
    cases = []
    for name, entries in CASES.items():
        a = m.matrix(np.asarray(entries).tolist())
        root, log = root_of(a), log_of(a)
        assert m.mnorm(root * root - a) < m.mpf(10) ** -40 * m.mnorm(root) ** 2, name
        assert m.mnorm(m.expm(log) - a) < m.mpf(10) ** -35 * m.mnorm(a) * (1 + m.mnorm(log)), name
        case = {"name": name, "a": parts(a), "sqrtm": parts(root), "logm": parts(log)}
        case["conditions"] = {"sqrtm": condition_of_root(a, root), "logm": condition_of_log(a, log)}
        cases.append(case)
    TARGET.write_text(json.dumps(cases, indent=1) + "\n")


if __name__ == "__main__":
    main()
