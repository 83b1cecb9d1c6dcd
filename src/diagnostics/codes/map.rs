//! Maps.

use super::codes;

codes! {
    MAP_CALLEE: "M001" "map-of-no-task" Maps Error since "0.1.0";
    NO_EACH: "M002" "map-without-each" Maps Error since "0.1.0" { fix: Sometimes };
    SEVERAL_EACH: "M003" "several-each" Maps Error since "0.1.0" { fix: Always };
    EACH_VALUE: "M004" "each-of-no-list" Maps Error since "0.1.0";
    MAP_OUTPUTS: "M005" "mapped-task-outputs" Maps Error since "0.1.0";
    UNBOUND_INPUT: "M006" "mapped-task-inputs" Maps Error since "0.1.0";
    UNEQUAL_ZIP: "M007" "unequal-zip" Maps Error since "0.1.0";
    EACH_OUTSIDE_MAP: "M008" "each-outside-map" Maps Error since "0.1.0";
    SUCCESS_CRITERION: "M009" "unreachable-success" Maps Error since "0.1.0";
    ZIP_OF_ONE: "M010" "zip-of-one" Maps Warning since "0.1.0" { fix: Always };
}
