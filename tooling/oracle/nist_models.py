"""The models of NIST's nonlinear regression sets and their files, for nist-counts.py and nist-peers.py."""
import os
import re
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("LINNET_REFERENCE", ROOT.parent / "shared")) / "data/nist"
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
