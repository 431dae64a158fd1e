import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";
import { SAMPLES, type Sample } from "../samples/catalogue.js";
import { loadSample } from "../samples/load-sample.js";
import { LinkError, readLink } from "./share/link.js";

/** A program that the address has led to. */
export interface Opened {
  readonly text: string;
  /** Null for a program of one's own. */
  readonly sample: Sample | null;
}

export interface Opening {
  /** The sample that was opened last, if it was one. */
  readonly sample: Accessor<Sample | null>;
  /** Why the address could not be followed; "" when it was. */
  readonly refused: Accessor<string>;
  /** Whether the program is still on its way. */
  readonly isOpening: Accessor<boolean>;
}

/** Opens the program that the address asks for, now and whenever it changes: the first sample where it asks for nothing. */
export function followAddress(open: (text: string) => void): Opening {
  const [sample, setSample] = createSignal<Sample | null>(null);
  const [refused, setRefused] = createSignal("");
  const [isOpening, setOpening] = createSignal(true);
  let latest = 0;
  const follow = async (): Promise<void> => {
    const mine = ++latest;
    setOpening(true);
    const { opened, why } = await openProgram(location.hash);
    if (mine !== latest) return;
    setRefused(why);
    setSample(opened?.sample ?? null);
    if (opened !== null) open(opened.text);
    setOpening(false);
  };
  const changed = (): void => void follow();
  onMount(changed);
  addEventListener("hashchange", changed);
  onCleanup(() => removeEventListener("hashchange", changed));
  return { sample, refused, isOpening };
}

/** What an address leads to; where it leads nowhere, the first sample, and why. */
async function openProgram(hash: string): Promise<{ readonly opened: Opened | null; readonly why: string }> {
  try {
    const asked = await readLink(hash);
    if (asked.kind === "program") return { opened: { text: asked.text, sample: null }, why: "" };
    const id = asked.kind === "sample" ? asked.id : SAMPLES[0].id;
    const sample = SAMPLES.find((sample) => sample.id === id);
    if (sample === undefined) throw new LinkError(`There is no sample "${id}". The editor begins as usual.`);
    return { opened: { text: await loadSample(sample), sample }, why: "" };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (!(error instanceof LinkError)) return { opened: null, why };
    return { ...(await openProgram("")), why };
  }
}
