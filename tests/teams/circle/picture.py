"""Reads a Drawing back as a reader sees it, so that tests measure what is printed and not what was meant."""

from itertools import combinations, product
from math import hypot

from teams.circle.drawing import Drawing, Node, Text
from teams.circle.metrics import text_width
from teams.circle.shapes import Point, Rect, bounds, crossing

BOLD = {"name", "stand-in", "pill", "sign", "school", "score"}


def box_of(text: Text) -> Rect:
    """The box round a line of text: from the top of its capitals to the bottom of its tails."""
    size, x, y = float(text.size), float(text.x), float(text.y)
    half = text_width(text.text, size, 600 if text.kind in BOLD else 400) / 2
    return Rect(x - half, y - size * 0.75, x + half, y + size * 0.22)


def node_box(node: Node) -> Rect:
    """The box round the faces of a node."""
    faces = [node.face, node.stand_in] if node.stand_in else [node.face]
    return bounds(
        Rect(float(face.x), float(face.y), float(face.x), float(face.y)).grown(float(face.radius)) for face in faces
    )


def label_boxes(node: Node) -> list[Rect]:
    """The boxes of everything written or marked at a node."""
    boxes = [box_of(line) for line in node.lines]
    boxes += [Rect(float(d.x) - 4.5, float(d.y) - 4.5, float(d.x) + 4.5, float(d.y) + 4.5) for d in node.dots]
    if node.pill:
        left, top = float(node.pill.box.x), float(node.pill.box.y)
        boxes.append(Rect(left, top, left + float(node.pill.box.width), top + float(node.pill.box.height)))
    return boxes


def frame_of(drawing: Drawing) -> Rect:
    """The picture's edges."""
    left, top, width, height = (float(part) for part in drawing.view_box.split())
    return Rect(left, top, left + width, top + height)


def overlapping_labels(drawing: Drawing) -> list[tuple[str, str]]:
    """Pairs of places of which the words or nodes overlap."""
    return [
        (a.label, b.label)
        for a, b in combinations(drawing.nodes, 2)
        for one, other in product([node_box(a), *label_boxes(a)], [node_box(b), *label_boxes(b)])
        if one.overlaps(other)
    ]


def words_on_own_node(drawing: Drawing) -> list[str]:
    """Places whose words lie on their own node."""
    return [node.label for node in drawing.nodes for line in node.lines if box_of(line).overlaps(node_box(node))]


def words_on_a_line(drawing: Drawing) -> list[tuple[str, str]]:
    """Places whose words lie on a line, with whose line it is."""
    found = []
    for owner, other in product(drawing.nodes, drawing.nodes):
        if owner.line is None:
            continue
        start = Point(float(owner.line.x1), float(owner.line.y1))
        end = Point(float(owner.line.x2), float(owner.line.y2))
        if any(crossing(start, end, box) for box in label_boxes(other)):
            found.append((owner.label, other.label))
    return found


def words_on_the_school(drawing: Drawing) -> list[str]:
    """Places whose words or node lie on the school's circle."""
    radius = float(drawing.core_radius)
    return [
        node.label
        for node in drawing.nodes
        for box in [node_box(node), *label_boxes(node)]
        if hypot(max(box.left, -box.right, 0), max(box.top, -box.bottom, 0)) < radius
    ]


def outside_the_frame(drawing: Drawing) -> list[str]:
    """Places that stick out of the picture."""
    frame = frame_of(drawing)
    return [
        node.label
        for node in drawing.nodes
        for box in [node_box(node), *label_boxes(node)]
        if box.left < frame.left or box.top < frame.top or box.right > frame.right or box.bottom > frame.bottom
    ]


def smallest_type(drawing: Drawing) -> float:
    """The smallest type in pixels when the picture is 1000 px wide."""
    texts = [*drawing.core, *(text for node in drawing.nodes for text in (*node.lines, node.face.sign))]
    return min(float(text.size) for text in texts) / float(drawing.width) * 1000
