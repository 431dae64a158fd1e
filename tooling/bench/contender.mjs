// A contender is a process of its own, so that no library works in the wake of another. It prints "ready"; then for each
// line it reads, a number of calls, it makes them and prints the nanoseconds that one took.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { interpreter } from "./python.mjs";

/** What Python imports as the libraries that are not in every interpreter. */
const modules = { PyTorch: "torch", "scikit-learn": "sklearn", pandas: "pandas" };

const here = fileURLToPath(new URL(".", import.meta.url));

export class Contender {
  #child;
  #lines;

  /** @param {string} suite @param {{ library: string, module: string, task?: string }} entry one of suites.mjs */
  constructor(suite, { library, module, task = suite }) {
    this.library = library;
    const words = module.endsWith(".py")
      ? [interpreter(modules[library.split(",")[0]] ?? "numpy"), module, task, library]
      : ["node", "task.mjs", suite, module, task];
    this.#child = spawn(words[0], words.slice(1), { cwd: here, stdio: ["pipe", "pipe", "pipe"] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.problem = "";
    this.#child.stderr.on("data", (bytes) => (this.problem += bytes));
    this.#child.on("error", (error) => (this.problem += error.message));
    this.#child.stdin.on("error", () => {}); // it has ended; the next line read says so
  }

  /** Why it is not ready: the error among the lines it printed; undefined where it printed none. */
  get reason() {
    const lines = this.problem.trim().split("\n");
    return lines.find((line) => line.includes("Error: ")) ?? (lines[0] || undefined);
  }

  /** @returns {Promise<boolean>} false if the library is not here or does not work; `reason` says why */
  async isReady() {
    for (;;) {
      const { done, value } = await this.#lines.next();
      if (done || value === "ready") return !done;
    }
  }

  /** @returns {Promise<number>} nanoseconds for one of `repeats` calls; NaN if the contender has ended */
  async sample(repeats) {
    this.#child.stdin.write(`${repeats}\n`);
    for (;;) {
      const { done, value } = await this.#lines.next();
      if (done) return Number.NaN;
      if (/^[\d.e+]+$/.test(value)) return Number(value); // anything else is the library talking
    }
  }

  stop() {
    this.#child.kill();
  }
}
