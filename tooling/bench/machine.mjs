// The machine in one line, for every table of times.
import { cpus, totalmem } from "node:os";
import { answer, interpreter } from "./python.mjs";

export function machine() {
  const processors = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${processors[0].model.trim()}, ${processors.length} cores, ${memory}; Node ${process.version}${python()}`;
}

/** `; NumPy 2.4.6, PyTorch 2.9` as far as they are here. */
function python() {
  const version = (program, name) => answer(program, `import ${name}; print(${name}.__version__)`);
  const versions = [
    ["NumPy", version(interpreter("numpy"), "numpy")],
    ["PyTorch", version(interpreter("torch"), "torch")],
    ["pandas", version(interpreter("pandas"), "pandas")],
    ["scikit-learn", version(interpreter("sklearn"), "sklearn")],
  ].filter(([, number]) => number !== "");
  return versions.map(([name, number], i) => `${i === 0 ? "; " : ", "}${name} ${number}`).join("");
}
