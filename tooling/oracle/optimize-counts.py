"""How many evaluations SciPy's minimizers need: packages/optimize/src/fixtures/scipy-counts.json.

    python3 tooling/oracle/optimize-counts.py

Functions are Moré, Garbow & Hillstrom's (1981), as in packages/optimize/src/fixtures. A run ends when max |gradient| <= 1e-6 (1e-4
for the quadratic), of the projected gradient where there are bounds. Needs SciPy (counts are those of 1.17.1).
"""
import json
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import Bounds, minimize

HERE = Path(__file__).resolve()
OUT = HERE.parents[2] / "packages/optimize/src/fixtures/scipy-counts.json"


class Terms:
    """A sum of squares of residuals, with Jacobian and second derivatives by hand."""

    def __init__(self, residuals, jacobian, seconds):
        self.residuals, self.jacobian, self.seconds = residuals, jacobian, seconds

    def value(self, x):
        return float(np.sum(self.residuals(x) ** 2))

    def gradient(self, x):
        return 2 * self.jacobian(x).T @ self.residuals(x)

    def hessian(self, x):
        J, r = self.jacobian(x), self.residuals(x)
        return 2 * (J.T @ J + np.tensordot(r, self.seconds(x), 1))


def second(m, n, entries):
    out = np.zeros((m, n, n))
    for (k, i, j), v in entries.items():
        out[k, i, j] = out[k, j, i] = v
    return out


ROSENBROCK = Terms(
    lambda x: np.array([10 * (x[1] - x[0] ** 2), 1 - x[0]]),
    lambda x: np.array([[-20 * x[0], 10], [-1, 0]]),
    lambda x: second(2, 2, {(0, 0, 0): -20}),
)
BEALE = Terms(
    lambda x: np.array([y - x[0] * (1 - x[1] ** i) for i, y in enumerate([1.5, 2.25, 2.625], 1)]),
    lambda x: np.array([[-(1 - x[1] ** i), i * x[0] * x[1] ** (i - 1)] for i in (1, 2, 3)]),
    lambda x: second(
        3,
        2,
        {
            **{(i - 1, 0, 1): i * x[1] ** (i - 1) for i in (1, 2, 3)},
            **{(i - 1, 1, 1): i * (i - 1) * x[0] * x[1] ** max(i - 2, 0) for i in (2, 3)},
        },
    ),
)
POWELL = Terms(
    lambda x: np.array(
        [x[0] + 10 * x[1], 5**0.5 * (x[2] - x[3]), (x[1] - 2 * x[2]) ** 2, 10**0.5 * (x[0] - x[3]) ** 2]
    ),
    lambda x: np.array(
        [
            [1, 10, 0, 0],
            [0, 0, 5**0.5, -(5**0.5)],
            [0, 2 * (x[1] - 2 * x[2]), -4 * (x[1] - 2 * x[2]), 0],
            [2 * 10**0.5 * (x[0] - x[3]), 0, 0, -2 * 10**0.5 * (x[0] - x[3])],
        ]
    ),
    lambda x: second(
        4,
        4,
        {
            (2, 1, 1): 2,
            (2, 1, 2): -4,
            (2, 2, 2): 8,
            (3, 0, 0): 2 * 10**0.5,
            (3, 0, 3): -2 * 10**0.5,
            (3, 3, 3): 2 * 10**0.5,
        },
    ),
)
WOOD = Terms(
    lambda x: np.array(
        [
            10 * (x[1] - x[0] ** 2),
            1 - x[0],
            90**0.5 * (x[3] - x[2] ** 2),
            1 - x[2],
            10**0.5 * (x[1] + x[3] - 2),
            (x[1] - x[3]) / 10**0.5,
        ]
    ),
    lambda x: np.array(
        [
            [-20 * x[0], 10, 0, 0],
            [-1, 0, 0, 0],
            [0, 0, -2 * 90**0.5 * x[2], 90**0.5],
            [0, 0, -1, 0],
            [0, 10**0.5, 0, 10**0.5],
            [0, 10**-0.5, 0, -(10**-0.5)],
        ]
    ),
    lambda x: second(6, 4, {(0, 0, 0): -20, (2, 2, 2): -2 * 90**0.5}),
)


class Chained:
    """Rosenbrock's function of many variables; Hessian products only through a dense matrix for few of them."""

    def value(self, x):
        return float(np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2))

    def gradient(self, x):
        return scipy.optimize.rosen_der(x)

    def hessian(self, x):
        return scipy.optimize.rosen_hess(x)


class Quadratic:
    def __init__(self, n, condition):
        self.curvatures = condition ** (np.arange(n) / (n - 1))
        self.b = np.sin(np.arange(n))

    def value(self, x):
        return float(x @ (0.5 * self.curvatures * x - self.b))

    def gradient(self, x):
        return self.curvatures * x - self.b

    def product(self, x, v):
        return self.curvatures * v


class Driver:
    """The sample problem of L-BFGS-B's driver1: Rosenbrock's function with bounds, 25 variables."""

    def value(self, x):
        return float((x[0] - 1) ** 2 + 4 * np.sum((x[1:] - x[:-1] ** 2) ** 2))

    def gradient(self, x):
        t = x[1:] - x[:-1] ** 2
        g = np.zeros_like(x)
        g[0] = 2 * (x[0] - 1)
        g[:-1] -= 16 * x[:-1] * t
        g[1:] += 8 * t
        return g


ALTERNATING = np.tile([-1.2, 1], 500).astype(float)
UNBOUNDED = [
    ("Rosenbrock", ROSENBROCK, np.array([-1.2, 1]), 1e-6),
    ("Beale", BEALE, np.array([1.0, 1]), 1e-6),
    ("Powell's singular function", POWELL, np.array([3.0, -1, 0, 1]), 1e-6),
    ("Wood", WOOD, np.array([-3.0, -1, -3, -1]), 1e-6),
    ("Rosenbrock, 100 variables", Chained(), ALTERNATING[:100], 1e-6),
    ("Rosenbrock, 1000 variables", Chained(), ALTERNATING, 1e-6),
    ("quadratic, 1000 variables, condition 1e4", Quadratic(1000, 1e4), np.zeros(1000), 1e-6),
    ("quadratic, 10000 variables, condition 1e6", Quadratic(10000, 1e6), np.zeros(10000), 1e-4),
]
BOUNDED = [
    ("Rosenbrock", ROSENBROCK, np.array([-1.2, 1]), [-2.0, -1], [0.5, 2]),
    ("Beale", BEALE, np.array([1.0, 1]), [0.6, 0.5], [10, 100]),
    ("Powell's singular function", POWELL, np.array([3.0, -1, 0, 1]), [0.1, -20, -1, -1], [100, 20, 1, 50]),
    ("Wood", WOOD, np.array([-3.0, -1, -3, -1]), [-100.0] * 4, [0.0, 10, 100, 100]),
    ("driver1 of L-BFGS-B", Driver(), np.full(25, 3.0), np.where(np.arange(25) % 2, -100.0, 1.0), np.full(25, 100.0)),
    (
        "quadratic, 1000 variables, condition 1e4",
        Quadratic(1000, 1e4),
        np.zeros(1000),
        np.full(1000, -0.01),
        np.full(1000, 0.02),
    ),
]


class Reached(Exception):
    pass


def count(f, x0, method, tolerance, bounds=None, second=None):
    """Calls of the function (values and gradients asked for at one point count once) until the gradient is small."""
    calls = {"evaluations": 0, "derivatives": 0}
    last = [None]

    def value_and_gradient(x):
        calls["evaluations"] += 1
        return f.value(x), f.gradient(x)

    def measure(x):
        g = f.gradient(x)
        return np.max(np.abs(g if bounds is None else np.clip(x - g, bounds.lb, bounds.ub) - x))

    def ends(x, *_):
        last[0] = np.array(x)
        if measure(x) <= tolerance:
            raise Reached

    def hess(x):
        calls["derivatives"] += 1
        return f.hessian(x)

    def hessp(x, v):
        calls["derivatives"] += 1
        return f.product(x, v) if hasattr(f, "product") else f.hessian(x) @ v

    options = {"maxiter": 100_000}
    if method == "L-BFGS-B":
        options |= {"maxfun": 1_000_000, "ftol": 0, "gtol": tolerance * 1e-3}
    elif method == "Newton-CG":
        options |= {"xtol": 1e-300}
    else:
        options |= {"gtol": tolerance * 1e-3}
    derivative = {} if second is None else {"hess": hess} if second == "hess" else {"hessp": hessp}
    try:
        found = minimize(
            value_and_gradient, x0, jac=True, method=method, bounds=bounds, callback=ends, options=options, **derivative
        )
        if measure(found.x) > tolerance:
            return {**calls, "reached": float(measure(found.x))}
    except Reached:
        pass
    return calls


def table():
    out = {"scipy": scipy.__version__, "methods": {}, "bounded": {}}
    methods = [
        ("CG", None),
        ("L-BFGS-B", None),
        ("BFGS", None),
        ("Newton-CG", "hessp"),
        ("trust-ncg", "hessp"),
        ("trust-exact", "hess"),
    ]
    for method, second in methods:
        rows = out["methods"][method] = {}
        for name, f, x0, tolerance in UNBOUNDED:
            many = len(x0) > 100
            if many and (method == "BFGS" or second == "hess" or (second == "hessp" and not hasattr(f, "product"))):
                continue
            rows[name] = count(f, x0, method, tolerance, second=second)
            print(method, name, rows[name], flush=True)
    for name, f, x0, lower, upper in BOUNDED:
        bounds = Bounds(np.array(lower, float), np.array(upper, float))
        out["bounded"][name] = count(f, np.clip(x0, bounds.lb, bounds.ub), "L-BFGS-B", 1e-6, bounds=bounds)
        print("bounded", name, out["bounded"][name], flush=True)
    return out


OUT.write_text(json.dumps(table(), indent=2) + "\n")
