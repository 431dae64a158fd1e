"""Test ratios of solutions of matrix equations and of functions of matrices, and SciPy's of the same matrices.

A ratio is what is left of the equation over n·eps times the norms of its terms, as for `solve`. Of the exponential and the logarithm it is
the error over n·eps·(‖f(A)‖ + ‖L‖·‖A‖), where L is the derivative of the exponential: what rounding argument and result to the dtype may
cause. The exponential that they are held against is in 64 bits of mantissa.
"""

import numpy as np
import scipy.linalg as sl
from measures import norm1, over

norm = np.linalg.norm  # Frobenius's


def sylvester(a, eps, B, C, X):
    n = max(C.shape)
    return {"A·X + X·B − C": over(norm1(a @ X + X @ B - C), n * eps * ((norm1(a) + norm1(B)) * norm1(X) + norm1(C)))}


def continuous_lyapunov(a, eps, C, X):
    ah = a.conj().T
    unit = len(a) * eps * ((norm1(a) + norm1(ah)) * norm1(X) + norm1(C))
    return {"A·X + X·Aᴴ − Q": over(norm1(a @ X + X @ ah - C), unit)}


def discrete_lyapunov(a, eps, C, X):
    ah = a.conj().T
    unit = len(a) * eps * ((1 + norm1(a) * norm1(ah)) * norm1(X) + norm1(C))
    return {"A·X·Aᴴ − X + Q": over(norm1(a @ X @ ah - X + C), unit)}


def sqrtm(a, eps, X):
    return {"X² − A": over(norm1(X @ X - a), len(a) * eps * norm1(X) ** 2)}


def logm(a, eps, X):
    unit = len(a) * eps * (norm(a) + derivative_norm(X) * norm(X))
    return {"eˣ − A": over(norm64(exponential(X) - a), unit)}


def expm(a, eps, X):
    exact = exponential(a)
    return {"X − e^A": over(norm64(X - exact), len(a) * eps * (norm64(exact) + derivative_norm(a) * norm(a)))}


def exponential(a):
    """By Taylor's series of A/2^s to A^16, with 11 bits more than double precision has."""
    a = a.astype(np.clongdouble if np.iscomplexobj(a) else np.longdouble)
    s = max(0, int(np.ceil(np.log2(norm1(a)))) + 2) if norm1(a) > 0 else 0
    powers = [np.eye(len(a), dtype=a.dtype), a / np.longdouble(2) ** s]
    for _ in range(3):
        powers.append(powers[-1] @ powers[1])
    factorials = np.cumprod([1, *range(1, 17)], dtype=np.longdouble)
    total = powers[0] / factorials[16]
    for k in (12, 8, 4, 0):
        total = total @ powers[4] + sum(powers[j] / factorials[k + j] for j in range(4))
    for _ in range(s):
        total = total @ total
    return total


def norm64(x):
    return np.sqrt((np.abs(x) ** 2).sum())


def derivative_norm(a):
    """‖L‖ of the exponential at A: from below, by a step of the power method, and by the direction I. NaN where it overflows."""
    try:
        e = np.random.default_rng(1).standard_normal(a.shape)
        for b in (a, a.conj().T):
            e = derivative(b, e / (norm(e) or 1))
        image = derivative(a, e / (norm(e) or 1))
    except ValueError:  # numbers that are not finite
        return np.nan
    return max(norm(sl.expm(a)) / len(a) ** 0.5, norm(image))


def derivative(a, e):
    return sl.expm_frechet(a, e, compute_expm=False)


ratios = {
    "solveSylvester": sylvester,
    "solveContinuousLyapunov": continuous_lyapunov,
    "solveDiscreteLyapunov": discrete_lyapunov,
    "sqrtm": sqrtm,
    "logm": logm,
    "expm": expm,
}
theirs = {
    "solveSylvester": lambda a, B, C: {"X": sl.solve_sylvester(a, B, C)},
    "solveContinuousLyapunov": lambda a, C: {"X": sl.solve_continuous_lyapunov(a, C)},
    "solveDiscreteLyapunov": lambda a, C: {"X": sl.solve_discrete_lyapunov(a, C)},
    "sqrtm": lambda a: {"X": sl.sqrtm(a)},
    "logm": lambda a: {"X": sl.logm(a)},
    "expm": lambda a: {"X": sl.expm(a)},
}
