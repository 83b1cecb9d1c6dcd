//! The operations of all tables in one type, and what a table says about each.

use std::fmt;

use super::tables::{BytesOp, ConversionOp, JsonOp, ListOp, MapOp, NumberOp, PatternOp, RandomOp, RunOp, StatisticOp, TextOp, TimeOp};

/// Who performs an operation, besides a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Constant folding computes it too.
    Folded(Folded),
    /// Its closure becomes a loop of the code around it.
    Looped(Looped),
    /// Only a run computes it.
    Run,
}

/// The operations that constant folding computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    AbsInt,
    AbsFloat,
    BoolFromInt,
    DatetimeFromStr,
    E,
    Identity,
    Inf,
    IntFromBool,
    JsonOf,
    LenList,
    LenMap,
    LenStr,
    Lower,
    MaxInt,
    MinInt,
    Nan,
    Pi,
    ToStr,
    Upper,
}

/// The operations that accept a closure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looped {
    AllBy,
    AnyBy,
    CountBy,
    Filter,
    FilterMap,
    FindBy,
    FlatMap,
    Fold,
    GroupBy,
    Map,
    MapValues,
    MaxBy,
    MinBy,
    Partition,
    Scan,
    SkipWhile,
    SortBy,
    TakeWhile,
    TallyBy,
}

macro_rules! families {
    ($($(#[$doc:meta])* $family:ident($ops:ident))+) => {
        /// The operation that a call of a builtin performs once its overload is chosen. There is an enum for each table, so code that must handle every operation matches them all.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum BuiltinOp {
            $($(#[$doc])* $family($ops)),+
        }

        impl BuiltinOp {
            /// Who performs it.
            pub fn class(self) -> Class {
                match self {
                    $(Self::$family(op) => op.class()),+
                }
            }

            /// Whether the first argument is a `var` that the call changes.
            pub fn changes_first(self) -> bool {
                match self {
                    $(Self::$family(op) => op.changes_first()),+
                }
            }
        }

        /// The name of the operation, which is unique among all of them.
        impl fmt::Debug for BuiltinOp {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$family(op) => fmt::Debug::fmt(op, f)),+
                }
            }
        }

        $(
            impl From<$ops> for BuiltinOp {
                fn from(op: $ops) -> Self {
                    Self::$family(op)
                }
            }
        )+
    };
}

families! {
    /// Arithmetic.
    Number(NumberOp)
    /// From one type to another.
    Conversion(ConversionOp)
    /// Strings, and what their builtins do with other types.
    Text(TextOp)
    /// Regular expressions.
    Pattern(PatternOp)
    /// Lists.
    List(ListOp)
    /// Sums and statistics.
    Statistic(StatisticOp)
    /// Maps and optionals.
    Map(MapOp)
    /// Dates and durations.
    Time(TimeOp)
    /// JSON.
    Json(JsonOp)
    /// Bytes and hashes.
    Bytes(BytesOp)
    /// Random numbers.
    Random(RandomOp)
    /// The run.
    Run(RunOp)
    /// Operations without a name of their own.
    Implied(ImpliedOp)
}

/// Operations that no table introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImpliedOp {
    /// A value as it is: `int` of an `int`, `float` of a `float`, `floor` of an `int`.
    Identity,
    /// `list * times`.
    RepeatList,
    /// `Tier("GOLD")`: the variant with that value; the type of the call says of which enum.
    EnumFromStr,
}

impl ImpliedOp {
    const fn class(self) -> Class {
        match self {
            Self::Identity => Class::Folded(Folded::Identity),
            Self::RepeatList | Self::EnumFromStr => Class::Run,
        }
    }

    const fn changes_first(self) -> bool {
        match self {
            Self::Identity | Self::RepeatList | Self::EnumFromStr => false,
        }
    }
}
