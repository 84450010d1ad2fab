"""Lessons -> the content model's network, by PyTorch. What comes out needs numpy alone.

The same lessons give the same weights on the same machine.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from lessons import Batch, Lesson, Losses, Scale, batch, shuffled
from torch import Tensor, nn
from torch.nn import functional

from reinschrift.network import HALF_WAY, REACHES, Dense, Network, Norm

WIDTH = 48  # of the layers
EPOCHS, BATCH = 8, 8  # times each page is seen, and pages at once
RATE, DECAY, WARM, CLIP = 3e-3, 0.05, 0.15, 0.25
COLUMNS_LOST, NEURONS_LOST = 0.15, 0.15  # each for itself, now and then
AVERAGE = 0.995  # how slowly the weights that are kept follow those that are learned
SHARPNESS = 0.8  # of the log odds: networks are surer of themselves than they may be
SEED = 4  # of six, the one that lost least on invented pages


class Model(nn.Module):
    """`reinschrift.network.Network` as it is learned."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.entry = nn.Linear(columns, WIDTH)
        self.mixing = nn.Linear(WIDTH, WIDTH)
        self.looks = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, padding=reach, dilation=reach) for reach in REACHES)
        self.page = nn.Linear(2 * WIDTH, WIDTH)
        self.exit = nn.Linear(WIDTH, 1)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(len(REACHES) + 2))

    def forward(self, given: Batch) -> Tensor:
        """The log odds of each row."""
        inside = torch.from_numpy(given.inside)[:, None]
        values = functional.dropout(torch.from_numpy(given.values), COLUMNS_LOST, self.training)
        hidden = self.entry(values) * inside
        hidden = hidden + self.mixing(self._active(0, hidden)) * inside
        for i, look in enumerate(self.looks):
            seen = look((self._active(i + 1, hidden) * inside).T[None])[0].T
            hidden = hidden + functional.dropout(seen, NEURONS_LOST, self.training) * inside
            if i == HALF_WAY:
                page = torch.from_numpy(given.page)
                hidden = hidden + self.page(_summed_up(hidden, inside, page, given.blocks))[page] * inside
        last = functional.dropout(self._active(-1, hidden), 2 * NEURONS_LOST, self.training)
        return self.exit(last)[:, 0]

    def _active(self, norm: int, hidden: Tensor) -> Tensor:
        return functional.relu(self.norms[norm](hidden))


def _summed_up(hidden: Tensor, inside: Tensor, page: Tensor, blocks: np.ndarray) -> Tensor:
    """Pages x mean and greatest of each neuron over the page's blocks."""
    count = len(blocks)
    mean = torch.zeros(count, WIDTH).index_add(0, page, hidden) / torch.from_numpy(blocks)[:, None]
    shown = hidden.masked_fill(inside == 0, -torch.inf)
    greatest = torch.full((count, WIDTH), -torch.inf)
    return torch.cat((mean, greatest.scatter_reduce(0, page[:, None].expand_as(shown), shown, "amax")), dim=1)


def fitted(names: Sequence[str], lessons: Sequence[Lesson]) -> Network:
    """A network fitted to pages whose columns have these names."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    dice = np.random.default_rng(SEED)
    scale = Scale.of(lessons)
    pages = [scale.scaled(lesson) for lesson in lessons if lesson.weights.any()]
    losses = Losses(names, scale.nothing, dice)
    model = Model(len(names))
    weight = float(np.mean([page.weights.sum() for page in pages]))  # of a page, so that the rate fits any corpus
    descent = _Descent(model, EPOCHS * -(-len(pages) // BATCH))
    for _ in range(EPOCHS):
        for some in shuffled(pages, BATCH, dice):
            given = batch([losses.after(page) for page in some])
            descent.step(_loss(model(given), given) / (BATCH * weight))
    model.load_state_dict(descent.average)
    return _network(names, scale, model)


def _loss(log_odds: Tensor, given: Batch) -> Tensor:
    labels, weights = torch.from_numpy(given.labels), torch.from_numpy(given.weights)
    return functional.binary_cross_entropy_with_logits(log_odds, labels, weights, reduction="sum")


class _Descent:
    """The optimiser's steps, and the average of where they led; that does better than where they end."""

    def __init__(self, model: Model, steps: int) -> None:
        self._model = model
        self._optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
        self._rate = torch.optim.lr_scheduler.OneCycleLR(self._optimizer, RATE, total_steps=steps, pct_start=WARM)
        self._steps = 0
        self.average = {name: value.clone() for name, value in model.state_dict().items()}

    def step(self, loss: Tensor) -> None:
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self._model.parameters(), CLIP)
        self._optimizer.step()
        self._rate.step()
        self._steps += 1
        slowness = min(AVERAGE, (1 + self._steps) / (10 + self._steps))
        for name, value in self._model.state_dict().items():
            self.average[name].lerp_(value, 1 - slowness)


def _network(names: Sequence[str], scale: Scale, model: Model) -> Network:
    """The model's weights, with the scale of its columns and its sharpness in them."""
    state = {name: value.numpy() for name, value in model.state_dict().items()}

    def dense(name: str) -> Dense:
        return Dense(state[f"{name}.weight"].T.copy(), state[f"{name}.bias"])

    def look(i: int) -> Dense:
        weights = state[f"looks.{i}.weight"].transpose(2, 1, 0).reshape(3 * WIDTH, WIDTH)
        return Dense(np.ascontiguousarray(weights), state[f"looks.{i}.bias"])

    raw = dense("entry")
    entry = raw.weights / scale.spread[:, None]
    return Network(
        tuple(names), scale.wide, Dense(entry.astype(np.float32), (raw.bias - scale.mean @ entry).astype(np.float32)),
        dense("mixing"), tuple(look(i) for i in range(len(REACHES))), dense("page"), _sharpened(dense("exit")),
        tuple(Norm(state[f"norms.{i}.weight"], state[f"norms.{i}.bias"]) for i in range(len(REACHES) + 2)),
    )  # fmt: skip


def _sharpened(last: Dense) -> Dense:
    return Dense(last.weights * np.float32(SHARPNESS), last.bias * np.float32(SHARPNESS))
