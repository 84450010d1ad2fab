"""Training rows -> a forest of symmetric trees, and a forest -> the file that the package carries."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from reinschrift.content import Forest

LEVELS = 6
SETTINGS: dict[str, Any] = {
    "loss_function": "CrossEntropy", "depth": LEVELS, "iterations": 500, "learning_rate": 0.1, "l2_leaf_reg": 5,
    "rsm": 0.3, "border_count": 64, "bootstrap_type": "Bernoulli", "subsample": 0.7, "random_seed": 1,
    "thread_count": 2, "verbose": 0, "allow_writing_files": False,
}  # fmt: skip


def grown(names: Sequence[str], values: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> Forest:
    """A forest fitted to rows x names. The same rows give the same forest."""
    from catboost import CatBoostClassifier, Pool  # only learning needs it; what else is here works without

    model = CatBoostClassifier(**SETTINGS)
    model.fit(Pool(values, labels, weight=weights))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "forest.json"
        model.save_model(str(path), format="json")
        return _read(names, json.loads(path.read_text()))


def _read(names: Sequence[str], stored: dict[str, Any]) -> Forest:
    trees = stored["oblivious_trees"]
    columns = [feature["flat_feature_index"] for feature in stored["features_info"]["float_features"]]
    feature = np.zeros((len(trees), LEVELS), dtype=np.intp)
    border = np.full((len(trees), LEVELS), np.inf, dtype=np.float32)  # a question that no block answers with yes
    leaves = np.zeros((len(trees), 2**LEVELS), dtype=np.float32)
    for i, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            feature[i, level] = columns[split["float_feature_index"]]
            border[i, level] = split["border"]
        leaves[i, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, bias = stored["scale_and_bias"]
    return _narrowed(Forest(tuple(names), feature, border, leaves * np.float32(scale), float(np.ravel(bias)[0])))


def _narrowed(forest: Forest) -> Forest:
    """The same forest over the columns it asks about, and no others."""
    used, place = np.unique(forest.feature, return_inverse=True)
    names = tuple(forest.names[i] for i in used)
    return replace(forest, names=names, feature=place.reshape(forest.feature.shape))


def store(forest: Forest, path: Path) -> None:
    """Writes the file that `reinschrift.content` reads."""
    np.savez_compressed(
        path, names=np.array(forest.names), feature=forest.feature.astype(np.uint16), border=forest.border,
        leaves=forest.leaves, bias=np.float32(forest.bias),
    )  # fmt: skip
