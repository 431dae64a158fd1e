/** Where an axis has marks, and how a value on it is written. */
export interface Ticks {
  readonly values: readonly number[];
  readonly label: (value: number) => string;
}

/** Numbers below this lose digits (they are subnormal soon) and are drawn as zero. */
const SMALLEST = 1e-300;

/** Ticks at 1, 2 or 5 times a power of ten, about `count` of them, inside [low, high] (the rule of d3's `ticks`). */
export function linearTicks(low: number, high: number, count: number): Ticks {
  const step = tickStep(low, high, count);
  const values = multiples(step, Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9));
  return { values, label: (value) => formatTick(value, step, Math.max(Math.abs(low), Math.abs(high))) };
}

/** The edges of about `count` bins of equal width, ticks that hold [low, high] between them. */
export function binEdges(low: number, high: number, count: number): number[] {
  if (isPoint(low, high)) return binEdges(...around(low, high), count);
  const step = tickStep(low, high, count);
  return multiples(step, Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9));
}

/** The ends of [low, high] moved out to the next tick; ends that are equal but for rounding are moved apart. */
export function niceDomain(low: number, high: number, count: number): [number, number] {
  if (isPoint(low, high)) return around(low, high);
  const step = tickStep(low, high, count);
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
}

/** The ends moved out by a share of the span, so that marks at the ends are whole; equal ends are moved apart. */
export function paddedDomain(low: number, high: number, share: number): [number, number] {
  if (isPoint(low, high)) return around(low, high);
  const pad = (high - low) * share;
  return [low - pad, high + pad];
}

/**
 * Powers of ten (at most `count`); five times and twice them too where fewer than three fit, as far as there is room for twice
 * `count`; even ones where no two do.
 */
export function logTicks(low: number, high: number, count: number): Ticks {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const stride = Math.max(1, Math.ceil((last - first + 1) / count));
  const values: number[] = [];
  if (last - first + 1 >= 3) {
    for (let power = Math.ceil(first / stride) * stride; power <= last; power += stride) values.push(powerOfTen(power));
  } else {
    const within = (multiples: readonly number[]): number[] => {
      const powers = Array.from({ length: last - first + 2 }, (_, i) => powerOfTen(first - 1 + i));
      const all = powers.flatMap((power) => multiples.map((m) => m * power));
      return all.filter((value) => value >= low * 0.999 && value <= high * 1.001);
    };
    const choices = [[1, 2, 5], [1, 5], [1]].map(within).filter(({ length }) => length > 1);
    values.push(...(choices.find(({ length }) => length <= 2 * count) ?? choices.at(-1) ?? []));
  }
  return values.length > 1 ? { values, label: formatNumber } : linearTicks(low, high, count);
}

/** Whole ticks 0 … n−1 under names, thinned so that a name fits into `space` pixels each. */
export function namedTicks(names: readonly string[], space: number, need: number): Ticks {
  const stride = Math.max(1, Math.ceil(need / space));
  const values = Array.from({ length: Math.ceil(names.length / stride) }, (_, i) => i * stride);
  return { values, label: (value) => names[value] };
}

/** A value to four digits: 0.1234, 12.3, −1.5e−7; not finite as a word. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const text =
    size !== 0 && (size >= 1e6 || size < 1e-4) ? value.toExponential(3) : String(Number(value.toPrecision(4)));
  return tidy(text);
}

/** A count in full; what is none, or has more digits than are exact, as a value. */
export function formatCount(count: number): string {
  return Number.isInteger(count) && count < 1e15 ? String(count) : formatNumber(count);
}

/** A share as a percentage: 0.1234 is 12.3 %; what is not the whole is never written as 100 %. */
export function formatPercent(share: number, digits = 1): string {
  const rounded = Number((share * 100).toFixed(digits));
  return `${tidy(String(rounded === 100 && share < 1 ? 100 - powerOfTen(-digits) : rounded))} %`;
}

/** How many there are, in words: 1 value, 2 values. */
export function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

/** Whether the span is so small beside its ends that ticks in it would not differ. */
export function isPoint(low: number, high: number): boolean {
  return high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-12 || high - low < SMALLEST;
}

function around(low: number, high: number): [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const half = size < SMALLEST ? 1 : size / 2;
  return [low - half, high + half];
}

/** k·step for k from first to last; step = 10⁻ᵖ would print 0.30000000000000004, but dividing by 10ᵖ is exact to the last digit. */
function multiples(step: number, first: number, last: number): number[] {
  const at = (k: number) => (step < 1 ? k / Math.round(1 / step) : k * step);
  return Array.from({ length: last - first + 1 }, (_, i) => at(first + i));
}

/** The step of about `count` ticks: 1, 2 or 5 times a power of ten. */
export function tickStep(low: number, high: number, count: number): number {
  const raw = (high - low) / Math.max(1, count);
  const power = powerOfTen(Math.floor(Math.log10(raw)));
  const error = raw / power;
  return power * (error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1);
}

/** The number nearest to a power of ten; `10 ** power` differs between engines in its last bit, and pictures with it. */
function powerOfTen(power: number): number {
  return Number(`1e${power}`);
}

function formatTick(value: number, step: number, largest: number): string {
  const power = Math.floor(Math.log10(step) + 1e-9);
  if (largest < 1e6 && step >= 1e-4) return tidy(value.toFixed(Math.max(0, -power)));
  if (Math.abs(value) < step / 2) return "0";
  const digits = Math.floor(Math.log10(Math.abs(value)) + 1e-9) - power; // as many as tell it from its neighbours
  return tidy(value.toExponential(Math.min(Math.max(digits, 0), 20)));
}

/** A true minus, no plus in an exponent, no zeros at the end of its digits. */
function tidy(text: string): string {
  return text
    .replace(/(?:\.0+|(\.\d*[1-9])0+)e/, "$1e")
    .replace("e+0", "")
    .replace("e+", "e")
    .replaceAll("-", "−")
    .replace(/^−(0(?:\.0*)?)$/, "$1");
}
