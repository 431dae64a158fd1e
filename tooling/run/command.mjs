// One command as a child process: started, watched, timed. Its output is shown as it comes, or kept for a failure.
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root directory. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** What every child sees: the workspace's own tools first on PATH (turbo looks for pnpm there), and no telemetry. */
const environment = {
  ...process.env,
  PATH: [join(root, "node_modules/.bin"), process.env["PATH"] ?? ""].join(delimiter),
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
};

/**
 * Runs a command to its end.
 *
 * @param {readonly string[]} words the program and its arguments
 * @param {{ cwd?: string, env?: Record<string, string>, show?: boolean, limit?: number }} [options]
 *   `show`: pass the output on as it comes; `limit`: end it after so many milliseconds
 * @returns {Promise<{ ok: boolean, output: string }>} `output` is empty when it was shown
 */
export function command(words, { cwd = root, env = {}, show = false, limit } = {}) {
  return new Promise((resolve) => {
    const child = spawn(words[0], words.slice(1), {
      cwd,
      env: { ...environment, ...env },
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
      shell: process.platform === "win32",
      timeout: limit,
    });
    let output = "";
    child.stdout?.on("data", (bytes) => (output += bytes));
    child.stderr?.on("data", (bytes) => (output += bytes));
    child.on("error", (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}
