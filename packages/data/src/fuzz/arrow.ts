import fixtures from "../arrow/fixtures/arrow.json" with { type: "json" };
import { tableFromArrow } from "../arrow/read.js";
import { tableFixture } from "../columnar/fixtures/expected.js";
import type { FuzzTarget } from "./target.js";

const kinds = ["few columns, file", "few columns, stream"];

export const arrow: FuzzTarget = {
  format: "Arrow",
  files: fixtures.read.map(tableFixture).flatMap(({ name, file }) => (kinds.includes(name) ? [file] : [])),
  early: 2000,
  read: (bytes) => tableFromArrow(bytes),
};
