// This file owns the table of the language's types, each with values that are hard to carry: the ends of its range, what
// is empty, what looks like a value of another type. `carriers.go` puts every one of them on every way.

package runs

// kind is a type of the language with values of it, as code of a task writes them.
type kind struct {
	// name names the program.
	name string
	// written is the type.
	written string
	// values are expressions of task code; a constant of a workflow is one of them, too, where it has no call.
	values []string
	// bytes says that no path leads to it in a list or map, unless a struct holds them.
	bytes bool
	// free says that no struct can hold it: its variants look the same there.
	free bool
	// nullable says that the type takes `none`, so that there is no optional of it.
	nullable bool
}

const declarations = `
enum Tier {
    basic
    gold = "GOLD"
}

struct Inner {
    label: str
    weight: float
    long: duration
    either: int | float | str
    maybe: json?
}
`

// kinds are the types. Values of one type are told apart by their text.
var kinds = []kind{
	{name: "int", written: "int", values: []string{"0", "-1", "9223372036854775807", "-9223372036854775807 - 1", "9007199254740992", "9007199254740993"}},
	{name: "float", written: "float", values: []string{"0.0", "-0.0", "1.0", "0.1", "-1e300", "9007199254740993.0", "5e-324", "inf()", "-inf()"}},
	{name: "bool", written: "bool", values: []string{"true", "false"}},
	{name: "str", written: "str", values: []string{`""`, `"zwölf „Boxkämpfer“\n\t\"\\"`, `"none"`, `"1.0"`, `"2030-01-02T00:00:00Z"`, `"\u{1F600}"`}},
	{name: "bytes", written: "bytes", values: []string{"bytes([])", "bytes([0, 255, 128])"}, bytes: true},
	{name: "datetime", written: "datetime", values: []string{
		`datetime("0001-01-01T00:00:00Z")`, `datetime("9999-12-31T23:59:59.999999Z")`, `datetime("1969-12-31T23:59:59.123456Z")`, `datetime("2030-01-02T00:00:00Z")`,
	}},
	{name: "duration", written: "duration", values: []string{"0s", "-1.5s", "1us", "90m", "100000d + 1us", "-100000d - 7us"}},
	{name: "long-duration", written: "duration", values: []string{"3652500d", "-3652500d", "1000000d + 1us", "1 * 123456d + 7us", "3652500d - 1us"}},
	{name: "enum", written: "Tier", values: []string{"Tier.basic", "Tier.gold"}},
	{name: "struct", written: "Inner", values: []string{
		`Inner { label: "", weight: 1.0, long: 1us, either: 1.0, maybe: none }`,
		`Inner { label: "ü", weight: -0.0, long: 1000000d + 1us, either: 1, maybe: json_parse("null") }`,
		`Inner { label: "1", weight: inf(), long: -90s, either: "1", maybe: json_parse("[1, 2.0, {}]") }`,
	}},
	{name: "json", written: "json", values: []string{
		`json_parse("{}")`, `json_parse(r#"{"z": 1, "y": {"b": 1.0, "a": null}, "x": [], "ü": -0.0, "": "", "w": 18446744073709551615}"#)`,
		`json_parse("[]")`, `json_parse("[1, 1.0, null, \"a\", [], {\"b\": 1, \"a\": 2}]")`, `json_parse("1")`, `json_parse("1.0")`, `json_parse("-0.0")`, `json_parse("1e300")`,
		`json_parse("9223372036854775807")`, `json_parse("true")`, `json_parse("\"text\"")`, `json_parse("\"2030-01-02T00:00:00Z\"")`, `json_parse("null")`,
	}},
	{name: "file", written: "file", values: []string{`"s3://bucket/a%20b.csv"`, `"s3://bucket/ü"`}},
	{name: "csv", written: `file<"csv">`, values: []string{`"s3://bucket/a.csv"`}},
	{name: "dir", written: "dir", values: []string{`"s3://bucket/folder"`}},
	{name: "table", written: "table", values: []string{`"s3://bucket/table"`}},
	{name: "typed-table", written: `table<{a: int}, "csv">`, values: []string{`"s3://bucket/table"`}},
	{name: "optional-int", written: "int?", values: []string{"none", "0", "9223372036854775807"}, nullable: true},
	{name: "optional-float", written: "float?", values: []string{"none", "-0.0", "1.0"}, nullable: true},
	{name: "optional-str", written: "str?", values: []string{"none", `""`, `"none"`}, nullable: true},
	{name: "optional-json", written: "json?", values: []string{"none", `json_parse("null")`, `json_parse("[1]")`, `json_parse("{\"a\": null}")`, `json_parse("1.0")`}, nullable: true},
	{name: "optional-struct", written: "Inner?", values: []string{"none", `Inner { label: "", weight: -0.0, long: 400000d + 3us, either: 1.0, maybe: none }`}, nullable: true},
	{name: "optional-duration", written: "duration?", values: []string{"none", "1s", "1000000d + 1us"}, nullable: true},
	{name: "int-or-float", written: "int | float", values: []string{"1", "1.0", "-0.0", "9007199254740993", "9007199254740992.0", "inf()"}},
	{name: "float-or-int", written: "float | int", values: []string{"1", "1.0", "-0.0"}},
	{name: "int-or-duration", written: "int | duration", values: []string{"3", "3s", "1h30m", "-1us", "1000000d + 1us"}},
	{name: "float-or-duration", written: "float | duration", values: []string{"1.0", "1s", "-0.0", "1us"}, free: true},
	{name: "text-or-datetime", written: "str | datetime", values: []string{`"2030-01-02T00:00:00Z"`, `datetime("2030-01-02T00:00:00Z")`}, free: true},
	{name: "json-or-int", written: "json | int", values: []string{"1", `json_parse("1")`, `json_parse("[1]")`, `json_parse("null")`}, free: true},
	{name: "json-or-list", written: "[int] | json | none", values: []string{"[1]", `json_parse("[1]")`, "none", `json_parse("null")`, `json_parse("1.0")`}, nullable: true, free: true},
	{name: "file-or-map", written: "{str: int} | file", values: []string{`{"path": 1}`, `"s3://bucket/a.csv"`}, free: true},
	{name: "int-or-str", written: "int | str | [bool] | none", values: []string{"1", `"1"`, "[true]", "none"}, nullable: true},
	{name: "text-or-list", written: "[str] | str", values: []string{`"a"`, `["a"]`, "[]", `""`}},
	{name: "struct-or-number", written: "Inner | float | bool", values: []string{
		"1.0", "true", `Inner { label: "", weight: 1.0, long: 1us, either: 1.0, maybe: none }`,
	}},
	{name: "datetime-or-enum", written: "datetime | Tier", values: []string{`datetime("2030-01-02T00:00:00Z")`, "Tier.gold"}},
	{name: "ints", written: "[int]", values: []string{"[]", "[1, -1]"}},
	{name: "floats", written: "[float]", values: []string{"[]", "[1.0, -0.0, 0.5]"}},
	{name: "lists", written: "[[int]]", values: []string{"[]", "[[]]", "[[1], []]"}},
	{name: "mixed-list", written: "[int | float]", values: []string{"[]", "[1, 1.0, -0.0]"}},
	{name: "optional-list", written: "[int?]", values: []string{"[]", "[none, 1]"}},
	{name: "structs", written: "[Inner]", values: []string{"[]", `[Inner { label: "a", weight: 1.0, long: 1000000d + 1us, either: 2.0, maybe: json_parse("2.0") }]`}},
	{name: "jsons", written: "[json]", values: []string{"[]", `[json_parse("[]"), json_parse("1"), json_parse("1.0"), json_parse("null"), json_parse("{\"b\": 1, \"a\": 2}")]`}},
	{name: "optional-jsons", written: "[json?]", values: []string{`[none, json_parse("null"), json_parse("[1]")]`}},
	{name: "map", written: "{str: int}", values: []string{"{}", `{"b": 1, "a": 2, "": 3, "ü": 4}`}},
	{name: "map-of-unions", written: "{str: int | duration}", values: []string{"{}", `{"b": 1, "a": 1s}`}},
	{name: "map-of-json", written: "{str: json}", values: []string{"{}", `{"b": json_parse("[1]"), "a": json_parse("2")}`}},
	{name: "map-of-optional-json", written: "{str: json?}", values: []string{`{"b": json_parse("null"), "a": none}`}},
	{name: "map-of-lists", written: "{str: [float?]}", values: []string{`{"b": [], "a": [none, 1.0]}`}},
}
