"""Every small way of breaking a module: another comparison, another number, the opposite of a condition, and so on."""

import ast
import copy
from collections.abc import Iterator

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}  # fmt: skip
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd,
}  # fmt: skip


def mutants(source: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield each broken module with the line and what was done to it."""
    whole = ast.parse(source)
    for position, node in enumerate(ast.walk(whole)):
        for number, (what, _) in enumerate(_breaks(node)):
            broken = copy.deepcopy(whole)
            target = next(found for at, found in enumerate(ast.walk(broken)) if at == position)
            [change for _, change in _breaks(target)][number]()
            line = getattr(node, "lineno", 0)
            yield f"line {line}: {what}", ast.fix_missing_locations(broken)


def _breaks(node: ast.AST) -> list[tuple[str, object]]:
    return [*_of_conditions(node), *_of_values(node), *_of_statements(node)]


def _of_conditions(node: ast.AST) -> Iterator[tuple[str, object]]:
    if isinstance(node, ast.Compare):
        for place, was in enumerate(node.ops):
            for new in _COMPARISONS[type(was)]:
                told = f"{type(was).__name__} -> {new.__name__}"
                yield told, lambda place=place, new=new: node.ops.__setitem__(place, new())
    if isinstance(node, ast.BoolOp):
        new_op = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"-> {new_op.__name__}", lambda: setattr(node, "op", new_op())
        for place in range(len(node.values)):
            yield f"without condition {place}", lambda place=place: node.values.pop(place)
    if isinstance(node, ast.If | ast.IfExp):
        yield "the opposite condition", lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.comprehension):
        for place in range(len(node.ifs)):
            yield f"without filter {place}", lambda place=place: node.ifs.pop(place)


def _of_values(node: ast.AST) -> Iterator[tuple[str, object]]:
    if isinstance(node, ast.BinOp) and type(node.op) in _SUMS:
        new = _SUMS[type(node.op)]
        yield f"{type(node.op).__name__} -> {new.__name__}", lambda: setattr(node, "op", new())
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        for step in (1, -1):
            told = f"{node.value} -> {node.value + step}"
            yield told, lambda step=step: setattr(node, "value", node.value + step)
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"abs", "sorted", "set", "min"}
    ):
        yield f"without {node.func.id}", lambda: _unwrap(node)


def _unwrap(node: ast.Call) -> None:
    node.func = ast.Name("list", ast.Load()) if node.func.id in {"sorted", "set"} else ast.Name("max", ast.Load())  # type: ignore[attr-defined]
    node.keywords = []
    if node.func.id == "max" and len(node.args) == 1:
        node.func, node.args = ast.Name("sum", ast.Load()), [ast.Tuple([], ast.Load()), node.args[0]]


def _of_statements(node: ast.AST) -> Iterator[tuple[str, object]]:
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "-> return None", lambda: setattr(node, "value", ast.Constant(None))
        yield "-> return ()", lambda: setattr(node, "value", ast.Tuple([], ast.Load()))
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "left out", lambda: setattr(node, "value", ast.Constant(None))
