import { checkpoint, customVjp, grad, hvp, jacobian, jvp, valueAndGrad, vjp, vmap } from "@linnet/autograd";
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
    const w = network.hidden.weight;
    const over = { inAxes: [null, 0] } as const;
    const clipped = customVjp(
      (v: NDArray) => [mul(v, 2), v] as const,
      (ct: NDArray, v: NDArray) => [mul(ct, v)],
    );
    const kinds: Record<string, () => unknown> = {
      vjp: () => vjp(loss, network)[1](mean(targets)),
      jvp: () => jvp(loss, [network], [along]),
      "grad of grad": () => grad((n: Network) => sum(grad(loss)(n).out))(network),
      "jvp of grad": () => jvp(grad(loss), [network], [along]),
      hvp: () => hvp(loss, [network], [along]),
      jacobian: () => jacobian((w: NDArray) => matmul(w, w))(network.hidden.weight.slice(":3", ":3")),
      "a gradient for each example": () =>
        vmap(
          grad((w: NDArray, a: NDArray) => sum(relu(matmul(a, w)))),
          over,
        )(w, x),
      "grad of vmap": () => grad((v: NDArray) => sum(vmap((a: NDArray) => relu(matmul(a, v)))(x)))(w),
      checkpoint: () => grad((n: Network) => checkpoint(loss)(n))(network),
      customVjp: () => grad((v: NDArray) => sum(clipped(v)))(w),
      checkNaN: () => grad(loss, { checkNaN: true })(network),
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

  it("checkpoint keeps the arguments only: a chain of n layers of k steps holds n results instead of n·k", () => {
    const [layers, steps] = [8, 16];
    const start = rng.normal([64, 64]);
    let most = 0;
    const layer = (a: NDArray): NDArray => {
      let y = a;
      for (let i = 0; i < steps; i++) y = mul(add(y, 1), 0.5);
      most = Math.max(most, live());
      return y;
    };
    /** Bytes held when the forward pass has ended, and at most while a layer is computed again; and the gradient. */
    const held = (step: typeof layer): { forward: number; again: number; bits: readonly number[] } =>
      scope(() => {
        const before = live();
        const chain = (a: NDArray): NDArray => sum(Array.from({ length: layers }).reduce<NDArray>((y) => step(y), a));
        const [y, pullback] = vjp(chain, start);
        const forward = live() - before;
        most = 0;
        const [gradient] = pullback(y);
        return { forward, again: most - before, bits: Array.from(gradient.toTypedArray()) };
      });
    const [plain, kept] = [held(layer), held(checkpoint(layer))];
    const one = 64 * 64 * 8;
    expect(plain.forward).toBeGreaterThanOrEqual(2 * layers * steps * one);
    // Each layer's result and a few arrays at the ends; on the way back also one layer's steps, and a cotangent of each.
    expect(kept.forward).toBeLessThanOrEqual((layers + 4) * one);
    expect(kept.again).toBeLessThanOrEqual((2 * layers + 4 + 2 * steps) * one);
    expect(kept.bits).toEqual(plain.bits);
  });
});
