// Playwright reporter: counts the run, for `npm test` into the file LINNET_TALLY, alone as the last line.
import { writeFileSync } from "node:fs";
import { tallyLine } from "./tally-line.mjs";

const kinds = { expected: "passed", flaky: "passed", unexpected: "failed", skipped: "skipped" };

export default class TallyReporter {
  onBegin(_config, suite) {
    this.suite = suite;
  }

  onEnd() {
    const count = { passed: 0, failed: 0, skipped: 0, failures: [] };
    for (const test of this.suite.allTests()) {
      const kind = kinds[test.outcome()];
      count[kind]++;
      if (kind === "failed") count.failures.push(test.titlePath().filter(Boolean).join(" › "));
    }
    const file = process.env["LINNET_TALLY"];
    if (file) writeFileSync(file, JSON.stringify(count));
    else console.log(tallyLine(count));
  }

  printsToStdio() {
    return false;
  }
}
