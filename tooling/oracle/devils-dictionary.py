"""Cuts entries of The Devil's Dictionary (Ambrose Bierce, 1906) from Debian's copy into TypeScript.

`apt-get download dict-devil` brings the text; its copyright file says that it is in the public domain, its copyright
expired. Entries that speak of women or of peoples in the manner of their day are left out, the others stand as they are,
in their order, up to 160 kB. Needs nothing but Python and the path of devil.dict.dz.

The text is stored as it is: 160 kB, gzipped 66 kB. Deflated and in base 64 it would take 88 kB, gzipped 67 kB, and code to inflate it.
"""

import gzip
import re
import sys
from pathlib import Path

SOURCE = "/usr/share/dictd/devil.dict.dz"
TARGET = Path(__file__).resolve().parents[2] / "packages/data/src/datasets/devils-dictionary-text.ts"
SIZE = 160_000
HEADWORD = re.compile(r"^[A-Z][A-Z'-]+(?: [A-Z'-]+)*(?:, (?:n|adj|v|adv|pp|p|pro|interj|x)\.|\.$)", re.M)
LEFT_OUT = re.compile(
    r"\b(wom[ae]n\w*|female|wife|wives|girl\w*|maids?|maiden\w*|her|she|sex|negro\w*|african\w*|ethiop\w*|jews?|jewish|hebrew\w*"
    r"|savages?|indians?|aborigin\w*|mongol\w*|chin\w*|turks?|mahomet\w*|mohammed\w*|arab\w*|irish\w*|slav\w*|races?|black|heathen\w*"
    r"|nigg\w*|squaws?|coons?|gyps\w*|gips\w*|papoose\w*|injun\w*|cannibal\w*|lynch\w*)\b",
    re.I,
)


def main():
    source = sys.argv[1] if len(sys.argv) > 1 else SOURCE
    with gzip.open(source, "rt", encoding="ascii") as file:
        text = file.read()
    starts = [match.start() for match in HEADWORD.finditer(text)]
    entries = [text[a:b].strip() for a, b in zip(starts, starts[1:])]
    entries = [re.sub(r"[ \t]+$", "", entry, flags=re.M) for entry in entries]
    kept = [entry for entry in entries if not LEFT_OUT.search(entry)]
    whole = ""
    for entry in kept:
        if len(whole) + len(entry) + 2 > SIZE:
            break
        whole += entry + "\n\n"
    TARGET.write_text(module(whole), encoding="ascii")
    print(f"{len(entries)} entries, {len(kept)} kept, {len(whole)} bytes, {len(set(whole))} characters")


def module(text):
    literal = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return f"""/**
 * Made by tooling/oracle/devils-dictionary.py from Debian's dict-devil; do not edit.
 * Ambrose Bierce, The Devil's Dictionary, 1906 and 1911: in the public domain.
 */
export const text: string =
  '{literal}';
"""


if __name__ == "__main__":
    main()
