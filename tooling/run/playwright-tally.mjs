// Playwright reporter: counts the run, for `npm test` into the file LINNET_TALLY, alone as the last line.
import { writeFileSync } from "node:fs";
import { tallyLine } from "./tally-line.mjs";

const kinds = { expected: "passed", flaky: "passed", unexpected: "failed", skipped: "skipped" };

export default class TallyReporter {
  onBegin(_config, suite) {
    this.suite = suite;
  }

  onEnd() {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const test of this.suite.allTests()) count[kinds[test.outcome()]]++;
    const file = process.env["LINNET_TALLY"];
    if (file) writeFileSync(file, JSON.stringify(count));
    else console.log(tallyLine(count));
  }

  printsToStdio() {
    return false;
  }
}
