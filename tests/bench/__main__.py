"""`make bench`: accuracy beside plain methods, speed and memory, in one run."""

import os
import resource
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import fuzz

from knowledge.evaluate import Figure
from knowledge.index import open_index
from knowledge.labelled import load_labelled
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.bench.peers import bm25, first_right, nearest, phrases

DATA = Path(__file__).parents[1] / "data"


def main() -> None:
    started = time.perf_counter()
    understander = Understander(open_index(), load_weights())
    print(f"index opened in {time.perf_counter() - started:.2f} s")
    questions = load_labelled(DATA / "dev.jsonl")
    texts, topics = phrases(understander.index.content)
    print(f"\nFirst answer right on the same {len(texts)} phrases (no cross-validation: the peers have nothing fitted)")
    peers = {
        "RapidFuzz WRatio": nearest(texts, topics, fuzz.WRatio),
        "RapidFuzz token_set_ratio": nearest(texts, topics, fuzz.token_set_ratio),
        "RapidFuzz token_sort_ratio": nearest(texts, topics, fuzz.token_sort_ratio),
        "BM25 (bm25s)": bm25(texts, topics),
        "this assistant, as shipped": lambda q: _first(understander, q),
    }
    for name, rank in peers.items():
        begun = time.perf_counter()
        hits, count = first_right(rank, questions)
        each = (time.perf_counter() - begun) / count * 1000
        print(f"{Figure(name, hits, count)}  {each:.2f} ms a question")
    _speed(understander, [item.question for item in questions])
    _cold()
    _memory()


def _first(understander: Understander, question: str) -> str:
    found = understander.understand(question)
    return found.candidates[0].topic if found.candidates else ""


def _speed(understander: Understander, questions: list[str]) -> None:
    short = [question for question in questions if len(question) <= 300]
    took = []
    for _ in range(3):
        for question in short:
            begun = time.perf_counter()
            understander.understand(question)
            took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    print(
        f"\nOne question up to 300 characters, warm ({len(took)} runs): median {statistics.median(took):.2f} ms, ",
        end="",
    )
    print(f"99th percentile {took[int(len(took) * 0.99)]:.2f} ms")
    long = (" ".join(questions) * 2)[:2000]
    runs = []
    for _ in range(9):
        begun = time.perf_counter()
        understander.understand(long)
        runs.append((time.perf_counter() - begun) * 1000)
    print(f"2,000 characters: median {statistics.median(runs):.1f} ms, slowest {max(runs):.1f} ms")


def _cold() -> None:
    runs = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bot", "ask", "làm căn cước ở đâu"], check=True, capture_output=True)
        runs.append(time.perf_counter() - begun)
    print(f"`troly ask` from cold: median {statistics.median(runs):.2f} s, slowest {max(runs):.2f} s")


def _memory() -> None:
    with TemporaryDirectory() as folder:
        port = "18181"
        environment = {**os.environ, "TROLY_DATA": folder, "TROLY_PORT": port}
        server = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"], env=environment, stdout=subprocess.PIPE, text=True
        )
        assert server.stdout
        server.stdout.readline()
        for number in range(200):
            body = f'{{"conversation":"bench","event":"e{number}","text":"làm căn cước ở đâu {number}"}}'.encode()
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/api/chat", data=body, headers={"Content-Type": "application/json"}
            )
            try:
                urllib.request.urlopen(request).read()
            except urllib.error.HTTPError:
                break
        status = Path(f"/proc/{server.pid}/status").read_text()
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        server.terminate()
        server.wait()
    print(f"resident memory of `serve` after questions: {int(resident.split()[1]) / 1024:.0f} MB")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"(this benchmark itself: {own:.0f} MB)")


if __name__ == "__main__":
    main()
