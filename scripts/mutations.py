"""What can be broken in a file: each mutation replaces one node of its syntax tree by another one."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
}  # fmt: skip
LEFT_OUT = {"decorator_list", "annotation", "returns", "type_params"}
"""Fields of the tree that say what something is, not what it does."""


@dataclass(frozen=True)
class Mutation:
    """A node at `line`, its place in its parent, and what stands there instead."""

    line: int
    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    instead: ast.AST

    def __str__(self) -> str:
        return f"{shorten(ast.unparse(self.node))} ⇒ {shorten(ast.unparse(self.instead)) or 'nothing'}"

    def apply(self) -> None:
        """Change the tree for good."""
        if self.index is None:
            setattr(self.parent, self.field, self.instead)
        else:
            getattr(self.parent, self.field)[self.index] = self.instead


def shorten(text: str) -> str:
    """Return a piece of code as one line of a report."""
    line = " ".join(text.split())
    return line if len(line) <= 110 else f"{line[:90]} … {line[-17:]}"  # noqa: PLR2004  # characters


def find_mutations(tree: ast.AST) -> Iterator[Mutation]:
    """Yield every mutation of a tree, in the order of its lines."""
    for field, value in ast.iter_fields(tree):
        if field in LEFT_OUT:
            continue
        for index, node in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(node, ast.AST) and not _says_type(node):
                line = getattr(node, "lineno", getattr(tree, "lineno", 0))
                yield from (Mutation(line, tree, field, index, node, new) for new in replacements(node))
                yield from find_mutations(node)


def _says_type(node: ast.AST) -> bool:
    """Whether it is a docstring, a text with values in it, an import, or a type such as `Literal["a"]`."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.JoinedStr() | ast.Import() | ast.ImportFrom():
            return True
        case ast.Subscript(value=ast.Name(id=name)):
            return name in {"Literal", "Annotated", "Callable", "Mapping", "AppKey"}
    return False


def replacements(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901  # one case a kind of node
    """Yield what may stand in a node's place."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in SWAPS:
            yield _with(node, ops=[SWAPS[type(op)]()])
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in SWAPS:
            yield _with(node, op=SWAPS[type(op)]())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)) if value and " " not in value:
            yield ast.Constant(f"{value}?")
        case (
            ast.If(test=ast.Name() | ast.Call() | ast.Attribute() as test)
            | ast.IfExp(test=ast.Name() | ast.Call() | ast.Attribute() as test)
        ):
            yield _with(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.Return(value=value) if value is not None and not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.Expr(value=ast.Call() | ast.Await()) | ast.Delete():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.comprehension(ifs=[_, *_]):
            yield _with(node, ifs=[])
    yield from _without_one_part(node)


def _without_one_part(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a collection or a call without one of its parts."""
    match node:
        case (
            ast.Tuple(ctx=ast.Load(), elts=parts) | ast.List(ctx=ast.Load(), elts=parts) | ast.Set(elts=parts)
        ):
            if all(isinstance(part, ast.Constant) for part in parts):
                yield from (_with(node, elts=parts[:at] + parts[at + 1 :]) for at in range(len(parts)))
        case ast.Dict(keys=keys, values=values):
            yield from (
                _with(node, keys=keys[:at] + keys[at + 1 :], values=values[:at] + values[at + 1 :])
                for at in range(len(keys))
            )
        case ast.Call(keywords=keywords):
            yield from (
                _with(node, keywords=keywords[:at] + keywords[at + 1 :]) for at in range(len(keywords))
            )


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
