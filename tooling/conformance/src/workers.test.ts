import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type NDArray, ValueError, arange, array, matmul, random, toRecord } from "@linnet/core";
import { buildSync } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";

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

/** Answers x·xᵀ of a record, in memory that it gives away. */
const computing = `
  import { parentPort } from "node:worker_threads";
  import { array, matmul, matrixTranspose, toRecord } from "@linnet/core";
  parentPort.on("message", (record) => {
    const x = array(record);
    const answer = toRecord(matmul(x, matrixTranspose(x)));
    parentPort.postMessage(answer, [answer.data.buffer]);
  });
`;

describe("arrays and workers that compute with them", () => {
  const { outputFiles } = buildSync({
    stdin: { contents: computing, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    conditions: ["@linnet/source", "node"],
  });
  const worker = new Worker(outputFiles[0].text, { eval: true });
  afterAll(() => worker.terminate());

  it.each(["float32", "float64", "complex64", "complex128"] as const)(
    "%s crosses by transfer, is computed with there, and comes back by transfer",
    async (dtype) => {
      const x: NDArray = random(3).normal([5, 7], { dtype }).slice("::2", "::-1");
      const record = toRecord(x);
      worker.postMessage(record, [record.data.buffer as ArrayBuffer]);
      expect(record.data.length).toBe(0); // it changed hands
      const [message] = await once(worker, "message");
      const y: NDArray = array(message);
      expect([y.dtype, y.shape]).toEqual([dtype, [3, 3]]);
      expect(y.toTypedArray()).toEqual(matmul(x, x.T).toTypedArray()); // the same bits
    },
  );

  it("a record whose buffer went away is refused", async () => {
    const record = toRecord(array([[3, 4]]));
    worker.postMessage(record, [record.data.buffer as ArrayBuffer]);
    await once(worker, "message");
    const made = (): unknown => array(record);
    expect(made).toThrow(ValueError);
    expect(made).toThrow(
      "array: data must be in memory; got a Float64Array whose buffer is detached. Copy it before its buffer is transferred.",
    );
  });
});
