"""The guards of the program, each taken away in turn: a filter dropped, a condition turned, a refusal left out."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType

import meetings.views
import overview.views
import teams.access
import teams.views
import yearplan.views

FETCHING = ("fetching", "recording")  # what modules are called that views start from
FILTERS = {"filter", "exclude", "open", "on", "for_school"}
OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


@dataclass(frozen=True)
class Mutant:
    """One function with one guard gone. `what` names the guard and its line."""

    function: FunctionType
    code: CodeType
    what: str

    def __str__(self) -> str:
        return f"{self.name}: {self.what}"

    @property
    def name(self) -> str:
        return f"{self.function.__module__}.{self.function.__qualname__}"

    @contextmanager
    def alive(self) -> Iterator[None]:
        """Everybody who imported the function meets the mutant, because only its code is exchanged."""
        right = self.function.__code__
        self.function.__code__ = self.code
        try:
            yield
        finally:
            self.function.__code__ = right


def guards() -> list[ModuleType]:
    """The modules that decide who may what, and those that views start from."""
    names = ["schools.access", "meetings.access", "meetings.undoing", "yearplan.access", "overview.access"]
    names += [f"teams.access.{module.name}" for module in pkgutil.iter_modules(teams.access.__path__)]
    for views in (teams.views, meetings.views, yearplan.views, overview.views):
        modules = pkgutil.walk_packages(views.__path__, f"{views.__name__}.")
        names += [module.name for module in modules if module.name.rpartition(".")[2].startswith(FETCHING)]
    return [importlib.import_module(name) for name in names]


def mutants() -> Iterator[Mutant]:
    for module, node, function in _guarded():
        for what, line, changed in _changed(node):
            yield from _mutant(module, changed, function, f"{what} (line {line})")


@contextmanager
def asked() -> Iterator[set[str]]:
    """The names of the functions with guards that are called meanwhile; whoever reads them may clear them."""
    _called.clear()
    with ExitStack() as telling:
        for teller in _tellers():
            telling.enter_context(teller.alive())
        yield _called


_called: set[str] = set()


def _tellers() -> Iterator[Mutant]:
    """Each function with all its guards, that notes when it is called."""
    for module, node, function in _guarded():
        name = f"{function.__module__}.{function.__qualname__}"
        note = f"from {__name__} import _called; _called.add({name!r})"
        node.body[:0] = ast.parse(note).body
        yield from _mutant(module, node, function, "tells when it is called")


def _guarded() -> Iterator[tuple[ModuleType, ast.FunctionDef, FunctionType]]:
    for module in guards():
        for path, node in _functions(ast.parse(inspect.getsource(module))):
            function = _resolved(module, path)
            if isinstance(function, FunctionType):
                yield module, node, function


def _functions(tree: ast.Module) -> Iterator[tuple[tuple[str, ...], ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield (node.name,), node
        elif isinstance(node, ast.ClassDef):
            yield from (((node.name, each.name), each) for each in node.body if isinstance(each, ast.FunctionDef))


def _resolved(module: ModuleType, path: tuple[str, ...]) -> object:
    found: object = module
    for name in path:
        found = inspect.getattr_static(found, name)
    return found


def _mutant(module: ModuleType, node: ast.FunctionDef, function: FunctionType, what: str) -> Iterator[Mutant]:
    """The function as this code says; nothing when it cannot be put in its place."""
    code = _compiled(module, node)
    if code is not None and code.co_freevars == function.__code__.co_freevars:
        yield Mutant(function, code, what)


def _compiled(module: ModuleType, node: ast.FunctionDef) -> CodeType | None:
    node.decorator_list = []
    tree = ast.fix_missing_locations(ast.Module([node], []))
    names = dict(vars(module))
    exec(compile(tree, str(module.__file__), "exec"), names)  # noqa: S102 our own source, one guard less
    made = names[node.name]
    return made.__code__ if isinstance(made, FunctionType) else None


def _changed(function: ast.FunctionDef) -> Iterator[tuple[str, int, ast.FunctionDef]]:
    """The function with one guard gone, in every way there is."""
    if isinstance(function.returns, ast.Name) and function.returns.id == "bool":
        allowing = deepcopy(function)
        allowing.body = [ast.Return(ast.Constant(value=True))]
        yield "always yes", function.lineno, allowing
    for number, node in enumerate(_pieces(function)):
        for what, change in _ways(node):
            copy = deepcopy(function)
            there = _pieces(copy)[number]
            _put(copy, there, change(there))
            yield what, getattr(node, "lineno", function.lineno), copy


def _pieces(function: ast.FunctionDef) -> list[ast.AST]:
    """What a function does; its annotations do nothing."""
    return [node for statement in function.body for node in ast.walk(statement)]


Change = Callable[[ast.AST], ast.AST | None]


def _ways(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """How this piece of a function can lose its guard."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield from _ways_of_call(node, node.func.attr)
    elif isinstance(node, ast.BoolOp):
        for place in range(len(node.values)):
            yield f"without {ast.unparse(node.values[place])[:60]}", _without_operand(place)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.BitAnd):
        yield f"without {ast.unparse(node.right)[:60]}", lambda there: there.left  # type: ignore[attr-defined]
        yield f"without {ast.unparse(node.left)[:60]}", lambda there: there.right  # type: ignore[attr-defined]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"turned: {ast.unparse(node)[:60]}", lambda there: there.operand  # type: ignore[attr-defined]
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in OPPOSITES:
        yield f"turned: {ast.unparse(node)[:60]}", _turned
    elif isinstance(node, ast.If) and isinstance(node.body[0], ast.Raise | ast.Return):
        yield f"without the refusal if {ast.unparse(node.test)[:60]}", lambda _: ast.Pass()


def _ways_of_call(node: ast.Call, method: str) -> Iterator[tuple[str, Change]]:
    if method in FILTERS:
        yield f"without .{method}({', '.join(map(ast.unparse, [*node.args, *node.keywords]))[:60]})", _receiver
    if method == "union":
        yield "without .union", _receiver
    if method in FILTERS | {"union"} and len(node.args) + len(node.keywords) > 1:
        for place in range(len(node.args)):
            yield f"without {ast.unparse(node.args[place])[:60]}", _without_argument("args", place)
        for place in range(len(node.keywords)):
            yield f"without {ast.unparse(node.keywords[place])[:60]}", _without_argument("keywords", place)


def _receiver(there: ast.AST) -> ast.AST:
    return there.func.value  # type: ignore[attr-defined,no-any-return]


def _turned(there: ast.AST) -> ast.AST:
    assert isinstance(there, ast.Compare)
    there.ops[0] = OPPOSITES[type(there.ops[0])]()
    return there


def _without_operand(place: int) -> Change:
    def change(there: ast.AST) -> ast.AST:
        assert isinstance(there, ast.BoolOp)
        del there.values[place]
        return there if len(there.values) > 1 else there.values[0]

    return change


def _without_argument(kind: str, place: int) -> Change:
    def change(there: ast.AST) -> ast.AST:
        del getattr(there, kind)[place]
        return there

    return change


def _put(function: ast.FunctionDef, old: ast.AST, new: ast.AST | None) -> None:
    """Put a piece in the place of another."""

    class Exchange(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            self.generic_visit(node)
            return new if node is old and new is not None else node

    Exchange().visit(function)
