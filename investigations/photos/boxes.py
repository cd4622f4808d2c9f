"""Rectangles in a picture, as parts of its width and height, so that one box fits every size of the photo."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Edges from 0 to 1, upright: (0, 0) is the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def edges(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.right, self.bottom

    @property
    def area(self) -> float:
        return max(self.right - self.left, 0) * max(self.bottom - self.top, 0)

    def within(self) -> "Box":
        """The same two corners, whichever was given first, and nothing outside the picture."""
        across, down = sorted((self.left, self.right)), sorted((self.top, self.bottom))
        left, right, top, bottom = (min(max(edge, 0.0), 1.0) for edge in (*across, *down))
        return Box(left, top, right, bottom)

    def enlarged(self, by: float) -> "Box":
        """Wider and higher by that part of itself, within the picture."""
        across, down = (self.right - self.left) * by / 2, (self.bottom - self.top) * by / 2
        return Box(
            max(self.left - across, 0), max(self.top - down, 0),
            min(self.right + across, 1), min(self.bottom + down, 1),
        )  # fmt: skip

    def overlap(self, other: "Box") -> float:
        """What both cover, as a part of what either covers (intersection over union)."""
        shared = Box(
            max(self.left, other.left), max(self.top, other.top),
            min(self.right, other.right), min(self.bottom, other.bottom),
        ).area  # fmt: skip
        covered = self.area + other.area - shared
        return shared / covered if covered else 0.0

    def turned_back(self, quarters: int) -> "Box":
        """Where it lies in the picture that was turned left by so many quarters before it was found."""
        match quarters % 4:
            case 1:
                return Box(1 - self.bottom, self.left, 1 - self.top, self.right)
            case 2:
                return Box(1 - self.right, 1 - self.bottom, 1 - self.left, 1 - self.top)
            case 3:
                return Box(self.top, 1 - self.right, self.bottom, 1 - self.left)
        return self

    def pixels(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in a picture of that size, rounded outwards."""
        width, height = size
        return (
            max(int(self.left * width), 0), max(int(self.top * height), 0),
            min(-int(-self.right * width // 1), width), min(-int(-self.bottom * height // 1), height),
        )  # fmt: skip
