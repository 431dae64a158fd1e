/** How a quantile between two elements is defined; NumPy's names in camelCase (Hyndman & Fan 1996 number nine of them). */
export type QuantileMethod =
  | "linear"
  | "lower"
  | "higher"
  | "midpoint"
  | "nearest"
  | "invertedCdf"
  | "averagedInvertedCdf"
  | "closestObservation"
  | "interpolatedInvertedCdf"
  | "hazen"
  | "weibull"
  | "medianUnbiased"
  | "normalUnbiased";

/** An order statistic and how far it lies on the way to the next: rank `low` (from 0, not yet limited) and `fraction`. */
export type Rank = readonly [low: number, fraction: number];
type Rule = (n: number, q: number) => Rank;

const split = (virtual: number): Rank => [Math.floor(virtual), virtual - Math.floor(virtual)];

/** Definitions 4 to 9: rank n·q + α + q·(1 − α − β), counted from 1. */
const continuous = (n: number, q: number, alpha: number, beta: number): Rank =>
  split(n * q + (alpha + q * (1 - alpha - beta)) - 1);

/** A step to the next element, unless the rank is met exactly. */
const up = ([low, fraction]: Rank, atWhole: number): Rank => [low, fraction === 0 ? atWhole : 1];

const spread: Rule = (n, q) => split((n - 1) * q);

export const methods: Readonly<Record<QuantileMethod, Rule>> = {
  linear: spread,
  lower: (n, q) => [spread(n, q)[0], 0],
  higher: (n, q) => up(spread(n, q), 0),
  midpoint(n, q) {
    const [low, fraction] = spread(n, q);
    return [low, fraction === 0 ? 0 : 0.5];
  },
  nearest(n, q) {
    const [low, fraction] = spread(n, q);
    return [low, fraction > 0.5 || (fraction === 0.5 && low % 2 !== 0) ? 1 : 0];
  },
  invertedCdf: (n, q) => up(split(n * q - 1), 0),
  averagedInvertedCdf: (n, q) => up(split(n * q - 1), 0.5),
  closestObservation(n, q) {
    const [low, fraction] = split(n * q - 1.5);
    return [low, fraction === 0 && Math.abs(low % 2) === 1 ? 0 : 1];
  },
  interpolatedInvertedCdf: (n, q) => continuous(n, q, 0, 1),
  hazen: (n, q) => continuous(n, q, 0.5, 0.5),
  weibull: (n, q) => continuous(n, q, 0, 0),
  medianUnbiased: (n, q) => continuous(n, q, 1 / 3, 1 / 3),
  normalUnbiased: (n, q) => continuous(n, q, 3 / 8, 3 / 8),
};
