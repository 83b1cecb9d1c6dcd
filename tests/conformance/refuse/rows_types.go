// This file owns the rows on types that do not fit (propeller's castability).

package refuse

import (
	"fmt"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/types/known/structpb"
)

const typeValidator = "flytepropeller/pkg/compiler/validators/typing.go"

// misfit is a row about an output of one type that is bound to an input of another.
func misfit(rule string, from, to *core.LiteralType, declarations, ours, theirs string) Row {
	const shape = "%stask u(x: %s) -> int { 1 }\n\nworkflow w(x: %s) -> int { u(x: x) }\n"
	return Row{
		Rule: rule, Source: typeValidator, Code: "MismatchingTypes",
		Break:   func(r *Registration) { r.edge(from, to) },
		Program: fmt.Sprintf(shape, declarations, theirs, ours), Ours: "W008",
	}
}

func typeRows() []Row {
	return append(misfitRows(), otherTypeRows()...)
}

func misfitRows() []Row {
	boolean := simple(core.SimpleType_BOOLEAN)
	const structs = "struct S {\n    a: int\n}\n\nstruct T {\n    a: int\n    b: str\n}\n\nstruct R {\n    a: str\n}\n\n"
	const enums = "enum E { a, b }\n\nenum F { b, a }\n\n"
	return []Row{
		misfit("an `int` is not a `float`", integer(), float(), "", "int", "float"),
		misfit("a `float` is not an `int`", float(), integer(), "", "float", "int"),
		misfit("an `int` is not a string", integer(), text(), "", "int", "str"),
		misfit("a `datetime` is not a `duration`", simple(core.SimpleType_DATETIME), simple(core.SimpleType_DURATION), "", "datetime", "duration"),
		misfit("`bytes` are not a string", simple(core.SimpleType_BINARY), text(), "", "bytes", "str"),
		misfit("an optional is not its inner type", union(integer(), none()), integer(), "", "int?", "int"),
		misfit("an element is not a list", integer(), list(integer()), "", "int", "[int]"),
		misfit("elements of lists fit", list(text()), list(integer()), "", "[str]", "[int]"),
		misfit("a list of optionals is not a list of the inner type", list(union(integer(), none())), list(integer()), "", "[int?]", "[int]"),
		misfit("values of maps fit", dict(text()), dict(integer()), "", "{str: str}", "{str: int}"),
		misfit("enums have the same values in the same order", enum("b", "a"), enum("a", "b"), enums, "F", "E"),
		misfit("an enum is not an `int`", enum("a", "b"), integer(), enums, "E", "int"),
		misfit("a struct has the fields of the other", schema("a"), schema("a", "b"), structs, "S", "T"),
		misfit("fields of structs have the same type", schema("a"), texts("a"), structs, "S", "R"),
		misfit("a struct is not a list", schema("a"), list(integer()), structs, "S", "[int]"),
		misfit("formats of files are equal", blob("pdf", core.BlobType_SINGLE), blob("csv", core.BlobType_SINGLE), "", "file<\"pdf\">", "file<\"csv\">"),
		misfit("a table has the columns of the other", dataset("a"), dataset("a", "b"), "", "table<{a: int}>", "table<{a: int, b: int}>"),
		misfit("columns of tables have the same type", dataset("a"), column("a", text()), "", "table<{a: int}>", "table<{a: str}>"),
		misfit("formats of tables are equal", formatted("csv"), formatted("parquet"), "", "table<\"csv\">", "table<\"parquet\">"),
		misfit("every variant of a union fits one of the other", union(integer(), boolean), union(integer(), text()), "", "int | bool", "int | str"),
		misfit("a value fits one variant of a union", float(), union(integer(), text()), "", "float", "int | str"),
	}
}

func otherTypeRows() []Row {
	return []Row{
		{
			Rule: "a value fits not more than one variant of a union", Source: typeValidator, Code: "MismatchingTypes",
			Break:   func(r *Registration) { r.edge(text(), union(text(), enum("a", "b"))) },
			Program: "enum E { a, b }\n\ntask u(x: E | str) -> int { 1 }\n", Ours: "T302",
		},
		{
			Rule: "a tagged type fits one of the same tag", Source: typeValidator, Code: "MismatchingTypes",
			Break:  func(r *Registration) { r.edge(tagged(integer(), "int"), tagged(integer(), "other")) },
			Reason: "the compiler tags the variants of unions only, each type by one tag",
		},
		{
			Rule: "columns of a schema fit", Source: typeValidator, Code: "MismatchingTypes",
			Break: func(r *Registration) {
				column := func(name string) *core.LiteralType {
					columns := []*core.SchemaType_SchemaColumn{{Name: name, Type: core.SchemaType_SchemaColumn_INTEGER}}
					return &core.LiteralType{Type: &core.LiteralType_Schema{Schema: &core.SchemaType{Columns: columns}}}
				}
				r.edge(column("a"), column("b"))
			},
			Reason: "the language has tables, which are structured datasets, and no schemas",
		},
		{
			Rule: "the result of a workflow is of the declared type", Source: bindingValidator, Code: "MismatchingTypes",
			Break: func(r *Registration) {
				r.alone()
				r.Template().GetInterface().GetOutputs().GetVariables()["o0"].Type = text()
			},
			Program: "task t(x: int) -> int { x }\n\nworkflow w(x: int) -> str { t(x) }\n", Ours: "W008",
		},
		{
			Rule: "a map has lists where its task has single values", Source: interfaceValidator, Code: "MismatchingTypes",
			Break: func(r *Registration) {
				r.D.GetArrayNode().GetNode().Target = taskNode("m.t").GetTarget()
			},
			Reason: "the compiler makes a template with lists for each map",
		},
		{
			Rule: "a launch plan cannot be mapped", Source: interfaceValidator, Code: "MismatchingTypes",
			Break: func(r *Registration) {
				r.D.GetArrayNode().Node = node("element", launch("m.inner"), bind("x", promise("", "xs")))
				r.D.Inputs = []*core.Binding{bind("x", promise("", "xs"))}
			},
			Program: "workflow w(xs: [int]) -> [int] { map launch inner(x: each xs) }\n", Ours: later,
		},
	}
}

// schema is a struct with fields of integers.
func schema(fields ...string) *core.LiteralType { return structure("integer", fields) }

// texts is a struct with fields of text.
func texts(fields ...string) *core.LiteralType { return structure("string", fields) }

func structure(kind string, fields []string) *core.LiteralType {
	properties, required := map[string]any{}, []any{}
	for _, field := range fields {
		properties[field] = map[string]any{"type": kind}
		required = append(required, field)
	}
	about, err := structpb.NewStruct(map[string]any{
		"type": "object", "title": "S", "properties": properties, "required": required,
	})
	if err != nil {
		panic(err)
	}
	declared := simple(core.SimpleType_STRUCT)
	declared.Metadata = about
	return declared
}

// dataset is a table with columns of integers.
func dataset(columns ...string) *core.LiteralType {
	about := &core.StructuredDatasetType{}
	for _, name := range columns {
		about.Columns = append(about.Columns, &core.StructuredDatasetType_DatasetColumn{Name: name, LiteralType: integer()})
	}
	return &core.LiteralType{Type: &core.LiteralType_StructuredDatasetType{StructuredDatasetType: about}}
}

// column is a table with one column.
func column(name string, declared *core.LiteralType) *core.LiteralType {
	table := dataset(name)
	table.GetStructuredDatasetType().GetColumns()[0].LiteralType = declared
	return table
}

func formatted(format string) *core.LiteralType {
	declared := dataset()
	declared.GetStructuredDatasetType().Format = format
	return declared
}
