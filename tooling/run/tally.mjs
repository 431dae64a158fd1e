// The count of everything that `npm test` ran. Test runners leave theirs in files (see ../vitest/tally.mjs).
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./command.mjs";

const noCount = { passed: 0, failed: 0, skipped: 0, failures: [] };

export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  /** What failed, by name, for the end of a long output. */
  failures = [];

  /** Counts one check, whose verdict is yes or no. */
  check(name, ok) {
    if (ok) this.passed++;
    else this.fail(name);
  }

  fail(name) {
    this.failed++;
    this.failures.push(name);
  }

  /**
   * Runs a test runner and adds what it counted. A runner that fails without a failed test, or that leaves no count,
   * is itself one failure.
   *
   * @param {string} name the runner's file in artifacts/tally
   * @param {(env: Record<string, string>) => Promise<boolean>} run starts the runner with these variables set
   * @returns {Promise<boolean>} whether the runner succeeded
   */
  async runner(name, run) {
    const file = join(root, "artifacts/tally", `${name}.json`);
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
    const ok = await run({ LINNET_TALLY: file });
    const count = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : noCount;
    this.passed += count.passed;
    this.skipped += count.skipped;
    this.failed += count.failed;
    this.failures.push(...count.failures);
    if (count === noCount || (!ok && count.failed === 0)) this.fail(name);
    return ok;
  }
}
