// The process of a JavaScript contender: node task.mjs <suite> <module> <task>; see contender.mjs.
import { createInterface } from "node:readline";
import { setImmediate } from "node:timers/promises";
import { suites } from "./suites.mjs";

const [suite, module, task] = process.argv.slice(2);
const { tasks } = await import(new URL(module, import.meta.url).href);
const run = await tasks[task](suites.find(({ name }) => name === suite).inputs());

console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  await setImmediate(); // finalizers of what earlier samples left
  console.log(await time(Number(line)));
}

/** Where a call returns a promise, it lasts until that settles. */
async function time(repeats) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < repeats; i++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  return Number(process.hrtime.bigint() - start) / repeats;
}
