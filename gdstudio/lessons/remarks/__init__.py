"""What is worth a word about the present state: limits and edge cases, each said where it happens.

`remarks` looks at a snapshot with every rule. Those of importance 0 are said only in their place; of the
others the first is worth a hint. Places that say something of one weight, input or output ask `of_weight`,
`of_input` and `of_output`, and those that say it of alpha `of_alpha`: they have the same words.
"""

from gdstudio.lessons.remarks.parts import of_input, of_output, of_weight
from gdstudio.lessons.remarks.remark import STANDING_STILL, Kind, Part, Remark, Remedy, Said, Spot
from gdstudio.lessons.remarks.rules import is_untouched, of_alpha, remarks
from gdstudio.lessons.remarks.seen import learns_from_several
from gdstudio.lessons.remarks.words import INPUT_ZERO, input_zero, printed_mistake

__all__ = [
    "INPUT_ZERO",
    "STANDING_STILL",
    "Kind",
    "Part",
    "Remark",
    "Remedy",
    "Said",
    "Spot",
    "input_zero",
    "is_untouched",
    "learns_from_several",
    "of_alpha",
    "of_input",
    "of_output",
    "of_weight",
    "printed_mistake",
    "remarks",
]
