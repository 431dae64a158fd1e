"""PyTorch in the rows of the nn table: nn.py "<network> <threads>" <library>, in the protocol of ../contender.mjs."""

import os
import sys
import time

network, threads = sys.argv[1].split()
os.environ.update(OMP_NUM_THREADS=threads, OPENBLAS_NUM_THREADS=threads, MKL_NUM_THREADS=threads)

try:
    import torch
    from torch import nn
    from torch.nn import functional as F
except ImportError:
    sys.exit("PyTorch is not installed")
torch.set_num_threads(int(threads))

RATE = 1e-6  # so small that gradients do not fall to subnormal numbers while the same batch is learnt again and again


def step(model, x, target, loss, optimizer=torch.optim.SGD):
    rule = optimizer(model.parameters(), lr=RATE)

    def run():
        rule.zero_grad()
        loss(model(x), target).backward()
        rule.step()

    return run


def mlp(widths, batch, optimizer):
    layers = []
    for wide, out in zip(widths, widths[1:]):
        layers += [nn.ReLU(), nn.Linear(wide, out)]
    x, labels = torch.randn(batch, widths[0]), torch.arange(batch) % widths[-1]
    return step(nn.Sequential(*layers[1:]), x, labels, F.cross_entropy, optimizer)


def cnn(side, channels, batch):
    layers = []
    for i, out in enumerate(channels):
        layers += [nn.Conv2d(channels[i - 1] if i else 1, out, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    features = channels[-1] * (side // 2 ** len(channels)) ** 2
    model = nn.Sequential(*layers, nn.Flatten(), nn.Linear(features, 10))
    return step(model, torch.randn(batch, 1, side, side), torch.arange(batch) % 10, F.cross_entropy)


def transformer(features, heads, hidden, length, batch):
    model = nn.TransformerEncoderLayer(features, heads, dim_feedforward=hidden, dropout=0, batch_first=True)
    return step(model, torch.randn(batch, length, features), torch.randn(batch, length, features), F.mse_loss)


class LastState(nn.Module):
    def __init__(self, features, units):
        super().__init__()
        self.recurrent, self.head = nn.LSTM(features, units, batch_first=True), nn.Linear(units, 10)

    def forward(self, x):
        return self.head(self.recurrent(x)[0][:, -1])


def lstm(features, units, length, batch):
    return step(LastState(features, units), torch.randn(batch, length, features), torch.arange(batch) % 10, F.cross_entropy)


NETWORKS = {
    "small-sgd": lambda: mlp([784, 128, 10], 64, torch.optim.SGD),
    "small-adam": lambda: mlp([784, 128, 10], 64, torch.optim.Adam),
    "large": lambda: mlp([784, 512, 512, 10], 256, torch.optim.SGD),
    "cnn": lambda: cnn(28, [8, 16], 64),
    "transformer": lambda: transformer(features=128, heads=4, hidden=512, length=64, batch=16),
    "lstm": lambda: lstm(features=32, units=64, length=50, batch=32),
}


def main():
    run = NETWORKS[network]()
    print("ready", flush=True)
    for line in sys.stdin:
        repeats = int(line)
        start = time.perf_counter_ns()
        for _ in range(repeats):
            run()
        print((time.perf_counter_ns() - start) / repeats, flush=True)


main()
