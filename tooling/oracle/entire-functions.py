"""Exponentials, cosines and sines of matrices on which algorithms fail, correct to double precision, with condition numbers:
packages/linalg/src/functions/fixtures/entire.json. Needs mpmath and NumPy.

Values are series at A/2^s in 120 digits, then s squarings or doublings. Condition numbers are those of the Frobenius norm, the largest
‖L(A, E)‖·‖A‖/(‖E‖·‖f(A)‖), from differences along all Eᵢⱼ.
"""

import json
from math import frexp
from pathlib import Path

import numpy as np
from mpmath import eye, matrix, mp, mpc, mpf, sqrt, zeros

mp.dps = 120
target = Path(__file__).parents[2] / "packages/linalg/src/functions/fixtures/entire.json"


def norm(a):
    return sqrt(sum(abs(x) ** 2 for x in a))


def halvings(a):
    size = float(norm(a))
    return max(0, frexp(size)[1] + 4) if size > 0 else 0


def series(a, sign):
    """Σ sign(k)·a^k/k!"""
    total, power, k = zeros(a.rows), eye(a.rows), 0
    while k < 200 and norm(power) > mpf(10) ** -130:
        if sign(k) != 0:
            total += power * sign(k)
        k += 1
        power = power * a / k
    return total


def exponential(a):
    s = halvings(a)
    x = series(a / mpf(2) ** s, lambda k: 1)
    for _ in range(s):
        x = x * x
    return x


def cosine_sine(a):
    s = halvings(a)
    a = a / mpf(2) ** s
    c = series(a, lambda k: [1, 0, -1, 0][k % 4])
    x = series(a, lambda k: [0, 1, 0, -1][k % 4])
    for _ in range(s):
        c, x = c * c - x * x, 2 * x * c
    return c, x


def condition(f, a, value):
    n = a.rows
    h = mpf(10) ** -40 * norm(a)
    columns = []
    for i in range(n):
        for j in range(n):
            moved = a.copy()
            moved[i, j] += h
            columns.append([complex(x) for x in (f(moved) - value) / h])
    size = np.linalg.norm(np.array(columns).T, 2)
    return float(f"{max(1.0, size * float(norm(a) / norm(value))):.3g}")


def rows(values):
    return np.array(values, dtype=float)


rng = np.random.default_rng(20261129)
skew = np.triu(rng.integers(-40, 40, (5, 5)), 1).astype(float)
laplacian = 100 * (np.eye(6, k=1) + np.eye(6, k=-1) - 2 * np.eye(6))
v = np.array([[1, 1, 1, 1], [0, 1, 1e-3, 1], [0, 0, 1e-3, 1e-3], [0, 1e-3, 0, 1]])

matrices = {
    "Moler & Van Loan 1978, example 1": rows([[-49, 24], [-64, 31]]),
    "Ward 1977, test 1": rows([[4, 2, 0], [1, 4, 1], [1, 1, 4]]),
    "Ward 1977, test 2": rows(
        [
            [29.87942128909879, 0.7815750847907159, -2.289519314033932],
            [0.7815750847907159, 25.72656945571064, 8.680737820540137],
            [-2.289519314033932, 8.680737820540137, 34.39400925519054],
        ]
    ),
    "Ward 1977, test 3": rows([[-131, 19, 18], [-390, 56, 54], [-387, 57, 52]]),
    "Ward 1977, test 4": np.eye(10, k=1) + 1e-10 * np.eye(10, k=-9),
    "overscaling, upper": rows([[1, 1e6], [0, -1]]),
    "overscaling, lower": rows([[-1, 0, 0], [1e5, 0.5, 0], [-3e4, 1e6, 1]]),
    "overscaling, full": rows([[1, 1e6, 0], [1e-7, -1, 1e4], [0, 1e-7, 0.5]]),
    "nilpotent, large": 1e5 * np.triu(np.arange(1.0, 26).reshape(5, 5), 1),
    "nilpotent, full": rows([[1e4, 1e4], [-1e4, -1e4]]),
    "Jordan block": -3 * np.eye(6) + np.eye(6, k=1),
    "Jordan block, nearly": 0.5 * np.eye(5) + np.eye(5, k=1) + 1e-8 * np.eye(5, k=-4),
    "far from normal": np.diag([-5.0, -1, 0.5, 1, 2]) + np.triu(np.full((5, 5), 300.0), 1),
    "Grcar": 2 * sum(np.eye(7, k=k) for k in range(4)) - 2 * np.eye(7, k=-1),
    "Frank": rows([[7 - max(i, j) if j >= i - 1 else 0 for j in range(7)] for i in range(7)]),
    "rotation, large angle": rows([[0, -100], [100, 0]]),
    "skew-symmetric": skew - skew.T,
    "Laplacian": laplacian,
    "graded": np.diag(10.0 ** np.arange(0, -12, -2)) @ rng.integers(-9, 9, (6, 6)) @ np.diag(10.0 ** np.arange(2, -10, -2)),
    "eigenvectors nearly dependent": np.round(v @ np.diag([-2.0, 1, 3, -8]) @ np.linalg.inv(v), 6),
    "repeated eigenvalues": rows([[3, 1, 0, -1], [-1, 1, 0, 1], [0, 0, 2, 0], [0, 0, 0, 2]]),
    "small": 1e-6 * rng.integers(-9, 9, (4, 4)),
    "random": rng.integers(-999, 999, (6, 6)) / 256,
    "random, complex": (rng.integers(-999, 999, (5, 5)) + 1j * rng.integers(-999, 999, (5, 5))) / 256,
    "triangular, complex": np.triu(rng.integers(-99, 99, (5, 5)) + 1j * rng.integers(-99, 99, (5, 5))) / 16,
}


def parts(a):
    flat = [x for row in a for x in row] if isinstance(a, np.ndarray) else list(a)
    real = [float(mpc(x).real) for x in flat]
    imaginary = [float(mpc(x).imag) for x in flat]
    return [real, imaginary] if any(imaginary) else [real]


cases = []
for name, a in matrices.items():
    exact = matrix(a.tolist())
    cosine, sine = cosine_sine(exact)
    results = {
        "exp": (exponential, exponential(exact)),
        "cos": (lambda x: cosine_sine(x)[0], cosine),
        "sin": (lambda x: cosine_sine(x)[1], sine),
    }
    conditions = {which: condition(f, exact, value) for which, (f, value) in results.items()}
    values = {which: parts(value) for which, (_, value) in results.items()}
    cases.append({"name": name, "n": len(a), "a": parts(a), "values": values, "conditions": conditions})
    print(name, conditions)

lines = ",\n".join("  " + json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases)
target.write_text(f"[\n{lines}\n]\n")
