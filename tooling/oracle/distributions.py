"""Values of distributions to the last bit: tooling/conformance/accuracy/distributions/references.json.

    python3 tooling/oracle/distributions.py

Points are quantiles of both tails, down to 1e-300, rounded to doubles; values are those of mpmath at these doubles, in 60 digits more than
cancel, by power series of positive terms. Needs mpmath, and SciPy to choose the points.
"""
import itertools
import json
import math
from pathlib import Path

import mpmath as mp
from scipy import stats

OUT = Path(__file__).resolve().parents[1] / "conformance/accuracy/distributions/references.json"
LEVELS = [1e-300, 1e-100, 3e-19, 1e-8, 1e-3, 0.05, 0.3, 0.5]
mp.mp.dps = 370  # tails of 1e-300 are differences from 1


TINY = mp.mpf(10) ** -mp.mp.dps


def total(numerator, denominator, up, down):
    """1 + Σ of terms, each numerator/denominator times the one before; after each, both grow by `up` and `down`."""
    s = t = mp.mpf(1)
    for n in itertools.count():
        t = t * numerator / denominator
        s += t
        numerator += up
        denominator += down
        if n % 16 == 0 and numerator < denominator and t < s * TINY:
            return s


def gamma_tails(a, x):
    power = mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))
    p = power * total(x, a + 1, 0, 1)
    return p, 1 - p


def beta_tails(a, b, x, y):
    if x > y:
        q, p = beta_tails(b, a, y, x)
        return p, q
    power = mp.exp(a * mp.log(x) + b * mp.log(y) + mp.loggamma(a + b) - mp.loggamma(a + 1) - mp.loggamma(b))
    p = power * total(x * (a + b), a + 1, x, 1)
    return p, 1 - p


def beta_power(a, b, x, y):
    return mp.exp(a * mp.log(x) + b * mp.log(y) + mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b))


def student(x, df):
    body, tail = beta_tails(mp.mpf(1) / 2, df / 2, x * x / (df + x * x), df / (df + x * x))
    below, above = (1 + body) / 2, tail / 2
    return (below, above) if x >= 0 else (above, below)


M = mp.mpf
# name: (scipy, tails(x, *args), density(x, *args))
CONTINUOUS = {
    "Normal": (
        stats.norm,
        lambda x, m, s: (mp.erfc(-(x - m) / s / mp.sqrt(2)) / 2, mp.erfc((x - m) / s / mp.sqrt(2)) / 2),
        lambda x, m, s: mp.exp(-(((x - m) / s) ** 2) / 2) / (s * mp.sqrt(2 * mp.pi)),
        [[0, 1], [2, 3]],
        lambda m, s: {"loc": m, "scale": s},
    ),
    "StudentT": (
        stats.t,
        student,
        lambda x, n: (1 + x * x / n) ** (-(n + 1) / 2) * mp.exp(mp.loggamma((n + 1) / 2) - mp.loggamma(n / 2)) / mp.sqrt(mp.pi * n),
        [[0.5], [1], [3], [10], [100], [1e5], [1e8]],
        lambda n: {"df": n},
    ),
    "ChiSquared": (
        stats.chi2,
        lambda x, n: gamma_tails(n / 2, x / 2),
        lambda x, n: mp.exp((n / 2 - 1) * mp.log(x) - x / 2 - n / 2 * mp.log(2) - mp.loggamma(n / 2)),
        [[1], [2], [5], [100], [2000], [2e4]],
        lambda n: {"df": n},
    ),
    "FisherF": (
        stats.f,
        lambda x, d, e: beta_tails(d / 2, e / 2, d * x / (d * x + e), e / (d * x + e)),
        lambda x, d, e: beta_power(d / 2, e / 2, d * x / (d * x + e), e / (d * x + e)) / x,
        [[1, 1], [2, 5], [10, 3], [100, 1000], [5, 1e5]],
        lambda d, e: {"dfn": d, "dfd": e},
    ),
    "Beta": (
        stats.beta,
        lambda x, a, b: beta_tails(a, b, x, 1 - x),
        lambda x, a, b: beta_power(a, b, x, 1 - x) / x / (1 - x),
        [[0.5, 0.5], [2, 3], [30, 0.7], [1000, 2000], [0.1, 5]],
        lambda a, b: {"a": a, "b": b},
    ),
    "Gamma": (
        stats.gamma,
        lambda x, k, s: gamma_tails(k, x / s),
        lambda x, k, s: mp.exp((k - 1) * mp.log(x) - x / s - k * mp.log(s) - mp.loggamma(k)),
        [[0.1, 2], [2.5, 1], [300, 0.5], [3e4, 1]],
        lambda k, s: {"a": k, "scale": s},
    ),
    "LogNormal": (
        stats.lognorm,
        lambda x, m, s: (mp.erfc(-(mp.log(x) - m) / s / mp.sqrt(2)) / 2, mp.erfc((mp.log(x) - m) / s / mp.sqrt(2)) / 2),
        lambda x, m, s: mp.exp(-(((mp.log(x) - m) / s) ** 2) / 2) / (x * s * mp.sqrt(2 * mp.pi)),
        [[0, 1], [1, 0.3]],
        lambda m, s: {"s": s, "scale": math.exp(m)},
    ),
    "Exponential": (
        stats.expon,
        lambda x, r: (-mp.expm1(-r * x), mp.exp(-r * x)),
        lambda x, r: r * mp.exp(-r * x),
        [[2]],
        lambda r: {"scale": 1 / r},
    ),
}
DISCRETE = {
    "Poisson": (
        stats.poisson,
        lambda k, m: gamma_tails(k + 1, m)[::-1],
        lambda k, m: mp.exp(k * mp.log(m) - m - mp.loggamma(k + 1)),
        [[0.3], [10], [1e4]],
    ),
    "Binomial": (
        stats.binom,
        lambda k, n, p: beta_tails(k + 1, n - k, p, 1 - p)[::-1] if k < n else (M(1), M(0)),
        lambda k, n, p: mp.binomial(n, k) * p**k * (1 - p) ** (n - k),
        [[10, 0.3], [100, 0.01], [20000, 0.4]],
    ),
}


def rounded(values):
    """Nearest doubles; None where they are not normal numbers, of which no digits are asked."""
    return [float(v) if v == 0 or 1e-307 < abs(v) < 1e307 else None for v in values]


def quantile(tails, density, args, level, upper, start):
    """By Newton's method on ln tail, from SciPy's answer."""
    x = M(start)
    for _ in range(60):
        value = tails(x, *args)[1 if upper else 0]
        step = mp.log(value / level) * value / density(x, *args)
        step = step if upper else -step
        x = x + step if abs(step) < abs(x) / 10 else x * mp.exp(max(-30, min(30, step / x)))
        if abs(step) < abs(x) * M(10) ** -25:  # the next step would be of its square
            return x
    return mp.nan  # written as null


def continuous(name, scipy, tails, density, many, named):
    for given in many:
        print(name, given, flush=True)
        args = [M(a) for a in given]
        law = scipy(**named(*given))
        guesses = [float(g) for level in LEVELS for g in (law.ppf(level), law.isf(level))]
        points = sorted({g for g in guesses if math.isfinite(g) and g != 0 and not (name == "Beta" and g == 1)})
        at = [tails(M(x), *args) for x in points]
        densities = [density(M(x), *args) for x in points]
        yield {"distribution": name, "args": given, "function": "cdf", "x": points, "y": rounded(a[0] for a in at)}
        yield {"distribution": name, "args": given, "function": "sf", "x": points, "y": rounded(a[1] for a in at)}
        yield {"distribution": name, "args": given, "function": "pdf", "x": points, "y": rounded(densities)}
        yield {"distribution": name, "args": given, "function": "logPdf", "x": points, "y": rounded(mp.log(d) for d in densities)}
        for function, upper, inverse in (("ppf", False, law.ppf), ("isf", True, law.isf)):
            levels = [p for p in LEVELS if math.isfinite(inverse(p)) and inverse(p) != 0 and not (name == "Beta" and inverse(p) == 1)]
            found = [quantile(tails, density, args, M(p), upper, float(inverse(p))) for p in levels]
            yield {"distribution": name, "args": given, "function": function, "x": levels, "y": rounded(found)}


def discrete(name, scipy, tails, mass, many):
    for given in many:
        args = [M(a) for a in given]
        law = scipy(*given)
        guesses = {0, 1, *(int(g) for level in LEVELS for g in (law.ppf(level), law.isf(level)) if math.isfinite(g))}
        points = sorted(k for k in guesses if k >= 0)
        at = [tails(M(k), *args) for k in points]
        masses = [mass(M(k), *args) for k in points]
        yield {"distribution": name, "args": given, "function": "cdf", "x": points, "y": rounded(a[0] for a in at)}
        yield {"distribution": name, "args": given, "function": "sf", "x": points, "y": rounded(a[1] for a in at)}
        yield {"distribution": name, "args": given, "function": "pmf", "x": points, "y": rounded(masses)}
        yield {"distribution": name, "args": given, "function": "logPmf", "x": points, "y": rounded(mp.log(m) for m in masses)}


rows = [row for name, entry in CONTINUOUS.items() for row in continuous(name, *entry)]
rows += [row for name, entry in DISCRETE.items() for row in discrete(name, *entry)]
OUT.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
