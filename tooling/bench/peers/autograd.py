"""PyTorch on one thread in the rows of the autograd table: autograd.py <task> <library>, in the protocol of ../contender.mjs."""

import os
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

try:
    import torch
except ImportError:
    sys.exit("PyTorch is not installed")
torch.set_num_threads(1)


def network():
    x, y = torch.randn(64, 784), torch.arange(64) % 10
    model = torch.nn.Sequential(torch.nn.Linear(784, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))
    parameters = list(model.parameters())
    return lambda: torch.autograd.grad(torch.nn.functional.cross_entropy(model(x), y), parameters)


def main():
    run = {"network": network}[sys.argv[1]]()
    print("ready", flush=True)
    for line in sys.stdin:
        repeats = int(line)
        start = time.perf_counter_ns()
        for _ in range(repeats):
            run()
        print((time.perf_counter_ns() - start) / repeats, flush=True)


main()
