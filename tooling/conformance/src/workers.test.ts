import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, it } from "vitest";
import { type NDArray, arange, array, toRecord } from "@linnet/core";

/** Negates a record's numbers, in a program that knows nothing of arrays, and hands the buffer back. */
const program = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", (record) => {
    record.data.forEach((x, i) => (record.data[i] = -x));
    parentPort.postMessage(record, [record.data.buffer]);
  });
`;

describe("arrays and workers", () => {
  const worker = new Worker(program, { eval: true });
  afterAll(() => worker.terminate());

  const x: NDArray = arange(6).reshape([2, 3]).T;

  it("crosses by copy", async () => {
    const record = toRecord(x);
    worker.postMessage(record, []);
    const [message] = await once(worker, "message");
    expect((array(message) as NDArray).toArray()).toEqual(x.neg().toArray());
    expect(record.data.length).toBe(6);
  });

  it("crosses by transfer, there and back", async () => {
    const record = toRecord(x);
    worker.postMessage(record, [record.data.buffer as ArrayBuffer]);
    expect(record.data.length).toBe(0);
    const [message] = await once(worker, "message");
    expect((array(message) as NDArray).toArray()).toEqual(x.neg().toArray());
    expect(x.toArray()).toHaveLength(3); // the array itself stays
  });
});
