// The machine in one line, for every table of times.
import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";

export function machine() {
  const processors = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${processors[0].model.trim()}, ${processors.length} cores, ${memory}; Node ${process.version}${python()}`;
}

/** `; NumPy 2.4.6, PyTorch 2.9` as far as `python3` has them. */
function python() {
  const script = `
import importlib
for name, label in (("numpy", "NumPy"), ("torch", "PyTorch")):
    try: print(label, importlib.import_module(name).__version__)
    except ImportError: pass`;
  try {
    const versions = execFileSync("python3", ["-c", script], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return versions.trim() && `; ${versions.trim().split("\n").join(", ")}`;
  } catch {
    return "";
  }
}
