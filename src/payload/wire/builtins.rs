//! The operations of builtins by the names that they have in a payload.

use serde::{Deserialize, Serialize};

use super::Wire;
use crate::payload::canonical::{Missing, Writer};
use crate::payload::restored::{Dangling, Reader};
use crate::program;

/// As `names!`, for an enum of the program whose variants are enums.
macro_rules! operations {
    ($($family:ident($ops:ident) { $($variant:ident $wire:literal)+ })+) => {
        /// The operation of a builtin call.
        #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
        pub(in crate::payload) enum BuiltinOp { $($(#[serde(rename = $wire)] $variant),+),+ }

        #[cfg(test)]
        impl BuiltinOp {
            pub(super) const NAMES: &[&str] = &[$($($wire),+),+];
        }

        impl From<program::builtins::BuiltinOp> for BuiltinOp {
            fn from(value: program::builtins::BuiltinOp) -> Self {
                use program::builtins as theirs;
                match value {
                    $(theirs::BuiltinOp::$family(op) => match op {
                        $(theirs::$ops::$variant => Self::$variant),+
                    }),+
                }
            }
        }

        impl From<BuiltinOp> for program::builtins::BuiltinOp {
            fn from(value: BuiltinOp) -> Self {
                use program::builtins as theirs;
                match value {
                    $($(BuiltinOp::$variant => Self::$family(theirs::$ops::$variant)),+),+
                }
            }
        }
    };
}

impl Wire for BuiltinOp {
    type Program = program::builtins::BuiltinOp;

    fn write(value: &Self::Program, _: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok((*value).into())
    }

    fn read(self, _: &Reader) -> Result<Self::Program, Dangling> {
        Ok(self.into())
    }
}

operations! {
    Number(NumberOp) {
        AbsInt "AbsInt"
        AbsFloat "AbsFloat"
        AbsDuration "AbsDuration"
        MinInt "MinInt"
        MinFloat "MinFloat"
        MinOfTwo "MinOfTwo"
        MinList "MinList"
        MaxInt "MaxInt"
        MaxFloat "MaxFloat"
        MaxOfTwo "MaxOfTwo"
        MaxList "MaxList"
        ClampInt "ClampInt"
        ClampFloat "ClampFloat"
        SignInt "SignInt"
        SignFloat "SignFloat"
        Round "Round"
        RoundDigits "RoundDigits"
        Floor "Floor"
        Ceil "Ceil"
        Trunc "Trunc"
        Sqrt "Sqrt"
        Cbrt "Cbrt"
        Exp "Exp"
        Ln "Ln"
        Log10 "Log10"
        Log2 "Log2"
        PowInt "PowInt"
        PowFloat "PowFloat"
        Hypot "Hypot"
        Sin "Sin"
        Cos "Cos"
        Tan "Tan"
        Asin "Asin"
        Acos "Acos"
        Atan "Atan"
        Atan2 "Atan2"
        Sinh "Sinh"
        Cosh "Cosh"
        Tanh "Tanh"
        Degrees "Degrees"
        Radians "Radians"
        Pi "Pi"
        E "E"
        Inf "Inf"
        Nan "Nan"
        IsNan "IsNan"
        IsInf "IsInf"
        IsFinite "IsFinite"
        DivmodInt "DivmodInt"
        DivmodFloat "DivmodFloat"
        Gcd "Gcd"
        Lcm "Lcm"
        Isqrt "Isqrt"
        BitAnd "BitAnd"
        BitOr "BitOr"
        BitXor "BitXor"
        ShiftLeft "ShiftLeft"
        ShiftRight "ShiftRight"
    }
    Conversion(ConversionOp) {
        IntFromStr "IntFromStr"
        IntFromBool "IntFromBool"
        FloatFromStr "FloatFromStr"
        BoolFromStr "BoolFromStr"
        BoolFromInt "BoolFromInt"
        ParseInt "ParseInt"
        ParseFloat "ParseFloat"
        ToStr "ToStr"
        FormatInt "FormatInt"
        FormatFloat "FormatFloat"
        FormatStr "FormatStr"
        FormatDatetime "FormatDatetime"
    }
    Text(TextOp) {
        LenStr "LenStr"
        IsEmptyStr "IsEmptyStr"
        Chars "Chars"
        Upper "Upper"
        Lower "Lower"
        Title "Title"
        Capitalize "Capitalize"
        Trim "Trim"
        TrimStart "TrimStart"
        TrimEnd "TrimEnd"
        Split "Split"
        Lines "Lines"
        Join "Join"
        Replace "Replace"
        ContainsStr "ContainsStr"
        StartsWith "StartsWith"
        EndsWith "EndsWith"
        RemovePrefix "RemovePrefix"
        RemoveSuffix "RemoveSuffix"
        FindStr "FindStr"
        RfindStr "RfindStr"
        CountStr "CountStr"
        SliceStr "SliceStr"
        RepeatStr "RepeatStr"
        PadLeft "PadLeft"
        PadRight "PadRight"
        PadCenter "PadCenter"
        Zfill "Zfill"
        ReverseStr "ReverseStr"
        IsDigit "IsDigit"
        IsAlpha "IsAlpha"
        IsAlnum "IsAlnum"
        IsSpace "IsSpace"
        IsUpper "IsUpper"
        IsLower "IsLower"
        Ord "Ord"
        Chr "Chr"
        LenList "LenList"
        IsEmptyList "IsEmptyList"
        CountBy "CountBy"
        CountList "CountList"
        FindBy "FindBy"
        ReverseList "ReverseList"
        SliceList "SliceList"
        ContainsList "ContainsList"
        LenMap "LenMap"
        IsEmptyMap "IsEmptyMap"
        LenJson "LenJson"
        LenBytes "LenBytes"
    }
    Pattern(PatternOp) {
        RegexMatch "RegexMatch"
        RegexFind "RegexFind"
        RegexFindAll "RegexFindAll"
        RegexGroups "RegexGroups"
        RegexReplace "RegexReplace"
        RegexSplit "RegexSplit"
    }
    List(ListOp) {
        Range "Range"
        Map "Map"
        Filter "Filter"
        FlatMap "FlatMap"
        Fold "Fold"
        Scan "Scan"
        Any "Any"
        AnyBy "AnyBy"
        All "All"
        AllBy "AllBy"
        Sort "Sort"
        SortBy "SortBy"
        Unique "Unique"
        Zip "Zip"
        Zip3 "Zip3"
        Enumerate "Enumerate"
        Flatten "Flatten"
        Chunks "Chunks"
        Windows "Windows"
        First "First"
        Last "Last"
        Take "Take"
        Skip "Skip"
        TakeWhile "TakeWhile"
        SkipWhile "SkipWhile"
        InsertAt "InsertAt"
        RemoveAt "RemoveAt"
        IndexOf "IndexOf"
        MinBy "MinBy"
        MaxBy "MaxBy"
        GroupBy "GroupBy"
        TallyBy "TallyBy"
        Tally "Tally"
        Partition "Partition"
        Transpose "Transpose"
        ToMap "ToMap"
        RemoveKey "RemoveKey"
        FilterMap "FilterMap"
    }
    Statistic(StatisticOp) {
        SumInt "SumInt"
        SumFloat "SumFloat"
        SumDuration "SumDuration"
        ProductInt "ProductInt"
        ProductFloat "ProductFloat"
        MeanInt "MeanInt"
        MeanFloat "MeanFloat"
        MedianInt "MedianInt"
        MedianFloat "MedianFloat"
        VarianceInt "VarianceInt"
        VarianceFloat "VarianceFloat"
        StddevInt "StddevInt"
        StddevFloat "StddevFloat"
        PvarianceInt "PvarianceInt"
        PvarianceFloat "PvarianceFloat"
        PstddevInt "PstddevInt"
        PstddevFloat "PstddevFloat"
        QuantileInt "QuantileInt"
        QuantileFloat "QuantileFloat"
    }
    Map(MapOp) {
        GetList "GetList"
        GetListOr "GetListOr"
        Keys "Keys"
        Values "Values"
        Items "Items"
        GetMap "GetMap"
        GetMapOr "GetMapOr"
        HasMap "HasMap"
        Merge "Merge"
        MapValues "MapValues"
        IsNone "IsNone"
        KeysJson "KeysJson"
        HasJson "HasJson"
        GetJson "GetJson"
        GetJsonAt "GetJsonAt"
        BytesToList "BytesToList"
    }
    Time(TimeOp) {
        DatetimeFromStr "DatetimeFromStr"
        DatetimeFromParts "DatetimeFromParts"
        ParseDatetime "ParseDatetime"
        FromTimestampInt "FromTimestampInt"
        FromTimestampFloat "FromTimestampFloat"
        Timestamp "Timestamp"
        Year "Year"
        Month "Month"
        Day "Day"
        Hour "Hour"
        Minute "Minute"
        Second "Second"
        Microsecond "Microsecond"
        Weekday "Weekday"
        DayOfYear "DayOfYear"
        Truncate "Truncate"
        AddMonths "AddMonths"
        DurationFromStr "DurationFromStr"
        TotalSeconds "TotalSeconds"
        TotalMinutes "TotalMinutes"
        TotalHours "TotalHours"
        TotalDays "TotalDays"
        Microseconds "Microseconds"
    }
    Json(JsonOp) {
        JsonOf "JsonOf"
        JsonParse "JsonParse"
        JsonDump "JsonDump"
        JsonAt "JsonAt"
        AsInt "AsInt"
        AsFloat "AsFloat"
        AsStr "AsStr"
        AsBool "AsBool"
        AsList "AsList"
        AsMap "AsMap"
        IsNull "IsNull"
    }
    Bytes(BytesOp) {
        Encode "Encode"
        Decode "Decode"
        Base64 "Base64"
        FromBase64 "FromBase64"
        Hex "Hex"
        FromHex "FromHex"
        BytesOf "BytesOf"
        Sha256Str "Sha256Str"
        Sha256Bytes "Sha256Bytes"
        Md5Str "Md5Str"
        Md5Bytes "Md5Bytes"
        Crc32Str "Crc32Str"
        Crc32Bytes "Crc32Bytes"
    }
    Random(RandomOp) {
        Rng "Rng"
        NextInt "NextInt"
        NextFloat "NextFloat"
        NextNormal "NextNormal"
        Shuffle "Shuffle"
        Choice "Choice"
        Sample "Sample"
    }
    Run(RunOp) {
        Fail "Fail"
        FailRetryable "FailRetryable"
        Log "Log"
        Secret "Secret"
        Env "Env"
        ErrorMessage "ErrorMessage"
        ErrorNode "ErrorNode"
        Now "Now"
    }
    Implied(ImpliedOp) {
        Identity "Identity"
        EnumFromStr "EnumFromStr"
        RepeatList "RepeatList"
    }
}
