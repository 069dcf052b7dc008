"""The bones of a page: its elements and the names of their attributes. Text that stays text never changes them."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import html5lib
from lxml import etree

from proof.corpus import MARKS, TYPED

NAMESPACE = re.compile(r"\{[^}]*\}")
SCRIPTED = re.compile(r"\s*(javascript|vbscript|data):", re.IGNORECASE)
ADDRESSES = {"href", "src", "action", "formaction", "hx-get", "hx-post"}
PICTURE = re.compile(r'<svg xmlns="http://www.w3.org/2000/svg" class="circle".*?</svg>', re.DOTALL)
Bones = Counter[str]
FIELD_OF = {mark: field for field, mark in MARKS.items()} | {TYPED: "typed"}
MARK = re.compile("|".join(sorted(FIELD_OF)))


def elements(content: str) -> Iterator[tuple[str, Any]]:
    """Every element of the page, as a browser reads it, with the path that leads to it."""
    root = html5lib.parse(content, treebuilder="etree")
    waiting = [("", root)]
    while waiting:
        path, element = waiting.pop()
        if isinstance(element.tag, str):
            here = f"{path}>{NAMESPACE.sub('', element.tag)}"
            yield here, element
            waiting += [(here, child) for child in element]


def bones(content: str) -> Bones:
    """How often each path with these attributes occurs; within a picture, where labels wrap, only whether."""
    found: Bones = Counter()
    for path, element in elements(content):
        names = " ".join(sorted(NAMESPACE.sub("", name) for name in element.attrib))
        found[f"{path}[{names}]"] += 1
        if any(NAMESPACE.sub("", name) in ADDRESSES and SCRIPTED.match(text) for name, text in element.attrib.items()):
            found[f"{path} runs a script"] += 1
    return Counter({bone: 1 if ">svg" in bone else count for bone, count in found.items()})


def changes(content: str, harmless: str) -> list[str]:
    """What the page has that it had not, or no longer has; and whether its picture is well-formed XML."""
    now, before = bones(content), bones(harmless)
    found = [f"more {bone}" for bone in now - before] + [f"fewer {bone}" for bone in before - now]
    for picture in PICTURE.findall(content):
        try:
            etree.fromstring(picture)
        except etree.XMLSyntaxError as error:
            found.append(f"picture: {error}")
    return found


def contexts(content: str) -> Iterator[tuple[str, str]]:
    """Which field is seen where: as text or in which attribute, of HTML or of a picture."""
    for path, element in elements(content):
        kind, tag = ("svg" if ">svg" in path else "html"), path.rpartition(">")[2]
        texts = [("text", element.text or ""), ("tail", element.tail or ""), *element.attrib.items()]
        for name, text in texts:
            context = f"{kind} {tag} {NAMESPACE.sub('', name)}"
            yield from ((FIELD_OF[mark], context) for mark in set(MARK.findall(text)))
