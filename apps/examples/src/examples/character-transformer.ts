import { random } from "@linnet/core";
import { loadDevilsDictionary } from "@linnet/data";
import { adamw, cosineDecay, evaluate, fit } from "@linnet/nn";
import { bigramEntropy, encode } from "../data/text.js";
import { continued, nextCharacterLoss, transformer, windows } from "../models/character-transformer.js";
import type { Example } from "../run/example.js";

/** How much of a text to read, and how. */
export interface Reading {
  /** Characters to learn from and to test on. */
  readonly length: number;
  readonly features: number;
  readonly depth: number;
  /** Distance between the beginnings of windows to learn from. */
  readonly stride: number;
  readonly epochs: number;
}

const TIME = 64;
const BATCH = 32;
/** Steps between two points of the curve. */
const EVERY = 20;
const TESTED = 0.1;

export const characterTransformer: Example = {
  name: "character-transformer",
  shows:
    "A transformer reads The Devil's Dictionary, and expects the characters of its last tenth better than pairs of letters do",
  bar: { words: "bits a character below the text's bigram entropy (ratio < 1)", holds: (ratio) => ratio < 1 },
  seeds: [1, 2, 3],
  format: (ratio) => ratio.toFixed(3),
  run: (seed, say) => measure(seed, { length: 160_000, features: 64, depth: 2, stride: 16, epochs: 2 }, say),
};

/** Bits a character of unseen text, by the bigram entropy of all of it. */
export async function measure(seed: number, reading: Reading, say: (line: string) => void) {
  const text = encode(loadDevilsDictionary().slice(0, reading.length));
  const { alphabet, codes } = text;
  const entropy = bigramEntropy(text);
  const cut = Math.floor(codes.length * (1 - TESTED));
  const test = windows(codes.subarray(cut), TIME, TIME);
  const bits: number[] = [];
  const data = windows(codes.subarray(0, cut), TIME, reading.stride);
  const steps = reading.epochs * Math.ceil(data.x.shape[0] / BATCH);
  const start = transformer(random(seed), { alphabet: alphabet.length, heads: 4, ...reading });
  const { model } = await fit(start, data, {
    loss: nextCharacterLoss,
    optimizer: adamw({ learningRate: cosineDecay(0.004, { steps }) }),
    epochs: reading.epochs,
    batchSize: BATCH,
    seed,
    onStep({ step, loss }) {
      if (step % EVERY !== 0) return;
      bits.push(loss / Math.LN2);
      if (step % 100 === 0) say(`step ${step}: ${bits[bits.length - 1].toFixed(3)} bits`);
    },
  });
  const own = evaluate(model, test, { loss: nextCharacterLoss }).loss / Math.LN2;
  const prompt = Array.from("LOVE, n. ", (character) => alphabet.indexOf(character));
  const written = continued(model, prompt, 150, TIME, random(seed)).map((code) => alphabet[code]);
  return {
    value: own / entropy,
    note: `${own.toFixed(3)} bits a character, bigram entropy ${entropy.toFixed(3)}; it writes “${written.join("").replace(/\s+/g, " ")}”`,
    chart: {
      title: "Character transformer",
      xLabel: "step",
      yLabel: "bits a character",
      x: bits.map((_, i) => EVERY * i),
      series: { "training batches": bits, "bigram entropy": bits.map(() => entropy) },
    },
  };
}
