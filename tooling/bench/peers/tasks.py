"""NumPy and PyTorch on one thread: tasks.py <suite> <library>, in the protocol of ../contender.mjs."""

import os
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

try:
    import numpy as np
except ImportError:
    np = None
try:
    import torch
except ImportError:
    torch = None
else:
    torch.set_num_threads(1)


def numpy_tasks():
    rng = np.random.default_rng(1)

    def pair(shape, dtype):
        return rng.standard_normal(shape).astype(dtype), rng.standard_normal(shape).astype(dtype)

    def product(dtype):
        a, b = pair((1024, 1024), dtype)
        return lambda: a @ b

    def total(size, dtype):
        a, b = pair(size, dtype)
        return lambda: a + b

    return {
        "matmul-f32": lambda: product(np.float32),
        "matmul-f64": lambda: product(np.float64),
        "add-hundred": lambda: total(100, np.float64),
        "add-million": lambda: total(1_000_000, np.float32),
    }


def torch_tasks():
    def product(dtype):
        a, b = torch.randn(1024, 1024, dtype=dtype), torch.randn(1024, 1024, dtype=dtype)
        return lambda: a @ b

    def total(size, dtype):
        a, b = torch.randn(size, dtype=dtype), torch.randn(size, dtype=dtype)
        return lambda: a + b

    def mlp_step():
        model = torch.nn.Sequential(torch.nn.Linear(784, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))
        x, y = torch.randn(64, 784), torch.arange(64) % 10
        optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

        def step():
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()

        return step

    return {
        "matmul-f32": lambda: product(torch.float32),
        "matmul-f64": lambda: product(torch.float64),
        "add-hundred": lambda: total(100, torch.float64),
        "add-million": lambda: total(1_000_000, torch.float32),
        "mlp-step": mlp_step,
    }


def main():
    suite, library = sys.argv[1:]
    tasks = {"NumPy": np and numpy_tasks, "PyTorch": torch and torch_tasks}[library]
    if not tasks:
        sys.exit(f"{library} is not installed")
    run = tasks()[suite]()
    print("ready", flush=True)
    for line in sys.stdin:
        repeats = int(line)
        start = time.perf_counter_ns()
        for _ in range(repeats):
            run()
        print((time.perf_counter_ns() - start) / repeats, flush=True)


main()
