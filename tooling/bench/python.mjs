// Which Python has PyTorch: the one in the path, or the system's, which Debian's python3-torch installs into.
import { execFileSync } from "node:child_process";

const candidates = ["python3", "/usr/bin/python3"];
let found = null;

/** The interpreter of Python contenders: one that can import torch where there is such, for those that need it. */
export function interpreter(needsTorch) {
  return needsTorch ? (found ??= candidates.find(hasTorch) ?? candidates[0]) : candidates[0];
}

function hasTorch(program) {
  return answer(program, "import torch; print('yes')") === "yes";
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
  const words = answer(interpreter(true), describeTorch);
  if (words === "") return "PyTorch is not here.";
  const chosen = process.env.OPENBLAS_CORETYPE;
  const by = chosen === undefined ? "" : ` (by OPENBLAS_CORETYPE=${chosen}; left to itself it may take others)`;
  return `${words}${by}; one thread where it does not say two.`;
}
