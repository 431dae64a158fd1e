"""Residual evaluations of SciPy's Levenberg-Marquardt (MINPACK) on NIST's nonlinear regression sets.

    LINNET_REFERENCE=../shared python3 tooling/oracle/nist-counts.py

Writes tooling/conformance/src/nist/scipy-counts.json: for each set and start the evaluations until a step of 1e-10 (Jacobians, by complex
steps, not counted), and the digits of the parameters that agree with the certified ones. Needs SciPy (counts are those of 1.17.1).
"""
import json
import os
import re
import warnings
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import least_squares

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("LINNET_REFERENCE", ROOT.parent / "shared")) / "data/nist"
OUT = ROOT / "tooling/conformance/src/nist/scipy-counts.json"
exp, cos, sin, pi = np.exp, np.cos, np.sin, np.pi


def ratio(n):
    def model(b, x):
        top = sum(b[i] * x**i for i in range(n))
        return top / (1 + sum(b[n + i - 1] * x**i for i in range(1, len(b) - n + 1)))

    return model


def gauss(b, x):
    return (
        b[0] * exp(-b[1] * x)
        + b[2] * exp(-((x - b[3]) ** 2) / b[4] ** 2)
        + b[5] * exp(-((x - b[6]) ** 2) / b[7] ** 2)
    )


def lanczos(b, x):
    return b[0] * exp(-b[1] * x) + b[2] * exp(-b[3] * x) + b[4] * exp(-b[5] * x)


def enso(b, x):
    def wave(c, s, period):
        return c * cos(2 * pi * x / period) + s * sin(2 * pi * x / period)

    return b[0] + wave(b[1], b[2], 12) + wave(b[4], b[5], b[3]) + wave(b[7], b[8], b[6])


def saturation(b, x):
    return b[0] * (1 - exp(-b[1] * x))


def chwirut(b, x):
    return exp(-b[0] * x) / (b[1] + b[2] * x)


def arctan(z):
    return np.arctan(z.real) + 1j * z.imag / (1 + z.real**2)  # of a complex step


MODELS = {
    "Misra1a": saturation,
    "Chwirut2": chwirut,
    "Chwirut1": chwirut,
    "Lanczos3": lanczos,
    "Gauss1": gauss,
    "Gauss2": gauss,
    "DanWood": lambda b, x: b[0] * x ** b[1],
    "Misra1b": lambda b, x: b[0] * (1 - (1 + b[1] * x / 2) ** -2),
    "Kirby2": ratio(3),
    "Hahn1": ratio(4),
    "Nelson": lambda b, x: b[0] - b[1] * x[0] * exp(-b[2] * x[1]),
    "MGH17": lambda b, x: b[0] + b[1] * exp(-x * b[3]) + b[2] * exp(-x * b[4]),
    "Lanczos1": lanczos,
    "Lanczos2": lanczos,
    "Gauss3": gauss,
    "Misra1c": lambda b, x: b[0] * (1 - (1 + 2 * b[1] * x) ** -0.5),
    "Misra1d": lambda b, x: b[0] * b[1] * x / (1 + b[1] * x),
    "Roszman1": lambda b, x: b[0] - b[1] * x - arctan(b[2] / (x - b[3])) / pi,
    "ENSO": enso,
    "MGH09": lambda b, x: b[0] * (x**2 + x * b[1]) / (x**2 + x * b[2] + b[3]),
    "Thurber": ratio(4),
    "BoxBOD": saturation,
    "Rat42": lambda b, x: b[0] / (1 + exp(b[1] - b[2] * x)),
    "MGH10": lambda b, x: b[0] * exp(b[1] / (x + b[2])),
    "Eckerle4": lambda b, x: b[0] / b[1] * exp(-0.5 * ((x - b[2]) / b[1]) ** 2),
    "Rat43": lambda b, x: b[0] / (1 + exp(b[1] - b[2] * x)) ** (1 / b[3]),
    "Bennett5": lambda b, x: b[0] * (b[1] + x) ** (-1 / b[2]),
}


def read(name):
    lines = (DATA / f"{name}.dat").read_text().splitlines()
    head = "\n".join(lines[:10])

    def block(title):
        first, last = map(int, re.search(rf"{title}\s*\(lines\s+(\d+)\s+to\s+(\d+)\)", head).groups())
        return lines[first - 1 : last]

    parameters = [list(map(float, line.split("=")[1].split())) for line in block("Starting Values")]
    rows = np.array([list(map(float, line.split())) for line in block("Data")])
    return np.array(parameters), rows


def count(name, start, certified, rows):
    model = MODELS[name]
    y, x = rows[:, 0], rows[:, 1] if rows.shape[1] == 2 else rows[:, 1:].T
    if name == "Nelson":
        y = np.log(y)
    calls = [0]

    def residuals(b):
        calls[0] += 1
        return np.real(model(b + 0j, x)) - y

    def jacobian(b):
        return np.stack([np.imag(model(b + 1e-100j * e, x)) / 1e-100 for e in np.eye(len(b))], axis=1)

    try:
        found = least_squares(residuals, start, jacobian, method="lm", x_scale="jac", ftol=1e-15, xtol=1e-10, gtol=1e-15)
    except ValueError as error:
        return {"fails": str(error)}
    with np.errstate(divide="ignore"):
        digits = np.min(-np.log10(np.abs(found.x - certified) / np.abs(certified)))
    return {"evaluations": calls[0], "digits": float(np.clip(round(float(digits), 1), -99, 11))}


warnings.simplefilter("ignore")
table = {"scipy": scipy.__version__}
for name in MODELS:
    parameters, rows = read(name)
    table[name] = [count(name, parameters[:, i], parameters[:, 2], rows) for i in (0, 1)]
    print(name, table[name])
OUT.parent.mkdir(exist_ok=True)
OUT.write_text(json.dumps(table, indent=2) + "\n")
