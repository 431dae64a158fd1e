// Which Python has a library: the one in the path, or the system's, which Debian's packages (python3-torch, python3-sklearn) install into.
import { execFileSync } from "node:child_process";

const candidates = ["python3", "/usr/bin/python3"];
const found = new Map();

/** The interpreter of Python contenders: one that can import `module`, where there is such. */
export function interpreter(module) {
  if (!found.has(module)) {
    const has = (program) => answer(program, `import ${module}; print('yes')`) === "yes";
    found.set(module, candidates.find(has) ?? candidates[0]);
  }
  return found.get(module);
}

/** What a program prints; "" where there is no such interpreter, or it fails. */
export function answer(program, script) {
  try {
    return execFileSync(program, ["-c", script], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}

/** Where the libraries of linear algebra are that a process has loaded, and what OpenBLAS says of itself. */
const describeTorch = `
import ctypes, os, re, torch
torch.randn(64, 64) @ torch.randn(64, 64)
with open("/proc/self/maps") as maps:
    paths = sorted({line.split()[-1] for line in maps if re.search(r"/lib(open)?blas|/libmkl_rt|/libblis", line)})
names = [os.path.basename(os.path.realpath(path)) for path in paths]
for path in paths:
    try:
        library = ctypes.CDLL(path)
        for f in (library.openblas_get_config, library.openblas_get_corename): f.restype = ctypes.c_char_p
        names = [f"{library.openblas_get_config().decode()}, kernels for {library.openblas_get_corename().decode()}"]
    except (AttributeError, OSError): pass
print(f"PyTorch {torch.__version__} with {', '.join(names) or 'no BLAS that it names'}")`;

/** A sentence about the PyTorch that is measured: its version, its BLAS, and what told that which kernels to take. */
export function torchInWords() {
  const words = answer(interpreter("torch"), describeTorch);
  if (words === "") return "PyTorch is not here.";
  const chosen = process.env.OPENBLAS_CORETYPE;
  const by = chosen === undefined ? "" : ` (by OPENBLAS_CORETYPE=${chosen}; left to itself it may take others)`;
  return `${words}${by}; one thread where it does not say two.`;
}
