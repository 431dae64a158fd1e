import { afterAll, describe, expect, it } from "vitest";
import { type ArrayRecord, type NDArray, ValueError, array, matmul, random, toRecord } from "../index.js";

/** Where this package is served; in pieces, so that no bundler takes it for an asset. */
const library = new URL(["..", "index.ts"].join("/"), import.meta.url).href;

/** Answers x·xᵀ of a record, in memory that it gives away. */
const program = `
  import { array, matmul, matrixTranspose, toRecord } from ${JSON.stringify(library)};
  onmessage = ({ data }) => {
    const x = array(data);
    const answer = toRecord(matmul(x, matrixTranspose(x)));
    postMessage({ answer, left: data.data.length }, [answer.data.buffer]);
  };
`;

interface Message {
  readonly answer: ArrayRecord;
  readonly left: number;
}

describe("arrays and workers of a browser", () => {
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const worker = new Worker(address, { type: "module" });
  afterAll(() => {
    worker.terminate();
    URL.revokeObjectURL(address);
  });

  /** What the worker answers to a record. */
  const asked = (record: ArrayRecord, transfer: Transferable[]): Promise<Message> => {
    worker.postMessage(record, transfer);
    return new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }: MessageEvent<Message>) => resolve(data), { once: true });
      worker.addEventListener("error", ({ message }) => reject(new Error(message)), { once: true });
    });
  };

  it.each(["float32", "float64", "complex64", "complex128"] as const)(
    "%s crosses by transfer, is computed with there, and comes back by transfer",
    async (dtype) => {
      const x: NDArray = random(3).normal([5, 7], { dtype }).slice("::2", "::-1");
      const record = toRecord(x);
      const { answer, left } = await asked(record, [record.data.buffer as ArrayBuffer]);
      expect(record.data.length).toBe(0); // it changed hands
      expect(left).toBe(x.toTypedArray().length);
      const y: NDArray = array(answer);
      expect([y.dtype, y.shape]).toEqual([dtype, [3, 3]]);
      expect(y.toTypedArray()).toEqual(matmul(x, x.T).toTypedArray()); // the same bits
    },
  );

  it("crosses by copy, and stays", async () => {
    const record = toRecord(array([[1, 2]]));
    const { answer } = await asked(record, []);
    expect((array(answer) as NDArray).toArray()).toEqual([[5]]);
    expect(Array.from(record.data)).toEqual([1, 2]);
  });

  it("is refused where its buffer went away", async () => {
    const record = toRecord(array([[3, 4]]));
    await asked(record, [record.data.buffer as ArrayBuffer]);
    const made = (): unknown => array(record);
    expect(made).toThrow(ValueError);
    expect(made).toThrow(
      "array: data must be in memory; got a Float64Array whose buffer is detached. Copy it before its buffer is transferred.",
    );
  });
});
