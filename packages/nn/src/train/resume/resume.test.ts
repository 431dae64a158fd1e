import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileError, FormatError, decodeSafetensors } from "@linnet/data";
import { configure, random } from "@linnet/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parametersOf } from "../../checkpoint.js";
import { CheckpointError, ResumeError } from "../../errors.js";
import { Tanh } from "../../layers/activations/activations.js";
import { Linear } from "../../layers/linear.js";
import { sequential } from "../../layers/sequential.js";
import { mse } from "../../losses/mse.js";
import { sgd } from "../../optimizers/sgd.js";
import type { FitResult } from "../fit-options.js";
import { fit } from "../fit.js";
import type { TrainingEvent } from "../history.js";
import { loadNewest } from "./load-newest.js";
import { type CheckpointStore, fileStore } from "./store.js";
import { type Net, examples, net, options } from "./testing.js";

const data = examples();
/** Everything that a run leads to. */
const bits = ({ model, history }: FitResult<Net>): unknown => [
  Object.entries(parametersOf(model)).map(([name, x]) => [name, x.toArray()]),
  history,
];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-resume-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A store of a page: the newest checkpoint, in memory. */
function memoryStore(): CheckpointStore & { saved: Uint8Array[] } {
  const saved: Uint8Array[] = [];
  return {
    saved,
    save: async (bytes) => void saved.push(bytes.slice()),
    load: async () => saved.at(-1) ?? null,
  };
}

describe("a run that is resumed", () => {
  it("ends with the bits of one that is not: seven epochs are three and four", async () => {
    const path = join(folder, "seven.safetensors");
    const straight = await fit(net(), data, options(7));
    await fit(net(), data, { ...options(3), checkpoint: { path } });
    const resumed = await fit(net(99), data, { ...options(7), resume: path });
    expect(bits(resumed)).toEqual(bits(straight));
    expect(resumed.history.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(resumed.model.layers[1].passes.value.item()).toBe(49);
  });

  it.each([1, 2])(
    "ends with them on %d thread(s), also when it stops within epochs, again and again",
    async (threads) => {
      configure({ threads });
      const straight = await fit(net(), data, options(3));
      const store = memoryStore();
      const rng = random(threads);
      const positions: number[] = [];
      let last: FitResult<Net> | undefined;
      for (let i = 0; i < 40 && last?.reason !== "finished"; i++) {
        const stop = new AbortController();
        const [most] = rng.integers(1, 6, [1]).toTypedArray();
        let steps = 0;
        last = await fit(net(), data, {
          ...options(3),
          checkpoint: { store, every: { steps: 100 } },
          resume: true,
          signal: stop.signal,
          onStep: ({ step }) => {
            positions.push(step);
            if (++steps === most) stop.abort();
          },
        });
      }
      configure({ threads: 1 });
      expect(positions).toEqual(Array.from({ length: 21 }, (_, step) => step)); // none twice, none left out
      expect(bits(last as FitResult<Net>)).toEqual(bits(straight));
    },
  );

  it("ends with them from whichever step was saved", async () => {
    const straight = await fit(net(), data, options(2));
    const store = memoryStore();
    await fit(net(), data, { ...options(2), checkpoint: { store, every: { steps: 3 } } });
    expect(store.saved).toHaveLength(5); // after steps 3, 6, 9, 12, and at the end
    for (const bytes of store.saved) {
      const resume: CheckpointStore = { save: async () => {}, load: async () => bytes };
      expect(bits(await fit(net(2), data, { ...options(2), resume }))).toEqual(bits(straight));
    }
  });

  it("starts afresh with resume: true where nothing was saved, and refuses to elsewhere", async () => {
    const store = memoryStore();
    const first = await fit(net(), data, { ...options(1), checkpoint: { store }, resume: true });
    expect(bits(first)).toEqual(bits(await fit(net(), data, options(1))));
    const none = fit(net(), data, { ...options(1), resume: join(folder, "none") });
    await expect(none).rejects.toThrow(ResumeError);
    await expect(none).rejects.toThrow(
      "fit: there must be a checkpoint to go on from; got none. Start without resume, or with resume: true.",
    );
    await expect(fit(net(), data, { ...options(1), resume: true })).rejects.toThrow(
      "fit: resume: true must have a checkpoint to go on from; got no checkpoint option. Name the file.",
    );
  });

  it("also trains on batches from elsewhere from where it was", async () => {
    const batches = (epoch: number) =>
      Array.from({ length: 5 }, (_, i) => {
        const rng = random(10 * epoch + i);
        return { x: rng.normal([4, 6], { dtype: "float32" }), y: rng.normal([4, 2], { dtype: "float32" }) };
      });
    async function* later(epoch: number) {
      yield* batches(epoch);
    }
    const straight = await fit(net(), batches, options(2));
    const store = memoryStore();
    await fit(net(), later, { ...options(2), checkpoint: { store, every: { steps: 7 } } });
    const resume: CheckpointStore = { save: async () => {}, load: async () => store.saved[0] };
    expect(bits(await fit(net(), later, { ...options(2), resume }))).toEqual(bits(straight));
  });
});

describe("a checkpoint", () => {
  it("is written when it is time, and at the end, also of a run that is aborted", async () => {
    const told = async (every: { steps: number } | { epochs: number }, most = Infinity): Promise<number[][]> => {
      const seen: number[][] = [];
      const stop = new AbortController();
      await fit(net(), data, {
        ...options(5),
        checkpoint: { store: memoryStore(), every },
        signal: stop.signal,
        onStep: ({ step }) => void (step + 1 === most && stop.abort()),
        onEvent: (event) => void (event.type === "checkpoint" && seen.push([event.epoch, event.step])),
      });
      return seen;
    };
    expect(await told({ epochs: 2 })).toEqual([
      [2, 14],
      [4, 28],
      [5, 35],
    ]);
    expect(await told({ steps: 20 })).toEqual([
      [2, 20],
      [5, 35],
    ]);
    expect(await told({ epochs: 1 }, 10)).toEqual([
      [1, 7],
      [1, 10],
    ]);
  });

  it("that cannot be written ends the run with the reason", async () => {
    const full = { save: async () => Promise.reject(new RangeError("full")), load: async () => null };
    await expect(fit(net(), data, { ...options(1), checkpoint: { store: full } })).rejects.toThrow(
      new RangeError("full"),
    );
    const path = join(folder, "no/folder/run");
    await expect(fit(net(), data, { ...options(1), checkpoint: { path } })).rejects.toThrow(FileError);
  });

  it("holds the model under names that other programs read", async () => {
    const store = memoryStore();
    const { model } = await fit(net(), data, { ...options(1), checkpoint: { store } });
    const { tensors } = decodeSafetensors(store.saved[0]);
    for (const [path, x] of Object.entries(parametersOf(model))) {
      expect(tensors[`model.${path}`].toArray()).toEqual(x.toArray());
    }
    expect(Object.keys(tensors)).toContain("optimizer.second.2");
  });
});

describe("a damaged checkpoint", () => {
  it("is passed over for the one before it, with a warning, and the run has the same bits", async () => {
    const path = join(folder, "damaged.safetensors");
    await fit(net(), data, { ...options(3), checkpoint: { path, keep: 3 } });
    const bytes = await readFile(path);
    bytes[bytes.length - 5] ^= 1;
    await writeFile(path, bytes);
    const events: TrainingEvent[] = [];
    const resumed = await fit(net(), data, {
      ...options(4),
      resume: path,
      onEvent: (event) => void events.push(event),
    });
    expect(resumed.warnings).toHaveLength(1);
    expect(resumed.warnings[0]).toMatch(
      /^fit: the bytes must have the check sum [\da-f]{8}; got [\da-f]{8} at byte 34\. The file is damaged\. Training goes on from the checkpoint before it\.$/,
    );
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual(["warning", "start"]);
    expect(events[1]).toMatchObject({ epoch: 2, step: 14 });
    expect(bits(resumed)).toEqual(bits(await fit(net(), data, options(4))));
  });

  it("is refused where there is no other: every bit counts", async () => {
    const store = memoryStore();
    await fit(net(), data, { ...options(1), checkpoint: { store } });
    const [whole] = store.saved;
    const rng = random(8);
    for (let i = 0; i < 60; i++) {
      const bytes = whole.slice();
      bytes[rng.integers(0, bytes.length, [1]).toTypedArray()[0]] ^= 1 << (i % 8);
      await expect(loadNewest("fit", { save: async () => {}, load: async () => bytes })).rejects.toThrow(FormatError);
    }
    for (const length of [0, 1, 40, whole.length - 1]) {
      const bytes = whole.slice(0, length);
      await expect(loadNewest("fit", { save: async () => {}, load: async () => bytes })).rejects.toThrow(FormatError);
    }
    const other: CheckpointStore = { save: async () => {}, load: async () => Uint8Array.of(1, 2) };
    await expect(fit(net(), data, { ...options(1), resume: other })).rejects.toThrow(
      "fit: the file must be a checkpoint of fit; got 2 other bytes at byte 8. Check that fit wrote it; loadModel reads files of models.",
    );
  });

  it("loses to nothing that is missing: a file whose newest version is gone goes on from the one before", async () => {
    const path = join(folder, "gone.safetensors");
    await fit(net(), data, { ...options(2), checkpoint: { path } });
    await rm(path);
    expect((await loadNewest("fit", fileStore(path, Infinity)))?.warnings).toEqual([]);
  });
});

describe("a checkpoint of another run", () => {
  const store = memoryStore();
  beforeAll(async () => {
    await fit(net(), data, { ...options(1), checkpoint: { store } });
  });

  it("lists what is missing, unexpected and of another shape, and loads nothing", async () => {
    const rng = random(1);
    const other = sequential(Linear.init(rng, 6, 9), new Tanh(), Linear.init(rng, 9, 2, { bias: false }));
    const before = JSON.stringify(Object.values(parametersOf(other)).map((x) => x.toArray()));
    const run = fit(other, data, { loss: mse, batchSize: 8, seed: 3, resume: store });
    await expect(run).rejects.toThrow(CheckpointError);
    await expect(run).rejects.toMatchObject({
      missing: ["layers.2.weight"],
      unexpected: ["layers.3.bias", "layers.3.weight", "layers.1.passes"], // in the order of the file
      mismatched: [
        "layers.0.weight (model float32 [9, 6], file float32 [8, 6])",
        "layers.0.bias (model float32 [9], file float32 [8])",
      ],
    });
    expect(JSON.stringify(Object.values(parametersOf(other)).map((x) => x.toArray()))).toBe(before);
  });

  it("says which options differ", async () => {
    const run = fit(
      net(),
      { x: data.x.slice("0:20"), y: data.y.slice("0:20") },
      {
        ...options(2),
        batchSize: 4,
        seed: 4,
        dropLast: true,
        optimizer: sgd(),
        resume: store,
      },
    );
    await expect(run).rejects.toThrow(ResumeError);
    await expect(run).rejects.toThrow(
      "fit: the checkpoint must be of the same run; got seed 3 (checkpoint), 4 (this run); batchSize 8 (checkpoint), 4 (this run); " +
        "examples 52 (checkpoint), 20 (this run); dropLast false (checkpoint), true (this run); " +
        "optimizer with { first, second, step } (checkpoint), { step } (this run). Pass the options of the run that it is of.",
    );
  });
});

describe("the options of checkpoints", () => {
  it.each([
    [
      { checkpoint: { path: "a", every: {} } },
      "checkpoint.every must have either steps or epochs; got an object. Such as { steps: 100 }.",
    ],
    [{ checkpoint: { path: "a", every: { steps: 0 } } }, "checkpoint.every.steps must be a positive integer; got 0."],
    [{ checkpoint: { path: "a", keep: 0 } }, "checkpoint.keep must be a positive integer; got 0."],
    [
      { checkpoint: {} },
      "a checkpoint must have a path or a store; got undefined. Give a path, or { save(bytes), load(age) }.",
    ],
    [{ resume: 7 }, "a checkpoint must have a path or a store; got 7. Give a path, or { save(bytes), load(age) }."],
  ])("are refused: %j", async (wrong, message) => {
    const untyped = fit as unknown as (...args: readonly unknown[]) => Promise<unknown>;
    await expect(untyped(net(), data, { ...options(1), ...wrong })).rejects.toThrow(`fit: ${message}`);
  });
});
