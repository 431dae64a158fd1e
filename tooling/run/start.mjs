// `npm start`: from a fresh clone to the digits pipeline in the terminal, then the same pipeline as a page.
// `npm start -- --no-serve`, or CI set: ends after the pipeline.
import { join } from "node:path";
import { command, root } from "./command.mjs";
import { install } from "./install.mjs";
import { step } from "./step.mjs";

const playground = join(root, "apps/playground");
const serve = !process.argv.includes("--no-serve") && !process.env["CI"];

const ok =
  (await install()) &&
  (await step("building the packages and the playground", ["turbo", "run", "build", "--filter=@linnet/playground"])) &&
  (await runPipeline()) &&
  (!serve || (await servePage()));
process.exitCode = ok ? 0 : 1;

/** In the terminal itself, not through turbo, so that progress can be redrawn on its line. */
async function runPipeline() {
  return step("running the digits pipeline", ["npm", "run", "--silent", "pipeline"], { cwd: playground, show: true });
}

/** Until it is stopped with Ctrl+C; vite prints the address. */
async function servePage() {
  console.log("▸ serving the playground; stop it with Ctrl+C");
  await command(["npm", "run", "--silent", "preview"], { cwd: playground, show: true });
  return true;
}
