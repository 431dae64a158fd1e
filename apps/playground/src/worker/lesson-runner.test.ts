import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WorkerError } from "./worker-error.js";
import type { LessonMessage, LessonOrder, LessonRequest } from "./lesson-messages.js";
import { type LessonChannel, LessonRunner, type Run } from "./lesson-runner.js";

/** A worker that a test plays itself. */
class Played implements LessonChannel {
  readonly asked: (LessonRequest | LessonOrder)[] = [];
  ended = false;
  private readonly listeners = new Map<string, (event: { data: LessonMessage; message?: string }) => void>();

  postMessage(request: LessonRequest | LessonOrder): void {
    structuredClone(request);
    this.asked.push(request);
  }

  addEventListener(type: string, listener: (event: { data: LessonMessage; message?: string }) => void): void {
    this.listeners.set(type, listener);
  }

  terminate(): void {
    this.ended = true;
  }

  say(data: LessonMessage): void {
    this.listeners.get("message")?.({ data });
  }

  fail(type: "error" | "messageerror", message?: string): void {
    this.listeners.get(type)?.({ data: { kind: "answer", id: -1, result: null }, message });
  }
}

/** A runner, and the workers that it has started. */
function played(): { runner: LessonRunner; workers: Played[] } {
  const workers: Played[] = [];
  const runner = new LessonRunner(() => {
    const worker = new Played();
    workers.push(worker);
    return worker;
  });
  return { runner, workers };
}

const run = (part: Partial<Run> = {}): Run => ({ lesson: "svd", inputs: {}, patience: 1000, told: () => {}, ...part });

describe("LessonRunner", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("pairs answers with runs, in one worker, in whatever order they come", async () => {
    const { runner, workers } = played();
    const first = runner.run(run({ inputs: { n: 1 } }));
    const second = runner.run(run({ lesson: "lu" }));
    expect(workers[0].asked).toEqual([
      { id: 0, lesson: "svd", inputs: { n: 1 } },
      { id: 1, lesson: "lu", inputs: {} },
    ]);
    workers[0].say({ kind: "answer", id: 1, result: "LU" });
    workers[0].say({ kind: "answer", id: 0, result: "SVD" });
    expect(await Promise.all([first, second])).toEqual(["SVD", "LU"]);
    expect(workers).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("turns a failure into an error with the worker's sentence, and goes on in the same worker", async () => {
    const { runner, workers } = played();
    const failed = runner.run(run());
    workers[0].say({ kind: "failure", id: 0, sentence: "cholesky: a must be positive definite." });
    await expect(failed).rejects.toEqual(new WorkerError("cholesky: a must be positive definite."));
    void runner.run(run());
    expect(workers).toHaveLength(1);
  });

  it("ends what gives no sign of life for longer than its patience, and starts another worker", async () => {
    const { runner, workers } = played();
    const endless = runner.run(run({ patience: 3000 }));
    const refusal = endless.catch(String);
    vi.advanceTimersByTime(2999);
    expect(workers[0].ended).toBe(false);
    vi.advanceTimersByTime(1);
    expect(await refusal).toBe(
      "WorkerError: Computing took more than 3 seconds without a result and was stopped. Try something smaller.",
    );
    expect(workers[0].ended).toBe(true);
    const next = runner.run(run());
    workers[1].say({ kind: "answer", id: 1, result: 7 });
    expect(await next).toBe(7);
  });

  it("takes a part for a sign of life", async () => {
    const { runner, workers } = played();
    const told: unknown[] = [];
    const long = runner.run(run({ told: (part) => told.push(part) }));
    for (let i = 0; i < 5; i++) {
      vi.advanceTimersByTime(900);
      workers[0].say({ kind: "part", id: 0, result: i });
    }
    workers[0].say({ kind: "answer", id: 0, result: "done" });
    expect(await long).toBe("done");
    expect(told).toEqual([0, 1, 2, 3, 4]);
  });

  it("can be stopped, which ends all that is under way; what the ended worker still says is not heard", async () => {
    const { runner, workers } = played();
    const told = vi.fn<(part: unknown) => void>();
    const runs = [runner.run(run({ told })), runner.run(run())];
    runner.stop();
    for (const ended of runs) await expect(ended).rejects.toThrow("Computing was stopped. Change something");
    expect(workers[0].ended).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    const next = runner.run(run());
    workers[0].say({ kind: "part", id: 0, result: "late" });
    workers[0].say({ kind: "answer", id: 2, result: "from the dead" });
    workers[0].fail("error", "late");
    workers[1].say({ kind: "answer", id: 2, result: "alive" });
    expect(await next).toBe("alive");
    expect(told).not.toHaveBeenCalled();
  });

  it("passes orders on while something computes, and loses no patience with what it lets wait", async () => {
    const { runner, workers } = played();
    runner.order("pause"); // nothing is there to wait
    const long = runner.run(run());
    runner.order("pause");
    workers[0].say({ kind: "part", id: 0, result: "the last before it waits" });
    vi.advanceTimersByTime(60_000);
    runner.order("resume");
    vi.advanceTimersByTime(999);
    runner.order("finish");
    expect(workers[0].asked.slice(1)).toEqual([{ order: "pause" }, { order: "resume" }, { order: "finish" }]);
    workers[0].say({ kind: "answer", id: 0, result: "half" });
    expect(await long).toBe("half");
    runner.order("finish");
    expect(workers[0].asked).toHaveLength(4);
  });

  it("is out of patience again with what went on", async () => {
    const { runner } = played();
    const refusal = runner.run(run()).catch(String);
    runner.order("pause");
    runner.order("resume");
    vi.advanceTimersByTime(1000);
    expect(await refusal).toContain("took more than 1 seconds");
  });

  it("asks other functions of a lesson's code", () => {
    const { runner, workers } = played();
    void runner.run(run({ task: "read" }));
    expect(workers[0].asked).toEqual([{ id: 0, lesson: "svd", task: "read", inputs: {} }]);
  });

  it("keeps its worker when there is nothing to stop", async () => {
    const { runner, workers } = played();
    runner.stop();
    const first = runner.run(run());
    workers[0].say({ kind: "answer", id: 0, result: 1 });
    await first;
    runner.stop();
    const left = runner.run(run());
    expect(workers).toHaveLength(1);
    expect(workers[0].ended).toBe(false);
    runner.close();
    expect(workers[0].ended).toBe(true);
    await expect(left).rejects.toEqual(new WorkerError("The page has gone on."));
  });

  it.each([
    ["error", undefined, "it could not be loaded"],
    ["error", "", "it could not be loaded"],
    ["error", "Uncaught RangeError: out of memory", "Uncaught RangeError: out of memory"],
    ["messageerror", undefined, "a message could not be read"],
  ] as const)("says why a worker died (%s, %s), and tries another the next time", async (type, message, why) => {
    const { runner, workers } = played();
    const lost = runner.run(run());
    workers[0].fail(type, message);
    await expect(lost).rejects.toEqual(new WorkerError(`What computes has stopped: ${why}. Reload the page.`));
    const next = runner.run(run());
    workers[1].say({ kind: "answer", id: 1, result: 3 });
    expect(await next).toBe(3);
  });

  it("says that no worker could be started", async () => {
    const runner = new LessonRunner(() => {
      throw new DOMException("blocked", "SecurityError");
    });
    await expect(runner.run(run())).rejects.toEqual(
      new WorkerError("What computes could not be started: blocked. Reload the page."),
    );
  });

  it("refuses inputs that cannot be sent, and nothing else suffers from it", async () => {
    const { runner, workers } = played();
    const other = runner.run(run());
    await expect(runner.run(run({ inputs: { f: () => 1 } }))).rejects.toThrow(/could not be cloned/);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(900);
    workers[0].say({ kind: "answer", id: 0, result: "kept" });
    expect(await other).toBe("kept");
  });
});
