"""A Ray cluster of two nodes on this machine, one processor each, that does what it is told on standard input.

It says its address, then answers each line: `kill` ends the second node as a power cut would, `add` brings another.
It runs as a process of its own: python batch_cluster.py
"""

from __future__ import annotations

import logging
import os
import sys

os.environ.update(
    RAY_USAGE_STATS_ENABLED="0",
    RAY_AUTH_MODE="disabled",
    RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER="0",  # listen on loopback alone
    RAY_worker_niceness="0",  # Ray's own is 15, with which nothing moves beside other work
)

from ray.cluster_utils import Cluster


def main() -> None:
    """Serves until the input ends."""
    logging.disable(logging.WARNING)
    shared = {"num_cpus": 1, "include_dashboard": False, "object_store_memory": 100 << 20}
    cluster = Cluster(initialize_head=True, head_node_args=shared)
    node = cluster.add_node(**shared)
    print(cluster.address, flush=True)
    for line in sys.stdin:
        if line.strip() == "kill":
            cluster.remove_node(node, allow_graceful=False)
        else:
            node = cluster.add_node(**shared)
        print("done", flush=True)
    cluster.shutdown()


if __name__ == "__main__":
    main()
