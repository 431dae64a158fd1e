"""NumPy and SciPy on one thread in the rows of the core table: core.py "<operation> <size …>" <library>, as ../contender.mjs has it."""

import os
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import numpy as np

rng = np.random.default_rng(1)


def normal(dtype, *shape):
    return rng.standard_normal(shape).astype(dtype)


def unary(f):
    def task(dtype, count):
        x = normal(dtype, int(count))
        return lambda: f(x)

    return task


def positive(f):
    def task(dtype, count):
        x = np.abs(normal(dtype, int(count)))
        return lambda: f(x)

    return task


def binary(f):
    def task(dtype, count):
        x, y = normal(dtype, int(count)), normal(dtype, int(count))
        return lambda: f(x, y)

    return task


def power(dtype, count):
    x, y = np.abs(normal(dtype, int(count))) + x_floor(dtype), normal(dtype, int(count))
    return lambda: np.power(x, y)


def x_floor(dtype):
    return np.dtype(dtype).type(0.1)


def square(f):
    def task(dtype, count):
        side = int(int(count) ** 0.5)
        x = normal(dtype, side, side)
        return lambda: f(x)

    return task


def product(dtype, k, n):
    x, y = normal(dtype, int(k), int(k)), normal(dtype, int(k), int(n))
    return lambda: x @ y


def batched(dtype, count, n):
    x, y = normal(dtype, int(count), int(n), int(n)), normal(dtype, int(count), int(n), int(n))
    return lambda: x @ y


def contraction(subscripts, shape_a, shape_b):
    x, y = (normal("float64", *map(int, shape.split(","))) for shape in (shape_a, shape_b))
    return lambda: np.einsum(subscripts, x, y, optimize=True)


def special(name):
    from scipy import special

    if name == "erf":
        return special.erf
    half = {"float32": np.float32(0.5), "float64": 0.5}
    root = {"float32": np.float32(0.5**0.5), "float64": 0.5**0.5}
    return lambda x: x * half[x.dtype.name] * (1 + special.erf(x * root[x.dtype.name]))


def tasks(operation):
    if operation in ("erf", "gelu"):
        return unary(special(operation))
    return {
        **{f.__name__: unary(f) for f in (np.exp, np.tanh, np.sin, np.cos, np.sum, np.mean, np.max, np.argmax)},
        **{name: unary(getattr(np, name)) for name in ("max", "sort", "argsort", "copy")},
        "sqrt": positive(np.sqrt),
        "log": positive(np.log),
        "add": binary(np.add),
        "mul": binary(np.multiply),
        "div": binary(np.divide),
        "maximum": binary(np.maximum),
        "pow": power,
        "fft": unary(np.fft.fft),
        "transpose": square(lambda x: x.T.reshape(-1)),
        "timesTwo": unary(lambda x: x * 2),
        "view": square(lambda x: x.T),
        "reshape": square(lambda x: x.reshape(-1)),
        "matmul": product,
        "batched": batched,
        "einsum": contraction,
    }[operation]


def main():
    operation, *words = sys.argv[1].split(" ")
    run = tasks(operation)(*words)
    print("ready", flush=True)
    for line in sys.stdin:
        repeats = int(line)
        start = time.perf_counter_ns()
        for _ in range(repeats):
            run()
        print((time.perf_counter_ns() - start) / repeats, flush=True)


main()
