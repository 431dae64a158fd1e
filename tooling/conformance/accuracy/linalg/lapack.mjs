// NumPy and SciPy in a process of their own, asked case by case.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A function that sends a case and answers its ratios, with `end` and `versions`. */
export function lapack() {
  const program = fileURLToPath(new URL("lapack.py", import.meta.url));
  const child = spawn("python3", [program], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const gone = once(child, "exit").then(() => {
    throw new Error("python3 with NumPy and SciPy is needed, and ended early.");
  });
  gone.catch(() => {}); // told by whoever waits

  async function judge(factorization, arraysOf) {
    judge.versions ??= JSON.parse((await Promise.race([lines.next(), gone])).value);
    const arrays = arraysOf();
    const header = { factorization, arrays: arrays.map(({ name, dtype, shape }) => ({ name, dtype, shape })) };
    child.stdin.write(`${JSON.stringify(header)}\n`);
    for (const { data } of arrays) child.stdin.write(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    const { value } = await Promise.race([lines.next(), gone]);
    return JSON.parse(value);
  }
  judge.end = () => {
    child.stdin.end();
  };
  return judge;
}
