"""Formats of Python's mini-language: every part of `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, rightly and wrongly put together."""


def any_spec(random, types):
    def sometimes(share, choices):
        return random.choice(choices) if random.random() < share else ""

    align = sometimes(0.4, ["<", ">", "^", "="])
    fill = sometimes(0.5, ["*", "0", " ", "é", "x", "<"]) if align else ""
    sign = sometimes(0.3, ["+", "-", " "])
    width = sometimes(0.5, ["1", "2", "5", "8", "10", "13", "20", "35"])
    precision = sometimes(0.5, [".0", ".1", ".2", ".3", ".5", ".10", ".15", ".17", ".20", ".50", "."])
    spec = fill + align + sign + sometimes(0.1, ["z"]) + sometimes(0.2, ["#"]) + sometimes(0.2, ["0"]) + width + sometimes(0.25, [",", "_"]) + precision
    # Wrong ones are worth a few cases; `n` writes as the locale has it, which the language does not know.
    return spec + (random.choice("bcdoxXeEfFgG%s") if random.random() < 0.1 else random.choice(types))


INT_TYPES = ["", "d", "b", "o", "x", "X", "c", "f", "e", "g", "%"]
FLOAT_TYPES = ["", "f", "F", "e", "E", "g", "G", "%"]
STR_TYPES = ["", "s"]
