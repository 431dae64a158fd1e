// Installs the workspace on a machine that has only Node and npm: npx fetches the pinned pnpm, pnpm does the rest.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./command.mjs";
import { step } from "./step.mjs";

/** @returns {Promise<boolean>} whether everything in the lockfile is installed */
export function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return step("installing dependencies", ["npx", "--yes", packageManager, "install", "--frozen-lockfile"]);
}
