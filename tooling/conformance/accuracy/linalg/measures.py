"""Norms, and errors over what rounding may cause."""

import numpy as np


def norm1(x):
    return np.abs(x).sum(axis=0).max() if x.size else 0.0


def over(error, unit):
    return 0.0 if error == 0 else float(error / unit)
