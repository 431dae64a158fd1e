"""Values of elementary and special functions with 106 bits, from mpmath (Debian python3-mpmath).

Writes tooling/conformance/accuracy/constants.json, which the evaluator of `npm run accuracy` is held against: for each function points
x, or pairs of numbers, the nearest float64 of f(x), and what is missing from it. With `--points` it prints them as packages/kernels/src/conformance has them.
"""

import json
import sys
from pathlib import Path

import mpmath as m

m.mp.prec = 400
TARGET = Path(__file__).resolve().parents[1] / "conformance/accuracy/constants.json"

FUNCTIONS = {
    "exp": (m.exp, [0.5, -3.25, 700.5, -708.25, 88.7228, -744.5]),
    "expm1": (m.expm1, [0.002730612367329452, -0.3, 1e-9, 5.5, -30.0]),
    "log": (m.log, [1.403764914651828, 0.75, 1e-300, 3e250, 1.0000001, 5e-324]),
    "log1p": (m.log1p, [-0.2969604936283945, 1e-10, 0.41, -0.9995, 1e20]),
    "log2": (lambda x: m.log(x, 2), [8.4207824614803e-311, 1.4116124769107012, 0.7071, 1.0000001, 3.0, 1e300]),
    "log10": (m.log10, [1.3272394651005786, 1.1858570283692946e-293, 0.99, 1e-310, 7.0, 123456.789]),
    "tanh": (m.tanh, [-0.6834918340895051, 0.624, 1e-5, 3.5, -15.25]),
    "sigmoid": (lambda x: 1 / (1 + m.exp(-x)), [-2.7449945996321645, 0.3, -300.0, 7.7]),
    "softplus": (lambda x: m.log1p(m.exp(x)), [-1.2901083289936466, 0.5, -30.0, 30.0, -700.0]),
    "sin": (m.sin, [0.5, -2.0, 11.0, -99999.5, 1e22, -1.1182000961108395e100]),
    "cos": (m.cos, [0.5, -2.0, 11.0, -99999.5, 1e22, -1.1182000961108395e100]),
    "erf": (m.erf, [0.0364974497662858, -0.034819614524242565, 0.5, -1.3, 3.7, 1e-300]),
    "erfc": (m.erfc, [13.384426603580724, 4.499, 4.501, 0.7, -1.1, 26.5]),
    "gelu": (lambda x: x * m.erfc(-x / m.sqrt(2)) / 2, [-9.856443297530049, -8.24, -8.26, -0.75, 1.3, -37.5]),
    "exp2": (lambda x: m.mpf(2) ** x, [0.5, -784.4870002543416, 1000.3, -1050.7]),
    "cbrt": (lambda x: m.sign(x) * m.cbrt(abs(x)), [-0.0008755258925582561, 2.0, 1e-310]),
    "pow(x, 1.75)": (lambda x: x ** m.mpf(1.75), [0.5, 8.875656979627674, 1e-150, 3e170, 1.0000001]),
    "pow(x, -19.25)": (lambda x: x ** m.mpf(-19.25), [0.5, 2.24363466543188, 1e-15, 3e14, 1.0000001]),
    "pow(x, 990.75)": (lambda x: x ** m.mpf(990.75), [0.5, 0.7071626689823488, 1.4141, 1.0000001, 2.0]),
    "pow(1.0001220703125, x)": (lambda x: m.mpf(1.0001220703125) ** x, [0.5, 5562664.523277113, -5e6, 1e-9]),
    "pow(0.70703125, x)": (lambda x: m.mpf(0.70703125) ** x, [0.5, 1800.278274786412, -2000.5, 1e-9]),
    "gamma": (m.gamma, [-0.4120003277125477, 0.3, 1.4616, 5.5, -3.7, 170.9, -170.3]),
    "lgamma": (lambda x: m.log(abs(m.gamma(x))), [0.8580369330944643, 0.3, 1.4616, 2.01, 2.9, 7.7, 19.9, 25.3, 12345.6]),
    "digamma": (m.digamma, [1.4616, 0.3, -0.504083008264455, -3.7, 5.5, 9.99, 12345.6, 1e-300, -1000.3]),
    "tan": (m.tan, [0.5, -1.5707, 11.0, -99999.5, 1e22, 1e-300]),
    "asin": (m.asin, [0.3, -0.999999, 1e-8, 1.0, 0.7]),
    "acos": (m.acos, [0.3, -0.999999, 1e-8, -1.0, 0.9999]),
    "atan": (m.atan, [0.3, -0.999, 1e-8, 44.5, -1e300]),
    "sinh": (m.sinh, [0.3, -0.999, 1e-8, 44.5, -710.2]),
    "cosh": (m.cosh, [0.3, -0.999, 1e-8, 44.5, -710.2]),
    "asinh": (m.asinh, [0.3, -0.999, 1e-8, 44.5, -1e300]),
    "acosh": (m.acosh, [1.3, 1.0000001, 44.5, 1e300]),
    "atanh": (m.atanh, [0.3, -0.999, 1e-8, 0.9999999]),
    "atan2": (m.atan2, [(0.3, 0.4), (-2.0, 1e-5), (7.0, -3.0), (-1e-9, -4.0), (1.0, 1e300)]),
    "hypot": (m.hypot, [(0.3, 0.4), (-2.0, 1e-5), (7.0, -3.0), (1e300, -1e300)]),
}


def main():
    points = {name: [two(f, x) for x in xs] for name, (f, xs) in FUNCTIONS.items()}
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(rows)}" for name, rows in points.items())
    TARGET.write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    if "--points" in sys.argv:
        for name, rows in points.items():
            print(f"  {name}: [\n" + "".join(f"    [{x!r}, {a!r}, {b!r}],\n" for x, a, b in rows) + "  ],")


def two(f, x):
    value = f(*map(m.mpf, x)) if isinstance(x, tuple) else f(m.mpf(x))
    return [x, float(value), float(value - m.mpf(float(value)))]


main()
