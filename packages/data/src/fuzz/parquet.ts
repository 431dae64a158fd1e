import { tableFixture } from "../columnar/fixtures/expected.js";
import fixtures from "../parquet/fixtures/parquet.json" with { type: "json" };
import { loadParquet } from "../parquet/read.js";
import type { FuzzTarget } from "./target.js";

const kinds = ["delta and split encodings", "few columns", "few columns, pages of version 2"];

export const parquet: FuzzTarget = {
  format: "Parquet",
  files: fixtures.read.map(tableFixture).flatMap(({ name, file }) => (kinds.includes(name) ? [file] : [])),
  early: 2000,
  read: (bytes) => loadParquet(bytes),
};
