import { describe, expect, it } from "vitest";
import { type Channel, WorkerClient, WorkerError } from "./client.js";
import type { Message, Request } from "./messages.js";

/** A worker that a test plays itself. */
class Played implements Channel {
  readonly asked: Request[] = [];
  private readonly listeners = new Map<string, (event: { data: Message; message?: string }) => void>();

  postMessage(request: Request): void {
    this.asked.push(request);
  }

  addEventListener(type: string, listener: (event: { data: Message; message?: string }) => void): void {
    this.listeners.set(type, listener);
  }

  say(data: Message): void {
    this.listeners.get("message")?.({ data });
  }

  die(message?: string): void {
    this.listeners.get("error")?.({ data: { kind: "answer", id: -1, value: null }, message });
  }
}

const K3 = { k: 3, error: 1, discarded: 1, difference: 0 };

describe("WorkerClient", () => {
  it("pairs answers with calls, in whatever order they come", async () => {
    const worker = new Played();
    const client = new WorkerClient(worker);
    const first = client.call("reconstruction", { k: 2 });
    const second = client.call("reconstruction", { k: 3 });
    expect(worker.asked).toEqual([
      { id: 0, name: "reconstruction", argument: { k: 2 } },
      { id: 1, name: "reconstruction", argument: { k: 3 } },
    ]);
    worker.say({ kind: "answer", id: 1, value: K3 });
    worker.say({ kind: "answer", id: 0, value: { ...K3, k: 2 } });
    expect((await first).k).toBe(2);
    expect((await second).k).toBe(3);
  });

  it("turns a failure into an error with the worker's sentence", async () => {
    const worker = new Played();
    const call = new WorkerClient(worker).call("saveModel");
    worker.say({ kind: "failure", id: 0, sentence: "saveModel: a model must have been trained; got none." });
    await expect(call).rejects.toEqual(new WorkerError("saveModel: a model must have been trained; got none."));
  });

  it("hands events to the one who listens last", () => {
    const worker = new Played();
    const client = new WorkerClient(worker);
    const heard: string[] = [];
    client.on("curves", () => heard.push("before"));
    client.on("curves", ({ loss }) => heard.push(loss));
    worker.say({ kind: "event", name: "curves", value: { loss: "<svg/>", accuracy: "" } });
    worker.say({ kind: "event", name: "progress", value: null });
    expect(heard).toEqual(["<svg/>"]);
  });

  it("rejects what is asked of a worker that could not start, before and after", async () => {
    const worker = new Played();
    const client = new WorkerClient(worker);
    const before = client.call("prepare");
    worker.die();
    const sentence = "The part of this page that computes has stopped: it could not be loaded. Reload the page.";
    await expect(before).rejects.toEqual(new WorkerError(sentence));
    await expect(client.call("prepare")).rejects.toEqual(new WorkerError(sentence));
    expect(worker.asked.length).toBe(1);
  });

  it("says why a worker died, where that is known", async () => {
    const worker = new Played();
    const call = new WorkerClient(worker).call("prepare");
    worker.die("out of memory");
    await expect(call).rejects.toThrow("has stopped: out of memory. Reload the page.");
  });
});
