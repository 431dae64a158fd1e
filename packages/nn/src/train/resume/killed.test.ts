import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { random } from "@linnet/core";
import { build } from "tsup";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parametersOf } from "../../checkpoint.js";
import { fit } from "../fit.js";
import { loadNewest } from "./load-newest.js";
import { fileStore } from "./store.js";
import { examples, net, options } from "./testing.js";

const EPOCHS = 100;
const KILLS = 20;

let folder = "";
let program = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-killed-"));
  const entry = join(folder, "train.ts");
  const here = JSON.stringify(new URL(".", import.meta.url).pathname);
  const source = `
    import { fit } from ${here.slice(0, -1)}../fit.js";
    import { examples, net, options } from ${here.slice(0, -1)}testing.js";
    const checkpoint = { path: process.argv[2], every: { steps: 1 }, keep: 2 };
    const told = (event) => event.type === "checkpoint" && process.stdout.write(event.step + "\\n");
    fit(net(), examples(), { ...options(${EPOCHS}), checkpoint, resume: true, onEvent: told }).then(() => process.exit(0));
  `;
  await writeFile(entry, source);
  await build({
    entry: [entry],
    outDir: folder,
    format: "cjs",
    target: "es2022",
    noExternal: [/./],
    esbuildOptions(esbuild) {
      esbuild.conditions = ["@linnet/source", "node"];
    },
    config: false,
    silent: true,
    dts: false,
  });
  program = join(folder, "train.cjs");
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

/** Trains in a process of its own until that has told of a checkpoint. */
async function begun(path: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, path], { stdio: ["ignore", "pipe", "inherit"] });
  await Promise.race([once(child.stdout as NodeJS.ReadableStream, "data"), once(child, "exit")]); // its output is piped
  return child;
}

it("a run that is killed at random moments always leaves a checkpoint, and ends with the same bits", async () => {
  const path = join(folder, "run.safetensors");
  const rng = random(11);
  for (let kill = 0; kill < KILLS; kill++) {
    const child = await begun(path);
    expect(child.exitCode).toBeNull(); // there is something left to kill
    const [delay] = rng.uniform([1], { low: 0, high: 10 }).toTypedArray();
    await new Promise((resolve) => setTimeout(resolve, delay));
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);
    expect((await loadNewest("fit", fileStore(path, Infinity)))?.warnings).toEqual([]);
  }
  const resumed = await fit(net(2), examples(), { ...options(EPOCHS), resume: path }); // the rest of it
  const straight = await fit(net(), examples(), options(EPOCHS));
  expect(resumed.history).toEqual(straight.history);
  const [a, b] = [resumed, straight].map(({ model }) => Object.values(parametersOf(model)).map((x) => x.toArray()));
  expect(a).toEqual(b);
  expect((await readdir(folder)).filter((name) => /^run\.safetensors(\.1)?$/.test(name))).toHaveLength(2);
}, 600_000); // twenty processes begin, perhaps on a machine that is busy
