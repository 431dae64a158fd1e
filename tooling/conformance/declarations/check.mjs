// Type-checks a user's file against the built declarations, libraries included, with TypeScript 7 and with 5.9.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
for (const compiler of ["typescript", "typescript-5"]) {
  const tsc = fileURLToPath(new URL(`../node_modules/${compiler}/bin/tsc`, import.meta.url));
  const { status } = spawnSync("node", [tsc, "-p", here, "--pretty", "false"], { cwd: here, stdio: "inherit" });
  if (status !== 0) {
    console.log(`✗ the declarations do not compile with ${compiler}`);
    process.exitCode = 1;
  }
}
