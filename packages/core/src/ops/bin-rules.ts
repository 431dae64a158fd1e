/** How many bins of equal width suit the data; NumPy's names. */
export type BinRule = "auto" | "sqrt" | "sturges" | "rice" | "scott" | "doane" | "fd";

/** The width that a rule asks for; 0 where it finds no spread to go by. */
type Width = (data: Float64Array) => number;

const sqrt: Width = (data) => range(data) / Math.sqrt(data.length);
const sturges: Width = (data) => range(data) / (Math.log2(data.length) + 1);
const rice: Width = (data) => range(data) / (2 * Math.cbrt(data.length));
const scott: Width = (data) => Math.cbrt((24 * Math.sqrt(Math.PI)) / data.length) * Math.sqrt(moment(data, 2));
const fd: Width = (data) => (2 * (quantileOf(data, 0.75) - quantileOf(data, 0.25))) / Math.cbrt(data.length);

/** Sturges's, with more bins the more skewed the data are. */
const doane: Width = (data) => {
  const n = data.length;
  const deviation = Math.sqrt(moment(data, 2));
  if (n < 3 || deviation === 0) return 0;
  const skewness = moment(data, 3) / deviation ** 3;
  const spread = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3))); // of the skewness of normal data
  return range(data) / (1 + Math.log2(n) + Math.log2(1 + Math.abs(skewness) / spread));
};

/** Of fd and sturges the one with more bins, but not more than twice as many as sqrt's. */
const auto: Width = (data) => Math.min(Math.max(fd(data), sqrt(data) / 2), sturges(data));

export const binRules: Readonly<Record<BinRule, Width>> = { auto, sqrt, sturges, rice, scott, doane, fd };

/**
 * How many bins a rule makes between two edges, at least one.
 *
 * @param data those between the edges, ascending
 * @param whole whether they are integers, for which no bin is narrower than 1
 */
export function binsBy(rule: BinRule, data: Float64Array, low: number, high: number, whole: boolean): number {
  if (data.length === 0) return 1;
  const width = binRules[rule](data);
  if (!(width > 0)) return 1;
  return Math.max(1, Math.ceil((high - low) / (whole ? Math.max(width, 1) : width)));
}

function range(data: Float64Array): number {
  return data[data.length - 1] - data[0];
}

/** The mean of (x − mean)ᵏ. */
function moment(data: Float64Array, k: number): number {
  const mean = data.reduce((a, b) => a + b, 0) / data.length;
  return data.reduce((sum, x) => sum + (x - mean) ** k, 0) / data.length;
}

/** By the method `"linear"` of `quantile`. */
function quantileOf(data: Float64Array, q: number): number {
  const rank = (data.length - 1) * q;
  const low = Math.floor(rank);
  return data[low] + (rank - low) * (data[Math.ceil(rank)] - data[low]);
}
