"""Literals: made from plain values for a declared type, in each of the forms in which Flyte may deliver them, and compared.

Plain values are Python's own: None, bool, int, float, str, datetime, timedelta, list, and dict for maps and structs.
"""

import os
from datetime import datetime, timedelta, timezone

import msgpack
from flyteidl.core.literals_pb2 import Literal, LiteralMap
from flyteidl.core.types_pb2 import LiteralType, SimpleType
from google.protobuf.json_format import ParseDict
from google.protobuf.struct_pb2 import Struct
from google.protobuf.text_format import MessageToString

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICROSECOND = timedelta(microseconds=1)


def literal(declared: LiteralType, value) -> Literal:
    """The literal that flytekit writes for a value of the type."""
    made = Literal()
    kind = declared.WhichOneof("type")
    if kind == "collection_type":
        made.collection.SetInParent()
        made.collection.literals.extend(literal(declared.collection_type, item) for item in value)
    elif kind == "map_value_type":
        made.map.SetInParent()
        for key, item in value.items():
            made.map.literals[key].CopyFrom(literal(declared.map_value_type, item))
    elif kind == "union_type":
        variant = variant_of(declared, value)
        made.scalar.union.type.CopyFrom(variant)
        made.scalar.union.value.CopyFrom(literal(variant, value))
    elif kind == "enum_type":
        made.scalar.primitive.string_value = value
    elif declared.simple == SimpleType.STRUCT:
        made = binary(value)
    else:
        _simple(made.scalar, declared.simple, value)
    return made


def _simple(scalar, simple, value):
    primitive = scalar.primitive
    if simple == SimpleType.NONE:
        scalar.none_type.SetInParent()
    elif simple == SimpleType.DATETIME:
        micros = (value - _EPOCH) // _MICROSECOND
        primitive.datetime.seconds, primitive.datetime.nanos = micros // 10**6, micros % 10**6 * 1000
    elif simple == SimpleType.DURATION:
        micros = value // _MICROSECOND
        # Both parts have the sign of the whole.
        sign = -1 if micros < 0 else 1
        primitive.duration.SetInParent()
        primitive.duration.seconds, primitive.duration.nanos = sign * (abs(micros) // 10**6), sign * (abs(micros) % 10**6) * 1000
    else:
        name = {
            SimpleType.INTEGER: "integer",
            SimpleType.FLOAT: "float_value",
            SimpleType.STRING: "string_value",
            SimpleType.BOOLEAN: "boolean",
        }[simple]
        setattr(primitive, name, value)


#: The classes of a type's plain values, where its kind does not say.
_CLASSES = {
    SimpleType.NONE: type(None),
    SimpleType.INTEGER: int,
    SimpleType.FLOAT: float,
    SimpleType.STRING: str,
    SimpleType.BOOLEAN: bool,
    SimpleType.DATETIME: datetime,
    SimpleType.DURATION: timedelta,
    SimpleType.STRUCT: dict,
}


def variant_of(declared: LiteralType, value) -> LiteralType:
    """The variant of a union that holds the value."""
    kinds = {"collection_type": list, "map_value_type": dict, "enum_type": str}
    return next(
        variant
        for variant in declared.union_type.variants
        if type(value) is kinds.get(variant.WhichOneof("type"), _CLASSES.get(variant.simple))
    )


def binary(value) -> Literal:
    """The form of structs, and of whatever an attribute path of a binding leads to."""
    made = Literal()
    made.scalar.binary.value = msgpack.packb(plain(value))
    made.scalar.binary.tag = "msgpack"
    return made


def plain(value):
    """A value as it lies in a struct: instants are text, spans of time are seconds."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def generic(value) -> Literal:
    """The older form of a struct, in which all numbers are floats."""
    made = Literal()
    made.scalar.generic.CopyFrom(ParseDict(plain(value), Struct()))
    return made


def integer(value: int) -> Literal:
    return literal(LiteralType(simple=SimpleType.INTEGER), value)


def text(value: str) -> Literal:
    return literal(LiteralType(simple=SimpleType.STRING), value)


def integers(*values: int) -> Literal:
    return literal(LiteralType(collection_type=LiteralType(simple=SimpleType.INTEGER)), values)


def listed(*items: Literal) -> Literal:
    made = Literal()
    made.collection.literals.extend(items)
    return made


def literal_map(literals) -> LiteralMap:
    made = LiteralMap()
    for name, value in literals.items():
        made.literals[name].CopyFrom(value)
    return made


def offloaded(content: Literal, declared: LiteralType, uri: str) -> Literal:
    """What stands for a literal whose bytes lie at a URI."""
    made = Literal()
    made.offloaded_metadata.uri = uri
    made.offloaded_metadata.size_bytes = content.ByteSize()
    made.offloaded_metadata.inferred_type.CopyFrom(declared)
    return made


def canonical(message) -> bytes:
    """Bytes that are equal when the messages are: protobuf orders a map's entries as it likes, and NaN differs from itself."""
    return message.SerializeToString(deterministic=True)


def difference(expected, found) -> str:
    """Where two messages differ first, or nothing."""
    if (expected is None) == (found is None) and (expected is None or canonical(expected) == canonical(found)):
        return ""
    texts = ["no document" if message is None else MessageToString(message) for message in (expected, found)]
    place = len(os.path.commonprefix(texts))
    around = [text[max(0, place - 200) : place + 200] for text in texts]
    return "\n--- flytekit:\n{}\n--- flightplan:\n{}".format(*around)
