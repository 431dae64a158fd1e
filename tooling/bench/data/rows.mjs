// The rows of docs/benchmarks/data.md: files from a warm disk into arrays, and arrays into pictures.

const js = (library, module) => (task) => ({ library, module, task });
const linnet = js("linnet", "data/linnet.mjs");
const parser = (library) => (task) => ({ library, module: "peers/data-csv.mjs", task: `${task} ${library}` });
const papa = parser("Papa Parse");
const danfo = parser("danfo.js");
const python = (library) => (task) => ({ library, module: "peers/data.py", task });
const numpy = python("NumPy");
const pandas = python("pandas");

/** At least that many bytes in a second. */
const rate = (bytes, perSecond) => ({ atMost: (bytes / perSecond) * 1e9 });
const GB = 1e9;
const MB = 1e6;

/** A row: who reads the file, how large it is about, and what is to be reached. */
function row(title, task, sizes, bytes, contenders, goals) {
  return {
    title,
    inputs: () => sizes,
    work: { unit: "MB/s", perCall: bytes / MB },
    contenders: [linnet(task), ...contenders.map((make) => make(task))],
    goals,
    rounds: 5,
    longest: 15_000,
    warmUp: 1500, // ms
  };
}

const matrix = { n: 320_000, p: 100 };
const singles = { n: 640_000, p: 100 };
const images = { n: 60_000 };
const table = { n: 140_000, p: 20 };

const rows = [
  row("npy, float64, 256 MB", "npy", matrix, 256 * MB, [numpy], [rate(256 * MB, GB)]),
  row(
    "safetensors, 64 float32 tensors, 268 MB",
    "safetensors",
    { n: 1024, count: 64 },
    268.4 * MB,
    [],
    [rate(268.4 * MB, GB)],
  ),
  row("IDX, uint8, 47 MB", "idx", images, 47.04 * MB, [numpy], [rate(47.04 * MB, GB)]),
  row("IDX, float32 (its bytes turned around), 256 MB", "idxFloats", singles, 256 * MB, [numpy], [rate(256 * MB, GB)]),
  row("npz, stored, 256 MB", "npz", matrix, 256 * MB, [numpy], []),
  row("npz, deflated, 47 MB of pixels", "npzDeflated", images, 47.04 * MB, [numpy], []),
  row(
    "CSV, doubles with 17 digits, 20 columns",
    "csv",
    table,
    54.97 * MB,
    [pandas, numpy, papa, danfo],
    [rate(54.97 * MB, 100 * MB)],
  ),
  row(
    "CSV, numbers with 6 digits, 20 columns",
    "csvShort",
    table,
    25.96 * MB,
    [pandas, numpy, papa, danfo],
    [rate(25.96 * MB, 100 * MB)],
  ),
  row("CSV, texts and numbers, quoted, missing", "csvMixed", { n: 500_000 }, 18.28 * MB, [pandas, papa, danfo], []),
  picture("a scatter of 10,000 points to SVG", "scatter", 150e6),
  picture("a heatmap 512 × 512 to SVG", "heatmap", 200e6),
];

function picture(title, task, atMost) {
  return { title, inputs: () => ({}), contenders: [linnet(task)], goals: [{ atMost }], rounds: 9 };
}

export const data = rows.map((one) => ({ ...one, name: `data: ${one.title}`, page: "data" }));
