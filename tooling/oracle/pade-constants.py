"""The radii within which Padé approximants of e^x are as good as rounding: `radii…`, `derivativeRadii…` and `logFirstTerms` of
packages/linalg/src/blocked/exponential/pade.ts. Needs mpmath.

With r = p(x)/p(−x) of degree m, r(X) = e^(X + h(X)) and h(x) = log(e^(−x)·r(x)) = Σ c_k·x^k, k = 2m + 1, 2m + 3, …. The radius θ is
where Σ |c_k|·θ^(k−1) reaches the unit roundoff u, so that ‖h(X)‖ ≤ u·‖X‖ (Al-Mohy & Higham 2009, A new scaling and squaring
algorithm, §3); that of the derivative where Σ k·|c_k|·θ^(k−1) reaches ε = 2·u (u in Al-Mohy & Higham 2009, Computing the Fréchet
derivative, §6, which makes it smaller by a twentieth, and squarings of large matrices more).
"""

from mpmath import binomial, factorial, log, mp, mpf

mp.dps = 60
TERMS = 1200


def logarithmic_derivative(m):
    """The coefficients of p'/p."""
    p = [binomial(m, k) * factorial(2 * m - k) / factorial(2 * m) for k in range(m + 1)]
    g = []
    for k in range(TERMS):
        s = (k + 1) * p[k + 1] if k + 1 <= m else mpf(0)
        for j in range(1, min(k, m) + 1):
            s -= p[j] * g[k - j]
        g.append(s / p[0])
    return g


def radius(series, u):
    """Where Σ series[k]·x^k = u, by halving: the left side grows with x."""
    low, high = mpf(0), mpf(30)
    for _ in range(200):
        x = (low + high) / 2
        total, power = mpf(0), mpf(1)
        for coefficient in series:
            total += coefficient * power
            if total > u:
                break
            power *= x
        low, high = (low, x) if total > u else (x, high)
    return low


for name, u, degrees in (("float32", mpf(2) ** -24, (3, 5, 7)), ("float64", mpf(2) ** -53, (3, 5, 7, 9, 13))):
    for m in degrees:
        g = logarithmic_derivative(m)
        slopes = [abs(2 * g[k]) if k % 2 == 0 and k >= 2 * m else mpf(0) for k in range(TERMS)]  # k·|c_k| of x^(k−1)
        values = [slope / (k + 1) for k, slope in enumerate(slopes)]
        print(name, m, mp.nstr(radius(values, u), 16), mp.nstr(radius(slopes, 2 * u), 16))

for m in (3, 5, 7, 9, 13):
    print("logFirstTerms", m, mp.nstr(-log(binomial(2 * m, m) * factorial(2 * m + 1), 2), 16))
