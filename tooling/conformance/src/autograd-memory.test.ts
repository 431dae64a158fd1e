import { grad, jvp, valueAndGrad, vjp } from "@linnet/autograd";
import {
  type NDArray,
  add,
  arraysIn,
  logSoftmax,
  mapTree,
  matmul,
  mean,
  mul,
  neg,
  random,
  relu,
  scope,
  sub,
  sum,
  zeros,
} from "@linnet/core";
import { memoryStats } from "@linnet/kernels";
import { describe, expect, it } from "vitest";

interface Network {
  readonly hidden: { readonly weight: NDArray; readonly bias: NDArray };
  readonly out: NDArray;
}

const rng = random(0);
const x = rng.normal([8, 16]);
const targets = rng.normal([8, 4]);

function loss({ hidden, out }: Network): NDArray {
  const activations = relu(add(matmul(x, hidden.weight), hidden.bias));
  return neg(mean(sum(mul(logSoftmax(matmul(activations, out)), targets), { axis: -1 })));
}

function start(): Network {
  return { hidden: { weight: rng.normal([16, 32]), bias: zeros([32]) }, out: rng.normal([32, 4]) };
}

/** Bytes of the heap that are in use. */
function live(): number {
  const { used, free } = memoryStats();
  return used - free;
}

describe("memory", () => {
  it("stays where it is over 10,000 synchronous steps of training", () => {
    const step = valueAndGrad(loss);
    let network = start();
    const train = (steps: number): void => {
      for (let i = 0; i < steps; i++) {
        const next = scope(() => mapTree((w, g) => sub(w, mul(g, 1e-3)), network, step(network)[1]));
        for (const old of arraysIn(network)) old.dispose();
        network = next;
      }
    };
    train(100);
    const before = live();
    train(10_000);
    expect(live()).toBe(before);
  }, 60_000);

  it("stays where it is over derivatives of every kind, in scopes", () => {
    const network = start();
    const along = start();
    const kinds: Record<string, () => unknown> = {
      vjp: () => vjp(loss, network)[1](mean(targets)),
      jvp: () => jvp(loss, [network], [along]),
      "grad of grad": () => grad((n: Network) => sum(grad(loss)(n).out))(network),
      "jvp of grad": () => jvp(grad(loss), [network], [along]),
      "a function that throws": () => {
        try {
          grad((n: Network): NDArray => {
            loss(n);
            throw new RangeError("half-way");
          })(network);
        } catch {
          return;
        }
      },
    };
    for (const [name, run] of Object.entries(kinds)) {
      const repeat = (): void => {
        for (let i = 0; i < 20; i++) scope(() => void run());
      };
      repeat();
      const before = live();
      repeat();
      expect([name, live() - before]).toEqual([name, 0]);
    }
  });

  it("outside of scopes, gives back what the backward walk made besides the gradients", () => {
    const network = start();
    const step = grad(loss);
    step(network);
    const before = live();
    const gradient = step(network);
    const forward = live() - before;
    const kept = arraysIn(gradient).reduce((bytes, { size }) => bytes + 8 * size, 0);
    // The forward pass keeps seven arrays of the hidden layer's size or less, of 8·32 numbers, each in a cell.
    expect(forward - kept).toBeLessThanOrEqual(16 * 8 * 32 * 8);
  });
});
