import { decodeCsv } from "../formats/csv/decode.js";
import type { FuzzTarget } from "./target.js";

const files = [
  "a,b,c\n1,x,true\n-2,y,FALSE\n",
  'name;price\r\n"Smith, ""J.""";1,5\r\n\r\nMüller 😀;NA\r\n',
  "\uFEFFx\ty\r007\t1e300\r.5\t-9007199254740993\r",
  '"a\nb"|c\n"1\r2"|"3"',
];

export const csv: FuzzTarget = {
  format: "CSV",
  files: files.map((text) => new TextEncoder().encode(text)),
  early: 12,
  read(bytes) {
    decodeCsv(bytes);
    return decodeCsv(bytes, { header: false, decimal: ",", trim: true, comment: "#", types: "string" });
  },
};
