import type { Fields, Fit, ValuesOf } from "./fields.js";

/** What an address names: a lesson, the values of its fields, and a step. */
export interface Address {
  /** "" is the list of all lessons. */
  readonly lesson: string;
  readonly query: URLSearchParams;
}

/** Reads the part of an address from `#` on: `#/vectors?u=3_1&step=2`. */
export function readAddress(hash: string): Address {
  const [, lesson, query] = /^#?\/?([^?]*)\??(.*)$/s.exec(hash) ?? ["", "", ""];
  return { lesson, query: new URLSearchParams(query) };
}

export interface ReadState<V> {
  readonly values: V;
  /** From 0. */
  readonly step: number;
  /** Names of what the link says and no field can hold; their fields are as they begin. */
  readonly refused: readonly string[];
}

/**
 * The values that a link gives the fields. What it does not say is as it begins; what it says wrongly too, and is named. So are
 * all fields of a fit that does not hold.
 */
export function readState<F extends Fields>(
  fields: F,
  query: URLSearchParams,
  fits: readonly Fit<ValuesOf<F>>[] = [],
): ReadState<ValuesOf<F>> {
  const names = [...query.keys()];
  const refused = names.filter(
    (name, i) => names.indexOf(name) !== i || (name !== "step" && !Object.hasOwn(fields, name)),
  );
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const text = refused.includes(name) ? null : query.get(name);
    const value = text === null || field.local === true ? null : field.read(text);
    if (text !== null && value === null) refused.push(name);
    values[name] = value ?? field.initial;
  }
  for (const fit of fits) {
    if (fit.holds(values as ValuesOf<F>)) continue;
    refused.push(...fit.of.filter((name) => query.has(name)));
    for (const name of fit.of) values[name] = fields[name].initial;
  }
  const step = query.get("step");
  const isStep = step !== null && /^[1-9]\d{0,3}$/.test(step);
  if (step !== null && !isStep) refused.push("step");
  return {
    values: values as ValuesOf<F>,
    step: isStep ? Number(step) - 1 : 0,
    refused: [...new Set(refused)],
  };
}

/** The address of a lesson as it stands: only what differs from where it begins. */
export function writeAddress(
  lesson: string,
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
  step: number,
): string {
  const said = Object.entries(fields)
    .filter(([, { local }]) => local !== true)
    .map(([name, field]) => [name, field.write(values[name]), field.write(field.initial)])
    .filter(([, now, begin]) => now !== begin)
    .map(([name, now]) => `${name}=${encodeURIComponent(now)}`);
  if (step > 0) said.push(`step=${step + 1}`);
  return `#/${lesson}${said.length > 0 ? `?${said.join("&")}` : ""}`;
}
