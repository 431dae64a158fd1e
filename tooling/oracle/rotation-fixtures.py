"""Rotations at hard angles with mpmath, 50 digits, for the tests of packages/linalg/src/geometry.

Inputs are float64, results are rounded to it once. Stumpff's functions and the arc's ratio are those that exponentials and
logarithms are written with; n counts derivatives.
"""

import json
from pathlib import Path

from mpmath import atan2, factorial, inf, matrix, mp, mpf, nsum, pi, sqrt

mp.dps = 50
TARGET = Path(__file__).resolve().parents[2] / "packages/linalg/src/geometry/fixtures/rotations.json"

ANGLES = [0.0, 1e-300, 1e-160, 1e-20, 1e-8, 1e-4, 0.25, 1.0, float(pi / 2), 3.0, 3.14159, float(pi), 7.5, 100.0]
AXES = [[1.0, 0.0, 0.0], [0.48, -0.6, 0.64], [-0.36, 0.48, 0.8]]


def cross_matrix(v):
    x, y, z = v
    return matrix([[0, -z, y], [z, 0, -x], [-y, x, 0]])


def stumpff(k, x):
    x = mpf(x)
    return nsum(lambda j: (-x) ** j / factorial(2 * j + k), [0, inf], method="d") if x else 1 / factorial(k)


def rotation(v):
    v = [mpf(component) for component in v]
    x = sum(component**2 for component in v)
    c = [stumpff(k, x) for k in range(4)]
    K = cross_matrix(v)
    one = matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    R = one + c[1] * K + c[2] * K * K
    V = one + c[2] * K + c[3] * K * K
    q = [stumpff(0, x / 4), *(component * stumpff(1, x / 4) / 2 for component in v)]
    return R, V, q


def arc_ratio(n, w, s):
    """(−1)ⁿ/n!·∂ⁿ/∂sⁿ of atan2(√s, w)/√s."""
    w, s = mpf(w), mpf(s)
    if s == 0:
        return 1 / ((2 * n + 1) * w ** (2 * n + 1))
    with mp.workdps(2000):
        g = atan2(sqrt(s), w) / sqrt(s)
        for m in range(n):
            g = ((2 * m + 1) * g - w / (w * w + s) ** (m + 1)) / (2 * s * (m + 1))
    return +g


def floats(values):
    return [float(value) for value in values]


def main():
    rotations = []
    for angle in ANGLES:
        for axis in AXES:
            v = [angle * component for component in axis]
            R, V, q = rotation(v)
            rotations.append({"v": v, "R": floats(R), "V": floats(V), "q": floats(q)})
    squares = [0.0, 1e-300, 1e-8, 0.1, 1.0, 3.9, 9.8696, 15.9, 16.1, 39.4784, 400.0]
    series = [{"k": k, "x": x, "c": float(stumpff(k, x))} for k in range(8) for x in squares]
    points = [(1.0, 0.0), (1.0, 1e-300), (1.0, 1e-9), (0.9, 0.2), (0.9, 0.21), (0.6, 0.64), (1e-9, 1.0), (0.0, 1.0), (-0.6, 0.64)]
    arcs = [{"n": n, "w": w, "s": s, "g": float(arc_ratio(n, w, s))} for n in range(5) for w, s in points]
    TARGET.write_text(json.dumps({"rotations": rotations, "stumpff": series, "arcRatio": arcs}, indent=None, separators=(",", ":")) + "\n")
    print(f"{TARGET}: {len(rotations)} rotations")


if __name__ == "__main__":
    main()
