"""Makes the picture of the lesson on singular values from scikit-image's copy of Chelsea the cat. Needs Pillow.

The photograph is Stéfan van der Walt's. scikit-image 0.26.0, `skimage/data/_fetchers.py`, says of it: "No copyright
restrictions.  CC0 by the photographer (Stefan van der Walt)."
"""

import base64
import hashlib
import sys
from pathlib import Path

from PIL import Image

TARGET = Path(__file__).resolve().parents[2] / "apps/playground/src/lessons/svd/cat.ts"
SOURCE_SHA256 = "596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb"  # as in skimage/data/_registry.py
CROP = (97, 0, 397, 300)  # both eyes
SIDE = 128


def main():
    source = Path(sys.argv[1])  # …/skimage/data/chelsea.png
    assert hashlib.sha256(source.read_bytes()).hexdigest() == SOURCE_SHA256
    gray = Image.open(source).crop(CROP).convert("L")  # 0.299 R + 0.587 G + 0.114 B
    grays = gray.resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()  # the mean of the area that a pixel covers
    TARGET.write_text(module(grays), encoding="utf-8")


def module(grays):
    return f'''import type {{ OwnImage }} from "../../own-data/own-image.js";

/**
 * Chelsea the cat, photographed by Stéfan van der Walt, who has dedicated the picture to the public domain (CC0 1.0, whose text is
 * `LICENSE-CC0`). Made by tooling/oracle/chelsea.py from `skimage/data/chelsea.png` of scikit-image 0.26.0: its square with
 * both eyes, 300 × 300 pixels, in {SIDE} × {SIDE} grays of a byte each.
 */
export const CAT: OwnImage = {{
  name: "Chelsea the cat, by Stéfan van der Walt (CC0)",
  rows: unpack(
    "{base64.b64encode(grays).decode()}",
  ),
  height: 300,
  width: 300,
}};

/** Grays of a byte each, in base64, as rows of numbers from 0 to 1. */
function unpack(packed: string): number[][] {{
  const grays = Array.from(atob(packed), (byte) => Number((byte.charCodeAt(0) / 255).toFixed(3)));
  return Array.from({{ length: {SIDE} }}, (_, i) => grays.slice({SIDE} * i, {SIDE} * (i + 1)));
}}
'''


if __name__ == "__main__":
    main()
