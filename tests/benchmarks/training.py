"""Measures exact one-image-at-a-time training, 784 → 10, against other ways to take the same steps.

    python tests/benchmarks/training.py [--images FOLDER] [--rounds 3]

All ways train on the same 60,000 images, one thread, in one process (ConvNetJS in its own), taking turns so
that whatever else the machine does meets them alike; the median of the rounds is printed as a Markdown table.
Slow ways take fewer steps of the same run. Ways that are not installed are said to be missing:
`pip install -e '.[bench]'` brings PyTorch and scikit-learn; ConvNetJS is fetched with npm if it is there.
"""
# ruff: noqa: E402  # the number of threads is read when numpy is first imported

from __future__ import annotations

import os

for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.blocks import BLOCK, Blocks
from gdstudio.core.examples import Order, Taking
from gdstudio.core.images import Images
from gdstudio.files.image_sets import open_images
from gdstudio.files.mnist_sample import load_sample

if TYPE_CHECKING:
    from collections.abc import Callable

ALPHA = 0.001
COUNT = 60_000
FASHION = Path("/usr/share/datasets/fashion-mnist")


@dataclass
class Way:
    """One way to train.

    Attributes:
        name: in the table.
        steps: how many steps a round takes.
        run: takes them from weights of 0; returns the seconds it took and the weights, (10, 784).
        seconds: what the rounds took.
        exact: whether its weights are those of plain steps, and so are compared.
    """

    name: str
    steps: int
    run: Callable[[int], tuple[float, np.ndarray]]
    exact: bool = True
    seconds: list[float] = field(default_factory=list)
    difference: float | None = None

    @property
    def rate(self) -> float:
        """Steps a second."""
        return self.steps / median(self.seconds)


def timed(train: Callable[[], np.ndarray]) -> tuple[float, np.ndarray]:
    """Run it once, with the time it took."""
    started = time.perf_counter()
    weights = train()
    return time.perf_counter() - started, weights


# --- ours -------------------------------------------------------------------------------------------------


class Studio:
    """The studio's own blocks; a first pass makes the inverses, later ones keep them."""

    def __init__(self, images: Images) -> None:
        self.images = images
        self.blocks: Blocks | None = None

    def first(self, steps: int) -> tuple[float, np.ndarray]:
        """A pass with nothing kept from before."""
        self.blocks = Blocks(self.images, Order(Taking.IN_TURN), ALPHA, np.zeros(self.images.shape, bool))
        return self._pass(steps)

    def later(self, steps: int) -> tuple[float, np.ndarray]:
        """The same pass with the inverses at hand, from weights of 0 again."""
        if self.blocks is None:
            self.first(steps)
        return self._pass(steps)

    def _pass(self, steps: int) -> tuple[float, np.ndarray]:
        blocks = self.blocks
        if blocks is None:
            raise TypeError("there are no blocks yet")

        def train() -> np.ndarray:
            ran = blocks.run(blocks.begin(np.zeros(self.images.shape), 1), steps)
            return np.array(blocks.weights_at(ran.position))

        return timed(train)


# --- plain numpy ------------------------------------------------------------------------------------------


def full_batch(
    inputs: np.ndarray, targets: np.ndarray, at_once: int
) -> Callable[[int], tuple[float, np.ndarray]]:
    """Two thin products with all images, so many at once: what any exact way must at least do.

    Nothing is learned on the way, so the weights are others. With `at_once` the number of all images, each
    is fetched from memory twice; with a block's, it is still in the cache the second time.
    """

    def run(steps: int) -> tuple[float, np.ndarray]:
        def train() -> np.ndarray:
            weights = np.zeros((10, inputs.shape[1]), np.float32)
            change = np.zeros_like(weights)
            for at in range(0, steps, at_once):
                part = inputs[at : at + at_once]
                deltas = part @ weights.T - targets[at : at + at_once]
                change += deltas.T @ part
            return weights - np.float32(ALPHA) * change

        return timed(train)

    return run


def numpy_loop(inputs: np.ndarray, targets: np.ndarray) -> Callable[[int], tuple[float, np.ndarray]]:
    """The chapter's recipe, one image after the other, with the outer product written into one array."""

    def run(steps: int) -> tuple[float, np.ndarray]:
        def train() -> np.ndarray:
            weights = np.zeros((10, inputs.shape[1]), inputs.dtype)
            change, alpha = np.empty_like(weights), inputs.dtype.type(ALPHA)
            for values, true in zip(inputs[:steps], targets[:steps], strict=True):
                delta = weights @ values - true
                delta *= alpha
                np.multiply(delta[:, np.newaxis], values, out=change)
                weights -= change
            return weights

        return timed(train)

    return run


def plain_loop(inputs: np.ndarray, targets: np.ndarray) -> Callable[[int], tuple[float, np.ndarray]]:
    """The chapter's recipe as one would write it down."""

    def run(steps: int) -> tuple[float, np.ndarray]:
        def train() -> np.ndarray:
            weights, alpha = np.zeros((10, inputs.shape[1]), inputs.dtype), inputs.dtype.type(ALPHA)
            for values, true in zip(inputs[:steps], targets[:steps], strict=True):
                delta = weights @ values - true
                weights -= alpha * np.outer(delta, values)
            return weights

        return timed(train)

    return run


# --- peers ------------------------------------------------------------------------------------------------


def torch_by_hand(inputs: np.ndarray, targets: np.ndarray) -> Callable[[int], tuple[float, np.ndarray]]:
    """PyTorch without autograd: a product, and a rank-one update in place."""
    import torch  # noqa: PLC0415  # a peer, which may be missing

    torch.set_num_threads(1)
    x, y = torch.from_numpy(inputs), torch.from_numpy(targets)

    def run(steps: int) -> tuple[float, np.ndarray]:
        def train() -> np.ndarray:
            weights = torch.zeros(10, inputs.shape[1])
            for values, true in zip(x[:steps], y[:steps], strict=True):
                weights.addr_(torch.mv(weights, values) - true, values, alpha=-ALPHA)
            return weights.numpy()

        return timed(train)

    return run


def torch_autograd(inputs: np.ndarray, targets: np.ndarray) -> Callable[[int], tuple[float, np.ndarray]]:
    """PyTorch as it is taught: a linear layer, half the squared error, backward, an optimizer's step."""
    import torch  # noqa: PLC0415  # a peer, which may be missing

    torch.set_num_threads(1)
    x, y = torch.from_numpy(inputs), torch.from_numpy(targets)

    def run(steps: int) -> tuple[float, np.ndarray]:
        def train() -> np.ndarray:
            layer = torch.nn.Linear(inputs.shape[1], 10, bias=False)
            torch.nn.init.zeros_(layer.weight)
            optimizer = torch.optim.SGD(layer.parameters(), lr=ALPHA)
            for values, true in zip(x[:steps], y[:steps], strict=True):
                optimizer.zero_grad()
                error = 0.5 * (layer(values) - true).square().sum()
                error.backward()
                optimizer.step()
            return layer.weight.detach().numpy()

        return timed(train)

    return run


def scikit_learn(inputs: np.ndarray, targets: np.ndarray) -> Callable[[int], tuple[float, np.ndarray]]:
    """Ten SGDRegressors, one an output, each one pass in the order given; a step is one image in all ten."""
    from sklearn.linear_model import SGDRegressor  # noqa: PLC0415  # a peer, which may be missing

    def run(steps: int) -> tuple[float, np.ndarray]:
        def train() -> np.ndarray:
            rows = []
            for output in range(10):
                learner = SGDRegressor(
                    loss="squared_error", penalty=None, learning_rate="constant", eta0=ALPHA,
                    fit_intercept=False, shuffle=False, max_iter=1, tol=None,
                )  # fmt: skip
                learner.fit(inputs[:steps], targets[:steps, output])
                rows.append(learner.coef_)
            return np.array(rows)

        return timed(train)

    return run


_CONVNET = """
const convnetjs = require('convnetjs'), fs = require('fs');
const folder = process.argv[2], [steps, inputs, alpha] = process.argv.slice(3).map(Number);
const pixels = fs.readFileSync(folder + '/pixels'), labels = fs.readFileSync(folder + '/labels');
const net = new convnetjs.Net();
const input = {type: 'input', out_sx: 1, out_sy: 1, out_depth: inputs};
net.makeLayers([input, {type: 'regression', num_neurons: 10}]);
const layer = net.layers[1];
for (const filter of layer.filters) filter.w.fill(0);
layer.biases.w.fill(0);
layer.bias_pref = 0;
const options = {learning_rate: alpha, momentum: 0, batch_size: 1, l2_decay: 0};
const trainer = new convnetjs.SGDTrainer(net, options);
const volume = new convnetjs.Vol(1, 1, inputs, 0);
const started = process.hrtime.bigint();
for (let step = 0; step < steps; step++) {
  for (let at = 0; at < inputs; at++) volume.w[at] = pixels[step * inputs + at] / 255;
  const target = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  target[labels[step]] = 1;
  trainer.train(volume, target);
}
console.log(JSON.stringify({seconds: Number(process.hrtime.bigint() - started) / 1e9}));
"""


def convnetjs(images: Images) -> Callable[[int], tuple[float, np.ndarray]]:
    """ConvNetJS in node: one linear layer, squared error. It learns a bias too, so it is not compared."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise ImportError("npm")
    folder = tempfile.mkdtemp()
    fetched = subprocess.run(["npm", "install", "convnetjs"], cwd=folder, capture_output=True, check=False)
    if fetched.returncode != 0:
        raise ImportError("convnetjs")
    Path(folder, "train.js").write_text(_CONVNET)
    Path(folder, "pixels").write_bytes(images.pixels.tobytes())
    Path(folder, "labels").write_bytes(images.labels.tobytes())

    def run(steps: int) -> tuple[float, np.ndarray]:
        arguments = ["node", "train.js", folder, str(steps), str(images.shape[1]), str(ALPHA)]
        out = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=True)
        return float(json.loads(out.stdout)["seconds"]), np.zeros(images.shape)

    return run


# --- the run ----------------------------------------------------------------------------------------------


def sixty_thousand(folder: Path | None) -> Images:
    """60,000 images: of the folder, else of Debian's Fashion-MNIST, else the sample again and again."""
    if folder is None and FASHION.is_dir():
        folder = FASHION
    images = load_sample().learnt if folder is None else open_images(folder).learnt
    rows = np.arange(COUNT) % len(images)
    return Images.labelled(images.name, images.pixels[rows], images.labels[rows], images.class_names)


def ways(images: Images) -> tuple[list[Way], list[str]]:
    """All ways that are installed, and the names of those that are not."""
    inputs, targets = np.array(images.inputs(slice(None))), np.array(images.targets)
    studio = Studio(images)
    there = [
        Way("**GD Studio, first pass**", COUNT, studio.first),
        Way("**GD Studio, later passes**", COUNT, studio.later),
        Way("two full-batch products", COUNT, full_batch(inputs, targets, COUNT), exact=False),
        Way("the same, 64 images at once", COUNT, full_batch(inputs, targets, BLOCK), exact=False),
        Way("NumPy, a plain loop", COUNT, plain_loop(inputs, targets)),
        Way("NumPy, a loop that reuses its arrays", COUNT, numpy_loop(inputs, targets)),
    ]
    missing: list[str] = []
    peers: list[tuple[str, int, Callable[[], Callable[[int], tuple[float, np.ndarray]]], bool]] = [
        ("PyTorch by hand (`addr_`)", COUNT, lambda: torch_by_hand(inputs, targets), True),
        ("scikit-learn `SGDRegressor`", COUNT, lambda: scikit_learn(inputs, targets), True),
        ("ConvNetJS", 12_000, lambda: convnetjs(images), False),
        ("PyTorch with autograd", 6_000, lambda: torch_autograd(inputs, targets), True),
    ]
    for name, steps, make, exact in peers:
        try:
            there.append(Way(name, steps, make(), exact))
        except ImportError:
            missing.append(name)
    return there, missing


def measure(there: list[Way], images: Images, rounds: int) -> None:
    """Let the ways take turns, and compare the weights of those that should agree."""
    loop = numpy_loop(np.array(images.inputs(slice(None)), np.float64), np.array(images.targets, np.float64))
    references = {steps: loop(steps)[1] for steps in {way.steps for way in there if way.exact}}
    for _ in range(rounds):
        for way in there:
            seconds, weights = way.run(way.steps)
            way.seconds.append(seconds)
            if way.exact:
                expected = references[way.steps]
                way.difference = float(np.abs(weights - expected).max() / np.abs(expected).max())
            print(f"{way.name}: {way.steps / seconds:,.0f} steps/s", file=sys.stderr)


def table(there: list[Way], missing: list[str]) -> str:
    """The figures as a Markdown table."""
    first, later = there[0].rate, there[1].rate
    lines = [
        "| | steps a second | first pass is | later passes are | max difference / max weight |",
        "|---|---:|---:|---:|---:|",
    ]
    for way in there:
        difference = "" if way.difference is None else f"{way.difference:.0e}"
        ratios = f"{first / way.rate:.1f} × | {later / way.rate:.1f} ×"
        lines.append(f"| {way.name} | {way.rate:,.0f} | {ratios} | {difference} |")
    lines += [f"| {name} | not installed | | | |" for name in missing]
    return "\n".join(lines)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--images", type=Path, help="a folder of IDX files with 60,000 images to learn from")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    images = sixty_thousand(asked.images)
    there, missing = ways(images)
    measure(there, images, asked.rounds)
    print(table(there, missing))


if __name__ == "__main__":
    main()
