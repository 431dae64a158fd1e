import { LinnetError } from "@linnet/core";
import { describe, expect, it, vi } from "vitest";
import type { Events, Progress, Service, TrainingPlan } from "./messages.js";
import { createSession } from "./session.js";

const PLAN: TrainingPlan = { model: "softmax", features: "pixels", seed: 1, epochs: 3, pace: "full", width: 350 };

interface Visit {
  readonly session: Service;
  readonly events: { readonly name: keyof Events; readonly value: unknown }[];
  progress(): Progress | undefined;
}

async function visit(): Promise<Visit> {
  const events: Visit["events"] = [];
  const session = createSession((name, value) => void events.push({ name, value }));
  await session.prepare(undefined);
  await session.decompose(undefined);
  const progress = (): Progress | undefined => events.findLast(({ name }) => name === "progress")?.value as Progress;
  return { session, events, progress };
}

const turns = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function thrownBy(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("a session", () => {
  it("tells what the digits and their components are", async () => {
    const session = createSession(() => {});
    const collection = await session.prepare(undefined);
    expect([collection.ink.length, collection.labels.length]).toEqual([1797 * 64, 1797]);
    expect([collection.trainCount, collection.testCount, collection.threads]).toEqual([1438, 359, 1]);
    const { energies, k90 } = await session.decompose(undefined);
    expect(energies.length).toBe(64);
    const share = (k: number): number => energies.slice(0, k).reduce((a, b) => a + b, 0);
    expect(share(k90)).toBeGreaterThanOrEqual(0.9 * share(64));
    expect(share(k90 - 1)).toBeLessThan(0.9 * share(64));
  });

  it("asks for its first calls where they were left out", async () => {
    const error = await thrownBy(() => createSession(() => {}).reconstruction({ k: 3 }));
    expect(error).toBeInstanceOf(LinnetError);
    expect((error as Error).message).toBe(
      "session: prepare and decompose must come first; got neither. Reload the page.",
    );
  });

  it("draws, rebuilds and measures", async () => {
    const { session } = await visit();
    const charts = await session.componentCharts({ width: 350 });
    for (const svg of Object.values(charts)) expect(svg.startsWith("<svg")).toBe(true);
    const { ink } = await session.steps({ index: 4 });
    expect(ink.length).toBe(65 * 64);
    expect((await session.reconstruction({ k: 64 })).discarded).toBe(0);
  });

  it("tells a story without waiting for the components", async () => {
    const { story, difference, bound } = await createSession(() => {}).story({ name: "lu" });
    expect(story.title).toBe("LU factorization with partial pivoting");
    expect(difference).toBeLessThanOrEqual(bound);
  });

  it("trains, and tells of it at least once an epoch's end", async () => {
    const { session, events, progress } = await visit();
    const result = await session.train(PLAN);
    expect(result).toMatchObject({ reason: "finished", epochs: 3, steps: 69, testCount: 359, seed: 1 });
    expect(result.accuracy).toBeGreaterThan(0.8);
    expect(progress()).toMatchObject({ step: 69, steps: 69, epoch: 3, epochs: 3 });
    expect(events.some(({ name }) => name === "curves")).toBe(true);
    expect(result.confusion.startsWith("<svg")).toBe(true);
  });

  it("gives an epoch a tenth of a second for those who watch, and does not count it as computing", async () => {
    const { session } = await visit();
    const begin = performance.now();
    const { computing } = await session.train({ ...PLAN, pace: "watch" });
    const lasted = performance.now() - begin;
    expect(lasted).toBeGreaterThanOrEqual(3 * 100 - 5); // timers may be early by their resolution
    expect(computing).toBeLessThan(lasted);
  });

  it("stands still while it is paused, goes on, and stops", async () => {
    const { session, progress } = await visit();
    const training = session.train({ ...PLAN, model: "mlp", epochs: 1000 });
    const stepAfter = (least: number): Promise<number> =>
      vi.waitFor(() => {
        const step = progress()?.step ?? 0;
        expect(step).toBeGreaterThan(least);
        return step;
      }, 10_000);
    await stepAfter(0);
    session.pause(undefined);
    await turns(100); // a slice of 20 ms may be under way
    const still = await stepAfter(0);
    await turns(300);
    expect(progress()?.step).toBe(still);
    session.resume(undefined);
    await stepAfter(still);
    session.stop(undefined);
    const result = await training;
    expect(result.reason).toBe("aborted");
    expect(result.epochs).toBeLessThan(1000);
  });

  it("stops while it is paused", async () => {
    const { session } = await visit();
    const training = session.train({ ...PLAN, epochs: 1000 });
    session.pause(undefined);
    await turns(50);
    session.stop(undefined);
    expect((await training).reason).toBe("aborted");
  });

  it("trains one model at a time, and another afterwards", async () => {
    const { session } = await visit();
    const first = session.train(PLAN);
    const error = await thrownBy(() => session.train(PLAN));
    expect((error as Error).message).toBe(
      "train: one model trains at a time; got another. Stop the one that trains first.",
    );
    const { accuracy } = await first;
    expect((await session.train(PLAN)).accuracy).toBe(accuracy);
  });

  it("refuses a plan that cannot be carried out", async () => {
    const { session } = await visit();
    const error = await thrownBy(() => session.train({ ...PLAN, epochs: 0.5, seed: -1 }));
    expect((error as Error).message).toBe(
      "train: epochs must be an integer from 1 to 1000 and the seed an integer from 0; got 0.5 epochs and seed -1. " +
        "Change them and start again.",
    );
  });

  it("saves the model and loads it back with identical predictions; another seed's differs", async () => {
    const { session } = await visit();
    const missing = await thrownBy(() => session.saveModel(undefined));
    expect((missing as Error).message).toBe("saveModel: a model must have been trained; got none. Train one first.");
    const { accuracy } = await session.train(PLAN);
    const { name, bytes } = await session.saveModel(undefined);
    expect(name).toBe("digits-softmax-pixels.safetensors");
    const loaded = await session.loadModel({ bytes });
    expect(loaded).toEqual({
      experiment: { model: "softmax", features: "pixels" },
      accuracy,
      compared: { logits: 3590, identical: true },
    });
    await session.train({ ...PLAN, seed: 2 });
    expect((await session.loadModel({ bytes })).compared?.identical).toBe(false);
    await session.train({ ...PLAN, features: "scores" });
    expect((await session.loadModel({ bytes })).compared).toBeNull();
  });
});
