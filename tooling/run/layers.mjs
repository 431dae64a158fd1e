// Checks that no package declares a dependency on one that its layer may not see, for development neither.
// `turbo boundaries` sees to the rest: nothing undeclared is imported, no cycles, and no forbidden layer is reached even
// through another package (its allow-lists are this table with everything that follows from it).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./command.mjs";

const layers = {
  kernels: [],
  core: ["kernels"],
  linalg: ["core", "kernels"],
  data: ["core"],
  autograd: ["core"],
  optimize: ["linalg", "core"],
  stats: ["optimize", "linalg", "core"],
  plot: ["stats", "core"],
  nn: ["autograd", "optimize", "stats", "linalg", "data", "core", "kernels"],
  explain: ["linalg", "core"],
};

for (const [name, allowed] of Object.entries(layers)) {
  const text = readFileSync(join(root, "packages", name, "package.json"), "utf8");
  const { dependencies, devDependencies, peerDependencies } = JSON.parse(text);
  const declared = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies });
  const forbidden = declared
    .filter((dependency) => dependency.startsWith("@linnet/") && !dependency.startsWith("@linnet/tooling-"))
    .filter((dependency) => !allowed.includes(dependency.slice("@linnet/".length)));
  for (const dependency of forbidden) {
    console.log(`packages/${name}: may import ${allowed.join(", ") || "no other package"}; got ${dependency}.`);
    process.exitCode = 1;
  }
}
