// Test files of a project share the modules of a process or page, which are read once. Those that change more than arrays
// begin afresh.
import { readFileSync } from "node:fs";

const changes = /\b(configure\w*|useKernels|vi\.(hoisted|resetModules|mock|doMock|stubGlobal))\(/;

/** @param {string | URL} file a test file */
export function beginsAfresh(file) {
  return changes.test(readFileSync(file, "utf8"));
}
