"""How far the stated confidence can be believed, as a picture."""

from collections.abc import Sequence
from pathlib import Path

BINS = 10


def draw_calibration(pairs: Sequence[tuple[float, bool]], path: Path) -> None:
    """Draw confidence against how often the first topic was right, ten equal bins, into a PNG at `path`."""
    # Imported here: drawing is rare, and the library takes half a second to load.
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(5, 5), dpi=120)
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--")
    points = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [(c, right) for c, right in pairs if low <= c < high or (number == BINS - 1 and c == high)]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            points.append((mean, sum(right for _, right in inside) / len(inside), len(inside)))
    axes.plot([p[0] for p in points], [p[1] for p in points], color="#0f766e", marker="o", linewidth=2)
    for mean, share, count in points:
        axes.annotate(
            str(count), (mean, share), textcoords="offset points", xytext=(6, -10), fontsize=8, color="#555555"
        )
    axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel="Độ tin cậy được báo", ylabel="Tỉ lệ câu đầu đúng")
    axes.set_title("Độ tin cậy so với thực tế (số câu ở mỗi điểm)", fontsize=10)
    axes.grid(color="#eeeeee")
    figure.tight_layout()
    figure.savefig(path)
    plt.close(figure)
